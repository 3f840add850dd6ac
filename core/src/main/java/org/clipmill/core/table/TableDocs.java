package org.clipmill.core.table;

/** Writes {@code docs/tables.md} from the declarations of the tables. */
public final class TableDocs {
  private TableDocs() {}

  /** Gives the page: one section per table, one line per column. */
  public static String markdown() {
    StringBuilder page = new StringBuilder();
    page.append("# Tables\n\n")
        .append("Made from `Tables`; do not edit. Every table is a folder of Parquet files,")
        .append(" `<work>/<table>/<fingerprint>/`, that counts once its `_recipe.json` is there.\n")
        .append("Any column may be null. Times are microseconds, ends are exclusive.\n");
    for (Table table : Tables.all()) {
      append(page, table);
    }
    page.append("\n## The column error\n\n")
        .append("`")
        .append(ColumnType.ERROR.sql())
        .append("`: the code of what went wrong,")
        .append(" the stage in which it did, what was seen and expected, and whether another try")
        .append(" may succeed without any change.\n");
    return page.toString();
  }

  private static void append(StringBuilder page, Table table) {
    page.append("\n## ")
        .append(table.name())
        .append("\n\nOne row is ")
        .append(table.row())
        .append(". Key: `")
        .append(table.key())
        .append("`.\n\n| column | type | unit | what it is |\n|---|---|---|---|\n");
    for (Column column : table.columns()) {
      page.append("| `")
          .append(column.name())
          .append("` | ")
          .append(typeOf(column))
          .append(" | ")
          .append(column.unit())
          .append(" | ")
          .append(escaped(column.sentence()))
          .append(" |\n");
    }
  }

  private static String typeOf(Column column) {
    return column.type() == ColumnType.ERROR ? "struct" : column.type().sql();
  }

  /** Keeps ids such as {@code <video>} from being taken for HTML, and stars for emphasis. */
  private static String escaped(String sentence) {
    return sentence.replace("<", "\\<").replace("*", "\\*").replace("|", "\\|");
  }
}

package org.clipmill.jobs.command;

import static org.apache.spark.sql.functions.col;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.table.Column;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;
import org.clipmill.jobs.run.TableFolder;
import org.clipmill.jobs.run.TableStore;
import org.clipmill.jobs.stage.Stage;
import org.clipmill.jobs.stage.Stages;
import org.clipmill.udfs.Schemas;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells one clip's whole story. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Tells what every table knows of a clip, and where it was kept or lost.",
    footer = {"", "Example: clipmill explain gpAkjSy_8iY.8_1"})
public final class ExplainCommand implements Callable<Integer> {
  private static final int MOST_VALUES = 6;

  @Mixin private Settings settings = new Settings();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "CLIP", description = "Id of the clip.")
  private String clipId = "";

  @Override
  public Integer call() {
    TableStore store = settings.site().tables();
    PrintWriter out = Output.of(spec);
    boolean isKnown = false;
    Optional<String> video = Optional.empty();
    try (SparkSession spark = Sessions.open(settings.master())) {
      for (Stage stage : Stages.all()) {
        Table table = stage.writes();
        Optional<TableFolder> folder = store.newest(table);
        if (folder.isEmpty()) {
          continue;
        }
        String key = table.equals(Tables.VIDEOS) ? video.orElse("") : clipId;
        for (Row row : rows(spark, folder.get(), key)) {
          isKnown = true;
          print(out, table, row);
          if (table.equals(Tables.METADATA)) {
            video = Optional.ofNullable(row.getString(row.fieldIndex(Tables.VIDEO_ID)));
          }
        }
      }
    }
    if (!isKnown) {
      throw new ConfigException("No table knows a clip \"" + clipId + "\"");
    }
    out.flush();
    return 0;
  }

  /** A clip has one row in a table, and one more in metadata for each time its id came again. */
  private static List<Row> rows(SparkSession spark, TableFolder folder, String key) {
    return spark
        .read()
        .schema(Schemas.of(folder.table()))
        .parquet(folder.rows().toString())
        .where(col(folder.table().key()).equalTo(key))
        .collectAsList();
  }

  private static void print(PrintWriter out, Table table, Row row) {
    out.println(table.name());
    for (Column column : table.columns()) {
      Object value = row.get(row.fieldIndex(column.name()));
      if (value != null && !column.name().equals(Tables.ROW_RECIPE)) {
        out.println("  " + column.name() + " = " + shown(value, row, column));
      }
    }
  }

  private static String shown(Object value, Row row, Column column) {
    String unit = column.unit().isEmpty() ? "" : " " + column.unit();
    if (value instanceof Row error) {
      return error.getString(0) + " in " + error.getString(1) + ": " + error.getString(2);
    }
    if (value instanceof byte[] bytes) {
      return bytes.length + " bytes";
    }
    return switch (column.type()) {
      case FLOAT_ARRAY -> {
        List<Float> values = row.getList(row.fieldIndex(column.name()));
        yield values.subList(0, Math.min(MOST_VALUES, values.size())) + " ... " + values.size();
      }
      default ->
          row.schema().apply(column.name()).dataType() instanceof ArrayType
              ? row.getList(row.fieldIndex(column.name())) + unit
              : value + unit;
    };
  }
}

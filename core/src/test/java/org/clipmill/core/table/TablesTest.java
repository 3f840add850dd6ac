package org.clipmill.core.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TablesTest {
  private static Column text(String name) {
    return new Column(name, ColumnType.STRING, "", "A text.");
  }

  @Test
  void aColumnThatStandsTwiceOrAKeyThatIsNoneIsRefused() {
    IllegalArgumentException twice =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Table("t", "a row", "a", List.of(text("a"), text("a"))));
    assertEquals("Table t has two columns a", twice.getMessage());
    IllegalArgumentException keyless =
        assertThrows(
            IllegalArgumentException.class, () -> new Table("t", "a row", "b", List.of(text("a"))));
    assertEquals("Table t has no key column b", keyless.getMessage());
  }

  @Test
  void everyColumnHasASentenceAndEveryTableItsOwnName() {
    for (Table table : Tables.all()) {
      for (Column column : table.columns()) {
        assertTrue(column.sentence().endsWith("."), table.name() + "." + column.name());
        assertTrue(column.name().matches("[a-z0-9_]+"), column.name());
      }
    }
    assertEquals(Tables.all().size(), Tables.all().stream().map(Table::name).distinct().count());
  }

  @Test
  void aColumnHasOneTypeInAllTables() {
    Map<String, ColumnType> types = new HashMap<>();
    for (Table table : Tables.all()) {
      for (Column column : table.columns()) {
        ColumnType before = types.putIfAbsent(column.name(), column.type());
        assertTrue(before == null || before == column.type(), table.name() + "." + column.name());
      }
    }
  }

  @Test
  void aTimeInMicrosecondsSaysSoInItsNameAndIsAWholeNumber() {
    for (Table table : Tables.all()) {
      for (Column column : table.columns()) {
        assertEquals(column.name().endsWith("_us"), column.unit().equals("us"), column.name());
        boolean isWhole =
            column.type() == ColumnType.LONG || column.type() == ColumnType.LONG_ARRAY;
        assertFalse(column.name().endsWith("_us") && !isWhole, column.name());
      }
    }
  }
}

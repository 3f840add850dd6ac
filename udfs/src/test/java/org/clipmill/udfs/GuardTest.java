package org.clipmill.udfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.table.Table;
import org.clipmill.core.table.Tables;
import org.junit.jupiter.api.Test;

final class GuardTest {
  private final Tally tally = new Tally();
  private final Guard guard = new Guard("measure", tally);

  private static TableRow named() {
    return TableRow.of(Tables.FEATURES).set(Tables.CLIP_ID, "c");
  }

  @Test
  void aGoodClipIsTheRowThatTheWorkMakes() {
    Row row = guard.row(() -> named().set("mse", 1.5).build(), GuardTest::named);
    assertEquals(1.5, row.getDouble(row.fieldIndex("mse")));
    assertNull(row.get(row.fieldIndex("error")));
    assertEquals(Map.of(Tally.ROWS, 1L), tally.value());
  }

  @Test
  void aBadClipBecomesARow() {
    ClipException problem = new ClipException(ClipError.UNREACHABLE, "Cannot reach it");
    Row row =
        guard.row(
            () -> {
              throw problem;
            },
            GuardTest::named);
    assertEquals("c", row.getString(row.fieldIndex(Tables.CLIP_ID)));
    assertNull(row.get(row.fieldIndex("mse")));
    Row error = row.getStruct(row.fieldIndex("error"));
    assertEquals("[unreachable,measure,Cannot reach it,true]", error.toString());
    assertEquals(Map.of(Tally.ROWS, 1L, "unreachable", 1L), tally.value());
  }

  @Test
  void aFaultThatIsKnownBeforehandBecomesTheSameRow() {
    Row row = guard.failedRow(new ClipException(ClipError.BAD_CUT, "Cannot use the cut"), named());
    Row error = row.getStruct(row.fieldIndex("error"));
    assertEquals("[bad_cut,measure,Cannot use the cut,false]", error.toString());
  }

  @Test
  void aFaultOfTheProgramFliesOn() {
    IllegalStateException fault =
        assertThrows(
            IllegalStateException.class,
            () ->
                guard.row(
                    () -> {
                      throw new IllegalStateException("our bug");
                    },
                    GuardTest::named));
    assertEquals("our bug", fault.getMessage());
  }

  @Test
  void onlyErrorsThatMayPassAreRetriable() {
    for (ClipError error : ClipError.values()) {
      boolean mayPass =
          switch (error) {
            case NOT_FOUND, UNREACHABLE, FORBIDDEN, INCOMPLETE_DOWNLOAD, STORAGE -> true;
            default -> false;
          };
      assertEquals(mayPass, error.isRetriable(), error.code());
      assertTrue(error.code().matches("[a-z_]+"), error.code());
    }
  }

  @Test
  void everyTableHasASchemaWithItsColumnsInOrder() {
    for (Table table : Tables.all()) {
      assertEquals(table.columnNames(), Arrays.asList(Schemas.of(table).fieldNames()));
    }
    assertEquals(
        "array<float>",
        Schemas.of(Tables.FEATURES).apply("embedding").dataType().sql().toLowerCase(Locale.ROOT));
  }

  @Test
  void aColumnThatATableDoesNotHaveCannotBeSet() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> named().set("caption", "x"));
    assertTrue(refusal.getMessage().contains("caption"), refusal.getMessage());
  }

  @Test
  void aRowTakesOverWhatAnotherHasButNotItsError() {
    Row failed = guard.failedRow(new ClipException(ClipError.BAD_CUT, "bad"), named());
    Row copy = TableRow.of(Tables.RANKING).setAllFrom(failed).build();
    assertEquals("c", copy.getString(copy.fieldIndex(Tables.CLIP_ID)));
    assertNull(copy.get(copy.fieldIndex("error")));
  }
}

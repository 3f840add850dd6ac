package org.clipmill.udfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.clipmill.core.table.Tables;
import org.junit.jupiter.api.Test;

final class RowsTest {
  private static Iterator<Row> clips(String... videos) {
    return Arrays.stream(videos)
        .map(video -> TableRow.of(Tables.CLIPS).set(Tables.VIDEO_ID, video).build())
        .iterator();
  }

  private static List<List<String>> groups(String... videos) {
    List<List<String>> groups = new ArrayList<>();
    Iterator<Row> rows =
        Rows.mappedGroups(
            clips(videos),
            Tables.VIDEO_ID,
            group -> {
              groups.add(group.stream().map(row -> row.getString(1)).toList());
              return group;
            });
    int count = 0;
    for (; rows.hasNext(); rows.next()) {
      count++;
    }
    assertEquals(videos.length, count);
    return groups;
  }

  @Test
  void rowsThatFollowEachOtherWithOneValueAreAGroup() {
    assertEquals(List.of(), groups());
    assertEquals(List.of(List.of("a")), groups("a"));
    assertEquals(
        List.of(List.of("a", "a"), List.of("b"), List.of("c", "c")),
        groups("a", "a", "b", "c", "c"));
  }

  @Test
  void aGroupThatMakesNoRowIsPassedOver() {
    Iterator<Row> rows =
        Rows.mappedGroups(
            clips("a", "b", "b", "c"),
            Tables.VIDEO_ID,
            group -> group.size() == 2 ? group : List.of());
    assertEquals("b", rows.next().getString(1));
    assertEquals("b", rows.next().getString(1));
    assertFalse(rows.hasNext());
    assertThrows(NoSuchElementException.class, rows::next);
  }

  @Test
  void onlyOneGroupIsHeldAtATime() {
    List<String> seen = new ArrayList<>();
    Iterator<Row> endless =
        Stream.iterate(0L, i -> i + 1)
            .map(i -> TableRow.of(Tables.CLIPS).set(Tables.VIDEO_ID, "v" + i / 3).build())
            .peek(row -> seen.add(row.getString(1)))
            .iterator();
    Iterator<Row> rows = Rows.mappedGroups(endless, Tables.VIDEO_ID, group -> group);
    assertEquals("v0", rows.next().getString(1));
    assertEquals(List.of("v0", "v0", "v0", "v1"), seen);
  }

  @Test
  void aFileOfAnotherRecipeHasAnotherName() {
    Row row = TableRow.of(Tables.CLIPS).set(Tables.ROW_RECIPE, "0123456789abcdef").build();
    assertEquals("v.0_0-0123456789ab", Rows.versioned(row, "v.0_0"));
  }
}

package org.clipmill.jobs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.clipmill.core.recipe.Recipe;
import org.clipmill.core.table.Tables;
import org.clipmill.jobs.stage.Stages;
import org.clipmill.udfs.Tally;
import org.junit.jupiter.api.Test;

/** What a run says of itself. */
final class FunnelTest {
  private static Accounting accounting(long in, long kept) {
    return new Accounting(in, kept, Map.of("too_short", 2L), Map.of("bad_cut", 1L));
  }

  @Test
  void rowsThatComeOutAreThoseThatWentIn() {
    assertEquals(2, accounting(10, 7).checked("split").filteredTotal());
    IllegalStateException fault =
        assertThrows(IllegalStateException.class, () -> accounting(10, 8).checked("split"));
    assertEquals(
        "Stage split lost rows: 10 came in, 8 kept + 2 filtered + 1 failed", fault.getMessage());
  }

  @Test
  void theFunnelHasALinePerStageWithItsReasons() {
    Recipe recipe =
        new Recipe("ingest", 1, "metadata", new TreeMap<>(), List.of(), new TreeMap<>(), 0);
    Provenance provenance =
        new Provenance(recipe, "f", "now", 12.34, accounting(10, 7), Map.of(), Map.of());
    TableFolder folder = new TableFolder(Tables.METADATA, "f", new Path("/w/metadata/f"));
    List<Runner.Outcome> outcomes =
        List.of(
            new Runner.Outcome(Stages.all().get(0), folder, provenance, false),
            new Runner.Outcome(Stages.all().get(1), folder, provenance, true));
    assertEquals(
        List.of(
            "stage             in      kept  filtered    failed   seconds  why",
            "ingest            10         7         2         1      12.3  bad_cut 1, too_short 2",
            "download          10         7         2         1 unchanged  bad_cut 1, too_short 2"),
        Funnel.text(outcomes).lines().toList());
  }

  @Test
  void progressTellsHowFarHowFastAndHowLongStill() {
    Map<String, Long> counts = Map.of(Tally.ROWS, 30L, "bad_cut", 2L);
    assertEquals(
        "split: 30/90, 3.0/s, 0:20 left, bad_cut 2",
        Progress.text("split", 90, counts, Duration.ofSeconds(10)));
    assertEquals(
        "split: 30/36000, 3.0/s, 3:19:50 left, bad_cut 2",
        Progress.text("split", 36_000, counts, Duration.ofSeconds(10)));
    assertEquals(
        "split: 0/90, 0.0/s", Progress.text("split", 90, Map.of(), Duration.ofSeconds(10)));
    assertEquals(
        "split: 90/90, 45.0/s",
        Progress.text("split", 90, Map.of(Tally.ROWS, 90L), Duration.ofSeconds(2)));
    assertEquals(
        "rank: 7 s", Progress.text("rank", Inputs.UNKNOWN, Map.of(), Duration.ofSeconds(7)));
    assertEquals("split: 0/0, 0.0/s", Progress.text("split", 0, Map.of(), Duration.ZERO));
  }
}

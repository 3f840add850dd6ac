package org.clipmill.jobs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.config.ConfigFiles;
import org.clipmill.core.recipe.Recipe;
import org.clipmill.core.table.Tables;
import org.clipmill.jobs.run.Plan.Range;
import org.clipmill.jobs.run.Plan.Step;
import org.clipmill.jobs.stage.Stages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run would do, known without running it. */
final class PlanTest {
  @TempDir Path folder;
  private Path metadata;

  @BeforeEach
  void describe() throws IOException {
    metadata = Files.writeString(folder.resolve("meta.json"), "{}");
  }

  private Site site(String... sets) {
    List<String> all = new ArrayList<>(List.of(sets));
    all.add("run.work=" + folder.resolve("work"));
    all.add("ingest.inputs=" + metadata);
    return new Site(ConfigFiles.read(List.of(), all), new Configuration());
  }

  private static Range range(String from, String to, String retry) {
    return new Range(
        Optional.ofNullable(from), Optional.ofNullable(to), Optional.ofNullable(retry));
  }

  private static List<Step> steps(Site site, Range range) {
    return Plan.of(site, Stages.all(), range).steps();
  }

  private static void finish(Site site, Recipe recipe, String created) {
    TableStore store = site.tables();
    Accounting accounting = new Accounting(1, 1, Map.of(), Map.of());
    TableFolder folder =
        store.folder(
            Tables.all().stream()
                .filter(table -> table.name().equals(recipe.table()))
                .findFirst()
                .orElseThrow(),
            recipe.folder());
    store.finish(
        folder,
        new Provenance(recipe, recipe.fingerprint(), created, 1, accounting, Map.of(), Map.of()));
  }

  /** Finishes the tables of a range as if it had been run. */
  private static void pretend(Site site, Range range, String created) {
    steps(site, range).forEach(step -> finish(site, step.recipe(), created));
  }

  @Test
  void everyStageRunsThatHasNoTableYetAndSaysSo() {
    List<Step> steps = steps(site(), range(null, "split", null));
    assertEquals(
        List.of(
            Optional.of("there is no finished table metadata"),
            Optional.of("there is no finished table videos"),
            Optional.of("there is no finished table clips")),
        steps.stream().map(Step::reason).toList());
    assertEquals(
        List.of("metadata/" + steps.get(0).recipe().folder()), steps.get(1).recipe().inputs());
  }

  @Test
  void aChangedSettingIsTheReasonOfItsStageAndTheNewInputThatOfTheNext() {
    pretend(site(), range(null, "split", null), "2026-01-01T00:00:00Z");
    List<Step> same = steps(site(), range(null, "split", null));
    same.forEach(step -> assertEquals(Optional.empty(), step.reason()));
    List<Step> changed =
        steps(site("split.quality=30", "download.local-files=use"), range(null, "split", null));
    assertEquals(Optional.empty(), changed.get(0).reason());
    assertEquals(Optional.of("download.local-files \"COPY\" -> \"USE\""), changed.get(1).reason());
    assertEquals(
        Optional.of(
            "split.quality 20 -> 30; inputs changed: videos/" + changed.get(1).recipe().folder()),
        changed.get(2).reason());
  }

  @Test
  void changedMetadataIsTheReasonOfIngest() throws IOException {
    pretend(site(), range(null, "ingest", null), "2026-01-01T00:00:00Z");
    Files.writeString(metadata, "{ }");
    Step step = steps(site(), range(null, "ingest", null)).get(0);
    assertEquals(Optional.of("inputs changed: " + step.recipe().inputs().get(0)), step.reason());
  }

  @Test
  void aThresholdChangesTheTableAndNotItsRows() {
    Range split = range(null, "split", null);
    Step before = steps(site(), split).get(2);
    Step after = steps(site("split.min-clip-seconds=2"), split).get(2);
    assertEquals(false, before.recipe().fingerprint().equals(after.recipe().fingerprint()));
    assertEquals(before.rowRecipe().fingerprint(), after.rowRecipe().fingerprint());
    Step better = steps(site("split.quality=10"), split).get(2);
    assertEquals(false, before.rowRecipe().fingerprint().equals(better.rowRecipe().fingerprint()));
  }

  @Test
  void aRetryIsAnotherAttemptAndTheStagesBehindItFollow() {
    Range all = range(null, "split", null);
    pretend(site(), all, "2026-01-01T00:00:00Z");
    List<Step> retry = steps(site(), range(null, "split", "download"));
    assertEquals(1, retry.get(1).recipe().attempt());
    assertEquals(true, retry.get(1).isRetry());
    assertEquals(Optional.of("failures that may pass are tried again"), retry.get(1).reason());
    assertEquals(true, retry.get(2).reason().orElse("").startsWith("inputs changed: videos/"));
    pretend(site(), range(null, "split", "download"), "2026-01-02T00:00:00Z");
    steps(site(), all).forEach(step -> assertEquals(Optional.empty(), step.reason()));
  }

  @Test
  void theTablesBeforeARangeAreThoseThatTheLastOfThemWasMadeFrom() {
    pretend(site(), range(null, "split", null), "2026-01-01T00:00:00Z");
    Plan whole = Plan.of(site(), Stages.all(), range(null, "split", null));
    String videos = whole.steps().get(1).recipe().folder();
    Range upToVideos = range(null, "download", null);
    pretend(site("download.local-files=use"), upToVideos, "2026-01-02T00:00:00Z");
    assertEquals(false, site().tables().newest(Tables.VIDEOS).orElseThrow().name().equals(videos));

    Plan plan =
        Plan.of(site("measure.encoder=none"), Stages.all(), range("measure", "measure", null));
    assertEquals(videos, plan.given().get(Tables.VIDEOS).name());
    assertEquals(3, plan.given().size());
  }

  @Test
  void aRangeThatMakesNoSenseIsRefused() {
    String known = "; allowed: ingest, download, split, measure, rank, keyframes, select, export";
    assertRefused("--to: was \"all\"" + known, range(null, "all", null));
    assertRefused("--to: was ingest, which comes before --from", range("split", "ingest", null));
    assertRefused(
        "--retry: was split, which --from and --to leave out", range(null, "download", "split"));
    assertRefused(
        "--from: there is no finished table videos; run the stage download first",
        range("split", "split", null));
  }

  private void assertRefused(String message, Range range) {
    ConfigException refusal = assertThrows(ConfigException.class, () -> steps(site(), range));
    assertEquals(message, refusal.getMessage());
  }
}

package org.clipmill.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.sql.Row;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.table.Tables;
import org.clipmill.jobs.LocalPipeline.Run;
import org.clipmill.jobs.run.Accounting;
import org.clipmill.jobs.run.Plan;
import org.clipmill.jobs.run.Runner.Outcome;
import org.clipmill.jobs.run.TooManyErrorsException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs and runs again: what is computed, what is kept, and what comes out. */
final class RefreshTest {
  @TempDir static Path folder;
  private static PaintedSet set;
  private static LocalPipeline pipeline;
  private static List<String> good;

  @BeforeAll
  static void start() {
    set = new PaintedSet(folder);
    good = set.paintGood(4);
    pipeline = new LocalPipeline();
  }

  @AfterAll
  static void stop() {
    pipeline.close();
  }

  private static List<String> with(List<String> videos, List<String> more) {
    List<String> all = new ArrayList<>(videos);
    all.addAll(more);
    return all;
  }

  private static long computed(Run run, String stage) {
    String text = run.stage(stage).provenance().changes().toString();
    return run.changes(stage).getOrDefault("added", 0L)
        + run.changes(stage).getOrDefault("changed", text.equals("{}") ? -1L : 0L);
  }

  @Test
  void everyClipIsAccountedForAndBrokenFilesAreRows() throws IOException {
    List<String> broken = set.breakSome();
    Path metadata = set.describe("all.json", with(with(good, broken), List.of("gone")));
    Path settings = set.configure("whole", metadata);
    Run run = pipeline.run(settings);

    Accounting download = run.stage("download").provenance().accounting();
    assertEquals(8, download.in());
    assertEquals(4, download.kept());
    assertEquals(
        Map.of("not_found", 1L, "decode_failed", 1L, "not_a_video", 1L, "no_video_stream", 1L),
        download.failed());
    long before = 8;
    for (Outcome outcome : run.stages().values()) {
      Accounting accounting = outcome.provenance().accounting();
      assertEquals(
          accounting.in(),
          accounting.kept() + accounting.filteredTotal() + accounting.failedTotal());
      boolean isOfVideos = outcome.stage().writes().equals(Tables.VIDEOS);
      assertEquals(before, accounting.in(), outcome.stage().name());
      before = isOfVideos ? 8 : accounting.kept();
    }
    Path dataset = Bytes.pathOf(run.stage("export").folder());
    List<Row> samples = pipeline.rows(run.stage("export").folder()).orderBy("pick").collectAsList();
    assertEquals(4, samples.size());
    for (Row sample : samples) {
      Path clip = dataset.resolve(sample.<String>getAs("video"));
      assertEquals(Files.size(clip), sample.<Long>getAs("file_bytes"));
      assertEquals(24L, sample.<Long>getAs("num_frames"));
      assertEquals(12.0, sample.<Double>getAs("fps"));
      assertEquals("This is " + sample.getAs("video_id"), sample.getAs("caption"));
    }
    List<Row> lost =
        pipeline
            .spark()
            .read()
            .parquet(dataset.resolve("errors.parquet").toString())
            .collectAsList();
    assertEquals(4, lost.size());
    for (Row row : lost) {
      assertEquals("failed", row.getAs("outcome"));
      assertEquals("download", row.getAs("stage"));
      assertTrue(row.<String>getAs("message").contains(row.<String>getAs("video_id") + ".mp4"));
    }
    assertTrue(Files.readString(dataset.resolve("summary.json")).contains("\"decode_failed\""));
    assertTrue(Files.exists(dataset.resolve("recipes/features.json")));
    assertEquals(dataset.getFileName() + "\n", Files.readString(dataset.resolveSibling("LATEST")));
    aSecondRunComputesNothing(settings);
  }

  private static void aSecondRunComputesNothing(Path settings) {
    Path work = folder.resolve("whole");
    SortedMap<String, String> before = Bytes.timesOf(work);
    before.remove("dataset/LATEST");
    Run again = pipeline.run(settings);
    again.stages().values().forEach(outcome -> assertTrue(outcome.isUnchanged(), again.log()));
    SortedMap<String, String> after = Bytes.timesOf(work);
    after.remove("dataset/LATEST");
    assertEquals(before, after);
  }

  @Test
  void everyWayOfSelectingAccountsForAllClips() {
    Path settings = set.configure("selecting", set.describe("selecting.json", good));
    for (String method : List.of("fps", "facility", "quality-diversity")) {
      Run together =
          pipeline.runTo("select", settings, "select.method=" + method, "select.count=2");
      Run dealt =
          pipeline.runTo(
              "select",
              settings,
              "select.method=" + method,
              "select.count=2",
              "select.distributed-above=3",
              "select.clips-per-bucket=2");
      for (Run run : List.of(together, dealt)) {
        Accounting accounting = run.stage("select").provenance().accounting();
        assertEquals(4, accounting.in(), method);
        assertEquals(2, accounting.kept(), method);
        assertEquals(Map.of("not_picked", 2L), accounting.filtered(), method);
      }
    }
  }

  @Test
  void aNewVideoCostsOnlyItsOwnRows() {
    Path settings = set.configure("adding", set.describe("adding.json", good.subList(0, 3)));
    pipeline.run(settings);
    Path work = folder.resolve("adding/files");
    SortedMap<String, String> before = Bytes.timesOf(work);

    set.describe("adding.json", with(List.of("good3"), good.subList(0, 2)));
    Run run = pipeline.run(settings);
    for (String stage : List.of("download", "split", "measure")) {
      assertEquals(Map.of("added", 1L, "kept", 2L, "removed", 1L), run.changes(stage), stage);
    }
    SortedMap<String, String> after = Bytes.timesOf(work);
    after.keySet().removeIf(name -> name.contains("good3"));
    assertEquals(before, after);
    assertEquals(3, run.stage("export").provenance().accounting().kept());
  }

  @Test
  void aThresholdDecodesNothing() throws IOException {
    Path settings = set.configure("threshold", set.describe("threshold.json", good));
    Run first = pipeline.runTo("measure", settings);
    assertEquals(4, first.stage("measure").provenance().accounting().kept());

    Files.move(folder.resolve("threshold/files"), folder.resolve("threshold/elsewhere"));
    Run strict = pipeline.runTo("measure", settings, "measure.min-frames=9");
    assertTrue(strict.stage("split").isUnchanged());
    assertEquals(Map.of("kept", 4L), strict.changes("measure"));
    assertEquals(
        Map.of("too_few_frames", 4L), strict.stage("measure").provenance().accounting().filtered());

    Run shorter = pipeline.runTo("split", settings, "split.max-clip-seconds=1.5");
    assertEquals(
        Map.of("too_long", 4L), shorter.stage("split").provenance().accounting().filtered());
  }

  @Test
  void anotherQualityCutsAnewAndTheOldClipsStayForTheOldSettings() throws IOException {
    Path settings = set.configure("quality", set.describe("quality.json", good.subList(0, 2)));
    Path work = folder.resolve("quality");
    Run first = pipeline.run(settings);
    SortedMap<String, String> dataset = Bytes.ofDataset(work);

    Run worse = pipeline.run(settings, "split.quality=40");
    assertEquals(Map.of("changed", 2L), worse.changes("split"));
    assertEquals(Map.of("changed", 2L), worse.changes("measure"));
    assertTrue(worse.stage("download").isUnchanged());
    assertNotEquals(dataset, Bytes.ofDataset(work));

    Run back = pipeline.run(settings);
    back.stages().values().forEach(outcome -> assertTrue(outcome.isUnchanged(), back.log()));
    assertEquals(dataset, Bytes.ofDataset(work), "LATEST names another dataset");
    assertEquals(first.stage("export").folder().name(), back.stage("export").folder().name());

    pipeline.run(settings, "export.clip-files=copy");
    SortedMap<String, String> clips = Bytes.ofDataset(work);
    clips.keySet().removeIf(name -> !name.startsWith("clips/"));
    dataset.keySet().removeIf(name -> !name.startsWith("clips/"));
    assertEquals(dataset, clips, "the clips of other settings were exported");
  }

  @Test
  void aRetryRedoesWhatMayPassAndNothingElse() throws IOException {
    set.breakSome();
    Path settings =
        set.configure(
            "retry", set.describe("retry.json", List.of("good0", "good1", "text", "late")));
    Run first = pipeline.run(settings);
    assertEquals(
        Map.of("not_found", 1L, "not_a_video", 1L),
        first.stage("download").provenance().accounting().failed());
    assertTrue(pipeline.run(settings).stage("download").isUnchanged());

    set.paint("late");
    set.paint("text");
    Plan.Range retry = new Plan.Range(Optional.empty(), Optional.empty(), Optional.of("download"));
    Run second = pipeline.run(retry, settings);
    assertEquals(
        Map.of("not_a_video", 1L), second.stage("download").provenance().accounting().failed());
    assertEquals(Map.of("changed", 1L, "kept", 3L), second.changes("download"));
    assertEquals(1, computed(second, "measure"));
    assertEquals(3, second.stage("export").provenance().accounting().kept());

    Run third = pipeline.run(settings);
    third.stages().values().forEach(outcome -> assertTrue(outcome.isUnchanged(), third.log()));
    assertEquals(second.stage("export").folder().name(), third.stage("export").folder().name());
    Files.delete(set.file("text.mp4"));
    Files.delete(set.file("late.mp4"));
  }

  @Test
  void tooManyErrorsEndTheRunAndTheRowsAreKeptForTheNextOne() throws IOException {
    for (String id : List.of("kept0", "kept1")) {
      set.paint(id);
    }
    List<String> videos = List.of("kept0", "kept1", "gone0", "gone1");
    Path settings = set.configure("errors", set.describe("errors.json", videos));
    TooManyErrorsException refusal =
        assertThrows(
            TooManyErrorsException.class, () -> pipeline.run(settings, "run.max-error-share=0.25"));
    assertEquals(
        List.of(
            "Stage download failed for 2 of 4 rows; allowed: a share of 0.25 (run.max-error-share).",
            "By kind: {not_found=2}",
            "  not_found: Cannot find the file " + set.file("gone0.mp4"),
            "  not_found: Cannot find the file " + set.file("gone1.mp4"),
            "The rows are kept: mend the cause and run again, or allow a larger share."),
        refusal.getMessage().lines().toList());

    for (String id : List.of("kept0", "kept1")) {
      Files.delete(set.file(id + ".mp4"));
    }
    set.paint("gone0");
    Run run = pipeline.run(settings, "run.max-error-share=0.25");
    Accounting download = run.stage("download").provenance().accounting();
    assertEquals(3, download.kept());
    assertEquals(Map.of("not_found", 1L), download.failed());
    try (var tables = Files.list(folder.resolve("errors/videos"))) {
      assertEquals(1, tables.count(), "the unfinished folder was not swept");
    }
    Files.delete(set.file("gone0.mp4"));
  }

  @Test
  void aRunThatKeepsNothingStopsThereAndPublishesNothing() {
    Path settings = set.configure("nothing", set.describe("nothing.json", good.subList(0, 2)));
    Run run = pipeline.run(settings, "split.min-clip-seconds=30");
    assertEquals(List.of("ingest", "download", "split"), List.copyOf(run.stages().keySet()));
    assertEquals(Map.of("too_short", 2L), run.stage("split").provenance().accounting().filtered());
    assertFalse(Files.exists(folder.resolve("nothing/dataset")));
  }

  @Test
  void theNumberOfPartitionsChangesNoByte() {
    Path metadata = set.describe("parts.json", good);
    Path one = set.configure("parts1", metadata);
    Path many = set.configure("parts100", metadata);
    pipeline.run(one, "run.rows-per-task=1");
    pipeline.run(many, "run.rows-per-task=100");
    SortedMap<String, String> expected = Bytes.ofDataset(folder.resolve("parts1"));
    assertEquals(5, expected.size(), expected.toString());
    assertEquals(expected, Bytes.ofDataset(folder.resolve("parts100")));
  }

  @Test
  void featuresWithoutEmbeddingsAreRefusedBySelect() throws IOException {
    Path metadata = set.describe("bare.json", good);
    Path settings = set.configure("bare", metadata);
    pipeline.runTo("keyframes", settings, "measure.encoder=none", "measure.embedder=vae");
    Plan.Range later = new Plan.Range(Optional.of("select"), Optional.empty(), Optional.empty());
    ConfigException refusal =
        assertThrows(ConfigException.class, () -> pipeline.run(later, settings));
    assertTrue(refusal.getMessage().contains("have no embedding"), refusal.getMessage());
  }
}

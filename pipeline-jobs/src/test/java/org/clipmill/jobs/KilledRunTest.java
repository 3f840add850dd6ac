package org.clipmill.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.clipmill.jobs.LocalPipeline.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed in the middle of measure loses nothing but time. */
final class KilledRunTest {
  @TempDir Path folder;

  @Test
  void aRunAfterAKillEndsWithTheBytesOfOneThatNobodyDisturbed() throws IOException {
    PaintedSet set = new PaintedSet(folder);
    List<String> videos = set.paintGood(16);
    Path metadata = set.describe("all.json", videos);
    Path killed = set.configure("killed", metadata);
    Path undisturbed = set.configure("undisturbed", metadata);
    killInMeasure(killed);

    Path work = folder.resolve("killed");
    try (LocalPipeline pipeline = new LocalPipeline()) {
      Set<String> measured = measuredBefore(pipeline, work);
      assertFalse(measured.isEmpty(), "nothing was measured before the kill");
      assertTrue(measured.size() < videos.size(), "all was measured before the kill");
      whatWasMeasuredIsNotMeasuredAgain(pipeline, killed, measured);

      Run again = pipeline.run(killed);
      assertTrue(again.stage("measure").isUnchanged());
      pipeline.run(undisturbed);
    }
    Map<String, String> expected = Bytes.ofDataset(folder.resolve("undisturbed"));
    assertEquals(videos.size() + 1, expected.size(), expected.toString());
    assertEquals(expected, Bytes.ofDataset(work));
  }

  private void killInMeasure(Path settings) {
    try (Program program =
        Program.start(
            folder.resolve("log"),
            Map.of(),
            List.of("-Xmx1g"),
            Main.class,
            "run",
            "--master",
            "local[2]",
            "--conf",
            settings.toString(),
            "--set",
            "run.rows-per-task=1")) {
      program.awaitThat(() -> !parts(folder.resolve("killed/features")).isEmpty());
    }
  }

  /** Gives the parts of all versions of a table, finished or not. */
  private static List<Path> parts(Path table) {
    if (Files.notExists(table)) {
      return List.of();
    }
    try (var files = Files.find(table, 2, (file, facts) -> isPart(file))) {
      return files.toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  private static boolean isPart(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith("part-") && name.endsWith(".parquet");
  }

  private static Set<String> measuredBefore(LocalPipeline pipeline, Path work) {
    Path[] parts = parts(work.resolve("features")).toArray(Path[]::new);
    String[] names = Arrays.stream(parts).map(Path::toString).toArray(String[]::new);
    Dataset<Row> rows = pipeline.spark().read().parquet(names);
    Set<String> clips = new TreeSet<>();
    rows.select("clip_id").collectAsList().forEach(row -> clips.add(row.getString(0)));
    return clips;
  }

  /** Takes their clip files away for the time of the stage: to measure them again would fail. */
  private void whatWasMeasuredIsNotMeasuredAgain(
      LocalPipeline pipeline, Path settings, Set<String> measured) throws IOException {
    Path clips = folder.resolve("killed/files/clips");
    Path aside = Files.createDirectory(folder.resolve("aside"));
    for (String clip : measured) {
      String video = clip.substring(0, clip.indexOf('.'));
      Files.move(clips.resolve(video), aside.resolve(video));
    }
    Run run = pipeline.runTo("measure", settings);
    assertTrue(run.stage("split").isUnchanged());
    assertEquals(16, run.stage("measure").provenance().accounting().kept());
    for (String clip : measured) {
      String video = clip.substring(0, clip.indexOf('.'));
      Files.move(aside.resolve(video), clips.resolve(video));
    }
  }
}

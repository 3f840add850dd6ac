package org.clipmill.jobs;

import static org.clipmill.jobs.Answer.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.npy.NpyArray;
import org.clipmill.core.npy.NpyWriter;
import org.clipmill.media.PaintSpec;
import org.clipmill.media.VideoPainter;
import org.clipmill.media.paint.Scenes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands align and dedup, through the command line. */
class AlignCommandTest {
  private static final int DIMENSION = 16;

  @TempDir Path folder;

  private static Answer run(Object... arguments) {
    return Answer.to(List.of(arguments).stream().map(String::valueOf).toArray(String[]::new));
  }

  /** Writes some of the frames of one long random walk. */
  private Path features(String name, int from, int to) throws IOException {
    SplittableRandom random = new SplittableRandom(9);
    float[] values = new float[(to - from) * DIMENSION];
    double[] at = new double[DIMENSION];
    for (int t = 0; t < to; t++) {
      for (int d = 0; d < DIMENSION; d++) {
        at[d] = 0.7 * at[d] + random.nextDouble(-1, 1);
        if (t >= from) {
          values[(t - from) * DIMENSION + d] = (float) at[d];
        }
      }
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    NpyWriter.write(file, NpyArray.of(values, to - from, DIMENSION));
    return file;
  }

  @Test
  void offsetsAreGivenInSeconds() throws IOException {
    Path whole = features("whole.npy", 0, 200);
    Path later = features("later.npy", 45, 160);
    Answer result = run("align", "score", later, whole, "--model", "CTE", "--m", "100");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("\t-3.000\t" + later), result.out());
  }

  @Test
  void videosAreDescribedAndAligned() {
    FrameRate rate = new FrameRate(24, 1);
    Path first = folder.resolve("first.mp4");
    Path second = folder.resolve("second.mp4");
    VideoPainter.paint(first, PaintSpec.of(96, 64, rate, 72), Scenes.pan(3, 2.5, 1.0));
    VideoPainter.paint(
        second, PaintSpec.of(96, 64, rate, 48), Scenes.later(Scenes.pan(3, 2.5, 1.0), 24, 1));
    Path pca = folder.resolve("pca.npz");
    Answer learned =
        run("align", "pca", first, "--model", "vae-small", "--components", 6, "--out", pca);
    assertEquals(0, learned.code(), learned.err());
    Path out = folder.resolve("features");
    Answer described =
        run("align", "features", first, second, "--model", "vae-small", "--pca", pca, "--out", out);
    assertEquals(0, described.code(), described.err());
    assertTrue(described.out().contains("first.npy\t[45, 6]"), described.out());
    Path features = out.resolve("first.npy");
    Answer scored =
        run("align", "score", features, out.resolve("second.npy"), features, "--m", "64");
    List<String> lines = scored.out().lines().toList();
    assertEquals(4, lines.size());
    assertTrue(lines.get(2).contains("\t0.000\t"), lines.get(2));
  }

  @Test
  void aDataSetIsEvaluatedInItsOwnLayout() throws IOException {
    features("set/rmac_resnet34_29/a.npy", 0, 150);
    features("set/rmac_resnet34_29/b.npy", 60, 200);
    Files.writeString(folder.resolve("set/gt_madonna.align"), "x/a.mp4 0 10 0\nx/b.mp4 0 9.3 4\n");
    Answer result =
        run(
            "align",
            "evaluate",
            "--dataset",
            "madonna",
            "--root",
            folder.resolve("set"),
            "--reach",
            "200",
            "--fps",
            "15",
            "--model",
            "CTE",
            "--m",
            "100",
            "--master",
            "local[1]");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("off by less than 0.1 s\t100.00 %"), result.out());
    assertTrue(result.out().contains("mAP\t1.000000"), result.out());
  }

  @Test
  void copiesInAFolderAreFoundAndNotHashedAgain() throws IOException {
    Path videos = Files.createDirectories(folder.resolve("videos"));
    FrameRate rate = new FrameRate(24, 1);
    VideoPainter.paint(
        videos.resolve("a.mp4"), PaintSpec.of(160, 90, rate, 72), Scenes.pan(3, 1.5, 0.5));
    VideoPainter.paint(
        videos.resolve("b.mp4"),
        PaintSpec.of(160, 90, rate, 48),
        Scenes.mirrored(Scenes.later(Scenes.pan(3, 1.5, 0.5), 24, 1)));
    Files.writeString(videos.resolve("c.mp4"), "no video");
    Path out = folder.resolve("out");
    Answer first = run("dedup", videos, "--out", out, "--master", "local[1]");
    assertEquals(0, first.code(), first.err());
    assertTrue(first.out().contains("3 videos (3 hashed now), 1 duplicates of 1"), first.out());
    assertTrue(first.out().contains("Cannot use " + videos.resolve("c.mp4")), first.out());
    List<String> lines = Files.readAllLines(out.resolve("duplicates.csv"));
    assertEquals("path,kept_path,reason,score,offset_seconds", lines.get(0));
    assertTrue(lines.get(1).contains("b.mp4"), lines.get(1));
    assertTrue(lines.get(1).contains("near_duplicate_mirrored"), lines.get(1));
    assertTrue(lines.get(1).endsWith(",-1.00"), lines.get(1));
    Answer again = run("dedup", videos, "--out", out, "--master", "local[1]");
    assertTrue(again.out().contains("3 videos (0 hashed now), 1 duplicates of 1"), again.out());
  }

  @Test
  void videosThatTheReferenceCannotCompareAreNamed() throws IOException {
    Path shorter = features("short.npy", 0, 20);
    Path longer = features("long.npy", 0, 200);
    Answer answer =
        run("align", "score", shorter, longer, "--model=CTE", "--mode=reference", "--m=64");
    assertEquals(2, answer.code());
    assertTrue(
        answer.err().contains("Cannot compare " + shorter + " with " + longer), answer.err());
  }

  @Test
  void brokenFeaturesOfADataSetAreNamedAlsoFromInsideATask() throws IOException {
    features("set/rmac_resnet34_29/a.npy", 0, 50);
    Path broken = features("set/rmac_resnet34_29/b.npy", 0, 50);
    NpyWriter.write(broken, NpyArray.of(new float[] {1, Float.NaN}, 1, 2));
    Files.writeString(folder.resolve("set/gt_madonna.align"), "x/a.mp4 0 3 0\nx/b.mp4 0 3 0\n");
    Answer answer =
        run(
            "align",
            "evaluate",
            "--dataset=madonna",
            "--root=" + folder.resolve("set"),
            "--master=local[1]");
    assertEquals(2, answer.code(), answer.err());
    assertTrue(answer.err().contains("Cannot use features of " + broken), answer.err());
  }

  @Test
  void videosThatWouldOverwriteEachOthersFeaturesAreRefused() throws IOException {
    Path first = Files.createFile(folder.resolve("x.mp4"));
    Path second = Files.createFile(Files.createDirectories(folder.resolve("b")).resolve("x.mkv"));
    Answer same = run("align", "features", first, second, "--out", folder.resolve("features"));
    assertRefused(
        same,
        "Was %s and %s, which would both become x.npy; expected videos of different names"
            .formatted(first, second));
    assertTrue(Files.notExists(folder.resolve("features")));
    assertRefused(
        run("align", "features", folder, "--out", folder.resolve("features")),
        "Was the folder " + folder + "; expected video files");
    assertRefused(
        run("dedup", folder, "--out", first),
        "--out: was the file " + first + "; expected a folder");
    assertRefused(
        run("align", "score", first, second),
        "Cannot read features from "
            + first
            + ": expected a file of [.npy, .npz, .parquet], as clipmill align features makes them");
    Path few = features("few.npy", 0, 5);
    assertRefused(run("align", "score", few, few, "--m", 0), "--m: was 0; allowed: 1 or more");
  }

  @Test
  void wrongSettingsAreSaidBeforeAnyWork() throws IOException {
    Path file = features("a.npy", 0, 5);
    Answer model = run("align", "score", file, file, "--model", "DTW");
    assertEquals(2, model.code());
    assertRefused(model, "--model: was DTW; allowed: tmk, tmk_poullot, cte");
    Answer missing = run("align", "score", file, folder.resolve("none.npy"));
    assertEquals(2, missing.code());
    assertTrue(missing.err().contains("Cannot find the file"), missing.err());
    Files.writeString(folder.resolve("text.npy"), "no numbers");
    Answer text = run("align", "score", file, folder.resolve("text.npy"));
    assertEquals(2, text.code());
    assertTrue(text.err().contains("Cannot read"), text.err());
    Answer gone = run("dedup", folder.resolve("gone"), "--out", folder.resolve("out"));
    assertEquals(2, gone.code());
    assertTrue(gone.err().contains("Cannot find the folder"), gone.err());
    Answer set = run("align", "evaluate", "--dataset", "ucf", "--root", folder);
    assertEquals(2, set.code());
    assertTrue(set.err().contains("allowed: madonna, climbing, vcdb, evve"), set.err());
    Answer expansion =
        run("align", "evaluate", "--dataset", "vcdb", "--root", folder, "--expansion", "average");
    assertEquals(2, expansion.code());
    assertTrue(expansion.err().contains("allowed with evve only"), expansion.err());
    Answer shift =
        run(
            "align",
            "evaluate",
            "--dataset=evve",
            "--root=" + folder,
            "--expansion=average",
            "--model=CTE",
            "--mode=reference");
    assertEquals(2, shift.code());
    assertTrue(shift.err().contains("cannot be shifted"), shift.err());
  }
}

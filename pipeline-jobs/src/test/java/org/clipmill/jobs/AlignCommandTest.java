package org.clipmill.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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

  private record Result(int exit, String out, String err) {}

  private static Result run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = List.of(arguments).stream().map(String::valueOf).toArray(String[]::new);
    int exit = Main.run(texts, new PrintWriter(out, true), new PrintWriter(err, true));
    return new Result(exit, out.toString(), err.toString());
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
    Result result = run("align", "score", later, whole, "--model", "CTE", "--m", "100");
    assertEquals(0, result.exit(), result.err());
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
    Result learned =
        run("align", "pca", first, "--model", "vae-small", "--components", 6, "--out", pca);
    assertEquals(0, learned.exit(), learned.err());
    Path out = folder.resolve("features");
    Result described =
        run("align", "features", first, second, "--model", "vae-small", "--pca", pca, "--out", out);
    assertEquals(0, described.exit(), described.err());
    assertTrue(described.out().contains("first.npy\t[45, 6]"), described.out());
    Path features = out.resolve("first.npy");
    Result scored =
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
    Result result =
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
    assertEquals(0, result.exit(), result.err());
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
    Result first = run("dedup", videos, "--out", out, "--master", "local[1]");
    assertEquals(0, first.exit(), first.err());
    assertTrue(first.out().contains("3 videos (3 hashed now), 1 duplicates of 1"), first.out());
    assertTrue(first.out().contains("Cannot use " + videos.resolve("c.mp4")), first.out());
    List<String> lines = Files.readAllLines(out.resolve("duplicates.csv"));
    assertEquals("path,kept_path,reason,score,offset_seconds", lines.get(0));
    assertTrue(lines.get(1).contains("b.mp4"), lines.get(1));
    assertTrue(lines.get(1).contains("near_duplicate_mirrored"), lines.get(1));
    assertTrue(lines.get(1).endsWith(",-1.00"), lines.get(1));
    Result again = run("dedup", videos, "--out", out, "--master", "local[1]");
    assertTrue(again.out().contains("3 videos (0 hashed now), 1 duplicates of 1"), again.out());
  }

  @Test
  void wrongSettingsAreSaidBeforeAnyWork() throws IOException {
    Path file = features("a.npy", 0, 5);
    Result model = run("align", "score", file, file, "--model", "DTW");
    assertEquals(2, model.exit());
    assertTrue(model.err().contains("was DTW"), model.err());
    Result missing = run("align", "score", file, folder.resolve("none.npy"));
    assertEquals(2, missing.exit());
    assertTrue(missing.err().contains("Cannot find the file"), missing.err());
    Files.writeString(folder.resolve("text.npy"), "no numbers");
    Result text = run("align", "score", file, folder.resolve("text.npy"));
    assertEquals(2, text.exit());
    assertTrue(text.err().contains("Cannot read"), text.err());
    Result gone = run("dedup", folder.resolve("gone"), "--out", folder.resolve("out"));
    assertEquals(2, gone.exit());
    assertTrue(gone.err().contains("Cannot find the folder"), gone.err());
    Result set = run("align", "evaluate", "--dataset", "ucf", "--root", folder);
    assertEquals(2, set.exit());
    assertTrue(set.err().contains("allowed: madonna, climbing, vcdb, evve"), set.err());
  }
}

package org.clipmill.jobs.command;

import static org.clipmill.jobs.Answer.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.npy.NpyArray;
import org.clipmill.core.npy.NpyWriter;
import org.clipmill.core.npy.NpzFile;
import org.clipmill.core.npy.NpzWriter;
import org.clipmill.core.sample.FarthestPoint;
import org.clipmill.core.sample.Metric;
import org.clipmill.core.sample.Points;
import org.clipmill.jobs.Answer;
import org.clipmill.jobs.Main;
import org.clipmill.media.BrokenFiles;
import org.clipmill.media.PaintSpec;
import org.clipmill.media.VideoPainter;
import org.clipmill.media.paint.Scenes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands embed and sample, as a person meets them. */
final class SampleCommandTest {
  @TempDir Path folder;

  private Answer sample(String method, String... more) {
    List<String> args = new ArrayList<>(List.of("sample", "--method", method));
    args.addAll(List.of(more));
    return Answer.to(args.toArray(String[]::new));
  }

  private Path archive(int rows, int dimension, String key) throws IOException {
    Path file = folder.resolve(key + ".npz");
    Random random = new Random(1);
    float[] values = new float[rows * dimension];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    double[] scores = random.doubles(rows).toArray();
    try (NpzWriter writer = NpzWriter.create(file)) {
      writer.write(key, NpyArray.of(values, rows, dimension));
      writer.write("score", NpyArray.of(scores, rows));
      writer.write(
          "image_paths",
          NpyArray.ofTexts(IntStream.range(0, rows).mapToObj(i -> "p" + i + ".png").toList()));
    }
    return file;
  }

  @Test
  void picksOfAnArchiveAreThoseOfTheCore() throws IOException {
    Path file = archive(80, 5, "embeddings");
    Path out = folder.resolve("picks.json");
    Answer answer =
        sample(
            "fps",
            "--input",
            "" + file,
            "--k",
            "9",
            "--metric",
            "cosine",
            "--seed",
            "3",
            "--out",
            "" + out);
    assertEquals(Main.OK, answer.code(), answer.err());
    assertTrue(answer.out().contains("9 of 80 points of 5 numbers"), answer.out());
    assertTrue(answer.out().contains("Coverage radius 0."), answer.out());
    List<FarthestPoint.Pick> expected;
    try (NpzFile archive = NpzFile.open(file)) {
      Points points = new Points(5, archive.read("embeddings").floats());
      expected = FarthestPoint.pick(points, Metric.COSINE, 9, 3);
    }
    JsonNode picks = new ObjectMapper().readTree(out.toFile());
    assertEquals(9, picks.size());
    for (int i = 0; i < 9; i++) {
      assertEquals(expected.get(i).index(), picks.get(i).get("index").asInt());
      assertEquals("p" + expected.get(i).index() + ".png", picks.get(i).get("name").asText());
    }
    assertFalse(picks.get(0).has("distance"));
    assertEquals(expected.get(1).distance(), picks.get(1).get("distance").asDouble());
  }

  @Test
  void everyMethodAndFormatWorks() throws IOException {
    Path file = archive(60, 4, "embedding");
    Path csv = folder.resolve("picks.csv");
    for (String method : List.of("facility", "quality-diversity", "FPS")) {
      Answer answer =
          sample(method, "--input", "" + file, "--k", "5", "--scores", "score", "--out", "" + csv);
      assertEquals(Main.OK, answer.code(), answer.err());
      List<String> lines = Files.readAllLines(csv);
      assertEquals("pick,index,name,distance", lines.get(0));
      assertEquals(6, lines.size(), method);
    }
    Path npy = folder.resolve("picks.npy");
    Answer dealt =
        sample("fps", "--input", "" + file, "--k", "70", "--buckets", "3", "--out", "" + npy);
    assertEquals(Main.OK, dealt.code(), dealt.err());
    assertEquals(60, IntStream.of(NpyArray.read(npy).ints()).distinct().count());
  }

  @Test
  void goldenPicksComeOutOfTheCommandLineTheFaultyOnesToo() throws IOException {
    Path golden = SharedFiles.require("golden/evfr");
    Path out = folder.resolve("picks.npy");
    for (JsonNode run : new ObjectMapper().readTree(golden.resolve("fps.json").toFile())) {
      Path points = golden.resolve(run.get("points").asText());
      if (!Files.exists(points)) {
        continue;
      }
      String[] common = {
        "--input",
        "" + points,
        "--k",
        run.get("k").asText(),
        "--seed",
        run.get("seed").asText(),
        "--out",
        "" + out
      };
      for (String metric : List.of("L2", "cosine")) {
        JsonNode wanted = run.get(metric + "_as_coded");
        if (wanted == null) {
          continue;
        }
        List<String> args = new ArrayList<>(List.of(common));
        args.addAll(List.of("--reference", "--metric", metric));
        assertEquals(Main.OK, sample("fps", args.toArray(String[]::new)).code());
        int[] expected = new ObjectMapper().convertValue(wanted, int[].class);
        assertArrayEquals(expected, NpyArray.read(out).ints(), metric + " " + points);
      }
    }
  }

  @Test
  void whatCannotWorkIsSaidBeforeWork() throws IOException {
    Path file = archive(4, 3, "embedding");
    assertRefused(
        sample("fpt", "--out", "x.json"),
        "--method: was fpt; allowed: fps, facility, quality-diversity, ufs, rfs, afs");
    assertRefused(
        sample(
            "quality-diversity",
            "--k",
            "0",
            "--seed",
            "-1",
            "--threads",
            "0",
            "--quality-weight",
            "2",
            "--out",
            "nowhere/x.txt"),
        "--input: name at least one file of vectors",
        "--k: was 0; allowed: 1 or more",
        "--seed: was -1; allowed: 0 or more",
        "--threads: was 0; allowed: 1 or more",
        "--quality-weight: was 2.0; allowed: 0 to 1",
        "--scores: quality-diversity needs to know which array or column holds the scores",
        "--out: was nowhere/x.txt; allowed: .json, .csv, .npy");
    String out = "" + folder.resolve("o.json");
    Path absent = folder.resolve("absent.npy");
    assertRefused(
        sample("fps", "--input", "" + absent, "--k", "1", "--out", out),
        "Cannot read " + absent + ": no such file");
    assertRefused(
        sample("fps", "--input", "" + file, "--key", "vectors", "--k", "1", "--out", out),
        "Cannot find array 'vectors' in " + file + "; it holds [embedding, score, image_paths]");
    assertRefused(
        sample(
            "fps", "--input", "" + file, "--metric", "l1", "--reference", "--k", "1", "--out", out),
        "--reference: goes with --method fps and --metric l2 or cosine alone");
  }

  @Test
  void filesThatCannotBeSampledFromAreNamed() throws IOException {
    Path file = archive(4, 3, "embedding");
    String out = "" + folder.resolve("o.json");
    Path text = Files.writeString(folder.resolve("text.npy"), "no array");
    assertRefused(
        sample("fps", "--input", "" + text, "--k", "1", "--out", out),
        "Cannot read " + text + ": expected a NumPy array (.npy)");
    Path odd = folder.resolve("odd.npy");
    NpyWriter.write(odd, NpyArray.of(new float[4], 2, 2));
    assertRefused(
        sample("fps", "--input", "" + file, "--input", "" + odd, "--k", "1", "--out", out),
        "Cannot sample from points of different lengths: saw 2 in "
            + odd
            + ", expected 3 as before");
    Path nan = folder.resolve("nan.npy");
    NpyWriter.write(nan, NpyArray.of(new float[] {1, Float.NaN}, 1, 2));
    assertRefused(
        sample("fps", "--input", "" + nan, "--k", "1", "--out", out),
        "Cannot sample: Was NaN in point 0; expected finite numbers");
  }

  @Test
  void videosAndModelsThatCannotBeUsedAreNamed() {
    Path absent = folder.resolve("absent");
    String out = "" + folder.resolve("o");
    assertRefused(
        sample("afs", "--index", "fsd", "--embedder", "none", "--stride", "0", "--out", out),
        "--stride: was 0; allowed: 1 or more",
        "--videos: name at least one video",
        "--embedder: was none, but --index fsd compares features; name a model");
    assertRefused(
        Answer.to("embed", "--input-dir", "" + absent, "--model", "vae-small", "--output-dir", out),
        "--input-dir: Cannot find files at " + absent,
        "--model: was vae-small, a vae-encoder; allowed: an image-embedder or text-scorer");
  }

  @Test
  void framesOfVideosAreListedDrawnAndSaved() throws IOException {
    Path video = folder.resolve("pan.mp4");
    VideoPainter.paint(
        video, PaintSpec.of(64, 48, new FrameRate(12, 1), 23), Scenes.pan(1, 1.5, 0.5));
    BrokenFiles.text(folder.resolve("text.mp4"));
    Path out = folder.resolve("frames");
    Answer answer =
        sample(
            "afs",
            "--index",
            "ofvd",
            "--top",
            "--stride",
            "5,10",
            "--plots",
            "--save-frames",
            "--embedder",
            "embed-small",
            "--videos",
            folder + "/*.mp4",
            "--out",
            "" + out,
            "--master",
            "local[1]");
    assertEquals(Main.OK, answer.code(), answer.err());
    assertTrue(answer.out().contains("S5      5"), answer.out());
    assertTrue(answer.out().contains("S10     3"), answer.out());
    assertTrue(answer.out().contains("1 of 2 videos"), answer.out());
    assertTrue(answer.out().contains("text.mp4: not_a_video"), answer.out());
    JsonNode lists = new ObjectMapper().readTree(out.resolve("frames.json").toFile());
    assertEquals(2, lists.size());
    assertEquals(23, lists.get(0).get("total_frames").asInt());
    assertEquals("afs-top", lists.get(0).get("method").asText());
    String plot = Files.readString(out.resolve("plots/pan.svg"));
    for (String curve : List.of("SSVD", "OFVD", "FSD", "5 of 23 frames")) {
      assertTrue(plot.contains(curve), curve);
    }
    for (JsonNode frame : lists.get(0).get("frames")) {
      Path saved = out.resolve("frames/pan/%06d.png".formatted(frame.asInt()));
      assertEquals(64, ImageIO.read(saved.toFile()).getWidth());
    }
    assertTrue(Files.exists(out.resolve("frames.parquet/_SUCCESS")));
  }

  @Test
  void imagesAndFramesAreEmbeddedOnceAndSampledFrom() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    for (int i = 0; i < 5; i++) {
      picture(pictures.resolve("p" + i + ".png"), i);
    }
    Files.writeString(pictures.resolve("bad.jpg"), "no picture");
    Path video = folder.resolve("v.mp4");
    VideoPainter.paint(
        video, PaintSpec.of(64, 48, new FrameRate(12, 1), 24), Scenes.pan(2, 1.5, 0.5));
    Path out = folder.resolve("vectors");
    String[] args = {
      "embed",
      "--input-dir",
      "" + pictures,
      "--input-videos",
      "" + video,
      "--sample-period-ms",
      "1000",
      "--output-dir",
      "" + out,
      "--master",
      "local[1]"
    };
    Answer first = Answer.to(args);
    assertEquals(Main.OK, first.code(), first.err());
    assertTrue(first.out().contains("Read    7 of 7 files"), first.out());
    assertTrue(first.out().contains("7 vectors of 128 numbers from 6 files"), first.out());
    assertTrue(first.out().contains("failed: decode_failed 1"), first.out());
    Path archive = out.resolve("embeddings.npz");
    byte[] before = Files.readAllBytes(archive);
    picture(pictures.resolve("q.png"), 9);
    Files.delete(pictures.resolve("q.png"));
    Answer again = Answer.to(args);
    assertFalse(again.out().contains("Read "), again.out());
    assertTrue(again.out().contains("Known   7 files"), again.out());
    assertArrayEquals(before, Files.readAllBytes(archive));
    try (NpzFile file = NpzFile.open(archive)) {
      assertEquals(List.of("embedding", "image_paths", "frame", "time_us"), file.names());
      assertEquals(pictures + "/p0.png", file.read("image_paths").texts().get(0));
      assertArrayEquals(new long[] {0, 0, 0, 0, 0, 0, 12}, file.read("frame").longs());
      assertArrayEquals(new long[] {0, 0, 0, 0, 0, 0, 1_000_000}, file.read("time_us").longs());
    }
    sampledAlikeFromBothFiles(out);
  }

  private void sampledAlikeFromBothFiles(Path vectors) throws IOException {
    List<String> texts = new ArrayList<>();
    for (String input : List.of("embeddings.npz", "embeddings.parquet")) {
      Path picks = folder.resolve("picks.csv");
      Answer answer =
          sample(
              "fps",
              "--input",
              "" + vectors.resolve(input),
              "--k",
              "7",
              "--out",
              "" + picks,
              "--master",
              "local[1]");
      assertEquals(Main.OK, answer.code(), answer.err());
      List<String> names = new ArrayList<>();
      for (String line : Files.readAllLines(picks)) {
        names.add(Objects.requireNonNull(line.split(",", -1))[2]);
      }
      names.sort(null);
      texts.add(String.join("\n", names));
    }
    assertEquals(texts.get(0), texts.get(1));
  }

  private static void picture(Path file, int seed) throws IOException {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int y = 0; y < 30; y++) {
      for (int x = 0; x < 40; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }
}

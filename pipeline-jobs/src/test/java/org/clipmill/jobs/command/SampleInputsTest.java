package org.clipmill.jobs.command;

import static org.clipmill.jobs.Answer.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.npy.NpyArray;
import org.clipmill.core.npy.NpyWriter;
import org.clipmill.core.npy.NpzWriter;
import org.clipmill.core.variance.FrameSampling;
import org.clipmill.jobs.Answer;
import org.clipmill.jobs.Main;
import org.clipmill.media.PaintSpec;
import org.clipmill.media.VideoPainter;
import org.clipmill.media.paint.Scenes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What embed and sample make of files at the edge: damaged, degenerate, left by a killed run. */
final class SampleInputsTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  @TempDir Path folder;

  private Answer pick(Path input, String metric, int count) {
    return Answer.to(
        "sample",
        "--method",
        "fps",
        "--input",
        "" + input,
        "--metric",
        metric,
        "--k",
        "" + count,
        "--out",
        "" + picks(),
        "--master",
        "local[1]");
  }

  private Path picks() {
    return folder.resolve("picks.json");
  }

  private JsonNode picked() throws IOException {
    return new ObjectMapper().readTree(picks().toFile());
  }

  @Test
  void copiesAndZeroVectorsAreEachPickedOnceAndLast() throws IOException {
    Path file = folder.resolve("points.npy");
    float[] values = {1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 2, 0, -1, 0};
    NpyWriter.write(file, NpyArray.of(values, 7, 2));
    for (String metric : List.of("cosine", "l2", "l1", "minkowski")) {
      Answer answer = pick(file, metric, 100);
      assertEquals(Main.OK, answer.code(), answer.err());
      assertTrue(answer.out().contains("7 of 7 points of 2 numbers"), answer.out());
      JsonNode picks = picked();
      int[] indices = IntStream.range(0, 7).map(i -> picks.get(i).get("index").asInt()).toArray();
      assertArrayEquals(IntStream.range(0, 7).toArray(), Arrays.stream(indices).sorted().toArray());
      // Copies: of a zero vector, of (1, 0), and, for the cosine alone, (2, 0) of those.
      int copies = metric.equals("cosine") ? 3 : 2;
      for (int i = 1; i < 7; i++) {
        assertEquals(i >= 7 - copies, picks.get(i).get("distance").asDouble() == 0, metric + i);
      }
    }
  }

  @Test
  void aDamagedArchiveIsNamed() throws IOException {
    Path file = folder.resolve("points.npz");
    try (NpzWriter writer = NpzWriter.create(file)) {
      writer.write("embedding", NpyArray.of(new float[1000], 500, 2));
    }
    byte[] whole = Files.readAllBytes(file);
    byte[] changed = whole.clone();
    changed[whole.length / 2] = 9;
    Files.write(file, changed);
    Answer answer = pick(file, "l2", 3);
    assertEquals(Main.BAD_SETTINGS, answer.code(), answer.err());
    assertTrue(
        answer.err().contains("  Cannot read " + file + "[embedding]: saw checksum "),
        answer.err());
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertEquals(Main.BAD_SETTINGS, pick(file, "l2", 3).code());
    Files.write(file, new byte[0]);
    assertEquals(Main.BAD_SETTINGS, pick(file, "l2", 3).code());
  }

  @Test
  void aDamagedParquetFileIsNamedBeforeSparkStarts() throws IOException {
    Path text = Files.writeString(folder.resolve("text.parquet"), "This is no Parquet, is it?");
    assertRefused(
        pick(text, "l2", 3), "Cannot read file:" + text + ": does not end as a Parquet file does");
    Path tree = Files.createDirectory(folder.resolve("tree.parquet"));
    assertRefused(pick(tree, "l2", 3), "Cannot find Parquet files in " + tree);
    Files.writeString(tree.resolve("_SUCCESS"), "");
    Path part = Files.write(tree.resolve("part-00000.parquet"), garbage());
    Answer answer = pick(tree, "l2", 3);
    assertEquals(Main.BAD_SETTINGS, answer.code(), answer.err());
    assertTrue(
        answer.err().contains("  Cannot read file:" + part + ": is damaged: "), answer.err());
  }

  /** Begins and ends as Parquet does; what should be the footer is none. */
  private static byte[] garbage() {
    byte[] bytes = new byte[120];
    Arrays.fill(bytes, (byte) 0x77);
    byte[] magic = "PAR1".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(magic, 0, bytes, 0, 4);
    System.arraycopy(new byte[] {100, 0, 0, 0}, 0, bytes, 112, 4);
    System.arraycopy(magic, 0, bytes, 116, 4);
    return bytes;
  }

  @Test
  void embedGoesOnWhereARunWasKilled() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    picture(pictures.resolve("a.png"), 10);
    picture(pictures.resolve("b.png"), 120);
    Path out = folder.resolve("vectors");
    Answer first = embed(pictures, out);
    assertEquals(Main.OK, first.code(), first.err());
    assertTrue(first.out().contains("Read    2 of 2 files"), first.out());
    Files.delete(out.resolve("embeddings.parquet/_SUCCESS"));
    Files.delete(out.resolve("embeddings.npz"));
    picture(pictures.resolve("c.png"), 200);
    Answer second = embed(pictures, out);
    assertTrue(second.out().contains("Read    1 of 1 files"), second.out());
    assertTrue(second.out().contains("files, embedded by an earlier run"), second.out());
    assertTrue(second.out().contains("3 vectors of 128 numbers from 3 files"), second.out());
    Files.delete(pictures.resolve("a.png"));
    Answer third = embed(pictures, out);
    assertTrue(third.out().contains("2 vectors of 128 numbers from 2 files"), third.out());
    numpyOpensIt(out.resolve("embeddings.npz"));
  }

  @Test
  void aDamagedPageIsFound() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    picture(pictures.resolve("a.png"), 10);
    Path out = folder.resolve("vectors");
    assertEquals(Main.OK, embed(pictures, out).code());
    Path rows = out.resolve("embeddings.parquet");
    List<Path> files;
    try (Stream<Path> made = Files.list(rows)) {
      files = made.toList();
    }
    for (Path file : files) {
      if (file.toString().endsWith(".crc")) {
        Files.delete(file);
      } else if (file.toString().endsWith(".parquet")) {
        overwriteNumbers(file);
      }
    }
    Answer answer = pick(rows, "l2", 1);
    assertEquals(Main.BAD_SETTINGS, answer.code(), answer.err());
    assertTrue(answer.err().contains("  Cannot read " + rows + ": "), answer.err());
  }

  /** Changes bytes where the pages of the vectors are; header and footer stay whole. */
  private static void overwriteNumbers(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 300; i < 500; i++) {
      bytes[i] ^= 0x5a;
    }
    Files.write(file, bytes);
  }

  private static Answer embed(Path pictures, Path out) {
    return Answer.to(
        "embed", "--input-dir", "" + pictures, "--output-dir", "" + out, "--master", "local[1]");
  }

  private void numpyOpensIt(Path archive) throws IOException {
    assumeTrue(Files.isExecutable(PYTHON), "no " + PYTHON);
    Path said = folder.resolve("said.txt");
    String program =
        """
        import sys
        try:
            import numpy
        except ImportError:
            sys.exit(77)
        a = numpy.load(sys.argv[1])
        print(a["embedding"].shape, a["embedding"].dtype, [p[-5:] for p in a["image_paths"]])
        """;
    Process python =
        new ProcessBuilder("" + PYTHON, "-c", program, "" + archive)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    int code = python.onExit().join().exitValue();
    assumeTrue(code != 77, "no NumPy");
    assertEquals("(2, 128) float32 ['b.png', 'c.png']", Files.readString(said).strip());
  }

  private static void picture(Path file, int brightness) throws IOException {
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    image.setRGB(brightness % 32, 7, 0xffffff);
    image.setRGB(3, brightness % 31, brightness << 8);
    ImageIO.write(image, "png", file.toFile());
  }

  @Test
  void framesAreTakenEvenlyAndByChance() throws IOException {
    Path video = folder.resolve("pan.mp4");
    VideoPainter.paint(
        video, PaintSpec.of(48, 32, new FrameRate(12, 1), 13), Scenes.pan(1, 1.5, 0.5));
    for (String method : List.of("ufs", "rfs")) {
      Path out = folder.resolve(method);
      Answer answer =
          Answer.to(
              "sample",
              "--method",
              method,
              "--seed",
              "4",
              "--stride",
              "3",
              "--videos",
              "" + video,
              "--out",
              "" + out,
              "--master",
              "local[1]");
      assertEquals(Main.OK, answer.code(), answer.err());
      JsonNode list = new ObjectMapper().readTree(out.resolve("frames.json").toFile()).get(0);
      List<Integer> frames = new ArrayList<>();
      list.get("frames").forEach(frame -> frames.add(frame.asInt()));
      int[] expected =
          method.equals("ufs") ? FrameSampling.uniform(13, 3) : FrameSampling.random(13, 3, 4);
      assertEquals(IntStream.of(expected).boxed().toList(), frames);
      assertEquals(5, frames.size());
      try (Stream<Path> made = Files.list(out)) {
        assertEquals(
            List.of("frames.json", "frames.parquet", "variance.parquet"),
            made.map(path -> "" + path.getFileName()).sorted().toList());
      }
    }
  }

  @Test
  void whatEmbedWritesTwiceIsReadOnce() throws IOException {
    Path vectors = Files.createDirectories(folder.resolve("twins"));
    NpyWriter.write(vectors.resolve("a.npy"), NpyArray.of(new float[] {1, 0, 0, 1}, 2, 2));
    try (NpzWriter archive = NpzWriter.create(vectors.resolve("b.npz"))) {
      archive.write("embedding", NpyArray.of(new float[] {1, 1, 0, 2}, 2, 2));
    }
    assertTrue(pick(vectors, "l2", 9).out().contains("4 of 4 points"));
    Files.createFile(vectors.resolve("b.parquet"));
    assertTrue(pick(vectors, "l2", 9).err().contains("b.parquet: saw 0 bytes, no Parquet file"));
    assertTrue(pick(vectors.resolve("b.npz"), "l2", 9).out().contains("2 of 2 points"));
  }
}

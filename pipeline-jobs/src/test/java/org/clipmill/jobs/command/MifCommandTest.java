package org.clipmill.jobs.command;

import static org.clipmill.jobs.Answer.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.npy.NpyArray;
import org.clipmill.core.npy.NpzWriter;
import org.clipmill.jobs.Answer;
import org.clipmill.jobs.Main;
import org.clipmill.media.BrokenFiles;
import org.clipmill.media.PaintSpec;
import org.clipmill.media.VideoPainter;
import org.clipmill.media.paint.Scenes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command mif, as a person meets it. */
final class MifCommandTest {
  private static final String LABELS =
      IntStream.range(0, 12).mapToObj("c%02d"::formatted).collect(Collectors.joining("\n"));

  @TempDir Path folder;

  private Answer mif(String... more) {
    List<String> args = new ArrayList<>(List.of("mif", "--output-dir", out().toString()));
    args.addAll(List.of(more));
    return Answer.to(args.toArray(String[]::new));
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Answer classify(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--master",
                "local[2]",
                "--conf",
                folder.resolve("conf.yaml").toString(),
                "--model",
                "tiny",
                "--input-root",
                folder.resolve("videos").toString()));
    args.addAll(List.of(more));
    return mif(args.toArray(String[]::new));
  }

  @BeforeEach
  void bringTheClassifier() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("classifier_tiny.onnx"))) {
      Files.copy(in, folder.resolve("tiny.onnx"));
    }
    Files.writeString(folder.resolve("labels.txt"), LABELS);
    Files.writeString(
        folder.resolve("models.yaml"),
        """
        models:
          tiny:
            task: classifier
            files: {model: {file: tiny.onnx}, labels: {file: labels.txt}}
            licence: Apache-2.0
            input: {name: pixels, resize: {short-side: 224, crop: 224, filter: bilinear},
              mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225]}
            output: {name: logits, channels: 12}
        """);
    Files.writeString(folder.resolve("conf.yaml"), "measure: {model-catalog: models.yaml}\n");
  }

  private void paint(String category, String name, long seed) throws IOException {
    Path place = Files.createDirectories(folder.resolve("videos").resolve(category));
    VideoPainter.paint(
        place.resolve(name),
        PaintSpec.of(64, 48, new FrameRate(12, 1), 10),
        Scenes.pan(seed, 3.0, 1.0));
  }

  private String table() throws IOException {
    return Files.readString(out().resolve("mifs.csv"));
  }

  @Test
  void theTableIsTheSameWithAndWithoutAllClassesAndABadVideoIsNamed() throws IOException {
    paint("c03", "b.mp4", 1);
    paint("c03", "a.mp4", 2);
    paint("c00", "z.mp4", 3);
    BrokenFiles.text(folder.resolve("videos/c00/page.mp4"));
    Answer plain = classify("--labels", folder.resolve("labels.txt").toString());
    assertEquals(Main.OK, plain.code(), plain.err());
    assertTrue(plain.out().startsWith("4 videos, 1 failed"), plain.out());
    assertTrue(plain.out().contains("failed: c00/page.mp4: Cannot read"), plain.out());
    String table = table();
    List<String> lines = table.lines().toList();
    assertEquals(",category,fname,mif_idx,softmax[category]", lines.get(0));
    assertTrue(lines.get(1).startsWith("0,c00,z.mp4,"), table);
    assertTrue(lines.get(2).startsWith("1,c03,a.mp4,"), table);
    assertTrue(lines.get(3).startsWith("2,c03,b.mp4,"), table);
    assertEquals(4, lines.size());
    Answer every = classify("--all-classes");
    assertEquals(Main.OK, every.code(), every.err());
    assertEquals(table, table());
    assertTrue(Files.exists(out().resolve("all_classes.parquet/_SUCCESS")));
  }

  @Test
  void readyLogitsGiveTheFirstMaximum() throws IOException {
    Path file = folder.resolve("logits.npz");
    try (NpzWriter npz = NpzWriter.create(file)) {
      float[] logits = new float[3 * 12];
      logits[12 + 5] = 2;
      logits[24 + 5] = 2;
      npz.write("c05/v.mp4", NpyArray.of(logits, 3, 12));
    }
    Answer answer =
        mif("--logits", file.toString(), "--labels", folder.resolve("labels.txt").toString());
    assertEquals(Main.OK, answer.code(), answer.err());
    assertTrue(table().contains("\n0,c05,v.mp4,1,0.40"), table());
  }

  @Test
  void whatCannotWorkIsNamedBeforeAnyWork() throws IOException {
    assertRefused(mif(), "mif: saw neither of --input-root and --logits; expected one of them");
    paint("cooking", "a.mp4", 1);
    assertRefused(classify(), "--input-root: no label is named as the folder cooking");
    Path few = Files.writeString(folder.resolve("few.txt"), "cooking\n");
    assertRefused(
        classify("--labels", few.toString()),
        "--labels: saw 1 labels in " + few + "; expected 12 as model tiny has");
    Path absent = folder.resolve("absent");
    assertRefused(mif("--input-root", absent.toString()), "--input-root: no folder " + absent);
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertRefused(
        mif("--input-root", empty.toString()),
        "--input-root: saw no .mp4 in the folders of "
            + empty
            + "; expected a folder of videos for each category");
  }
}

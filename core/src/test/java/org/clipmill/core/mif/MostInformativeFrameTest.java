package org.clipmill.core.mif;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.table.PythonText;
import org.junit.jupiter.api.Test;

final class MostInformativeFrameTest {
  @Test
  void theGoldenFramesAreFound() throws IOException {
    JsonNode golden = json("logits.json");
    Labels labels = new Labels(texts(golden.get("categories")));
    assertEquals(4, golden.get("videos").size());
    for (JsonNode video : golden.get("videos")) {
      String name = video.get("video").asText();
      int label = labels.find(video.get("category").asText()).orElseThrow();
      assertEquals(video.get("cat_idx").asInt(), label);
      List<float[]> logits = rows(video.get("logits"));
      MostInformativeFrame found = MostInformativeFrame.of(logits, label);
      assertEquals(video.get("mif_idx").asInt(), found.frame(), name);
      assertEquals(video.get("softmax_mif").asDouble(), found.probability(), name);
      for (int i = 0; i < logits.size(); i++) {
        double expected = video.get("softmax_true").get(i).asDouble();
        assertEquals(expected, (double) Softmax.of(logits.get(i))[label], name);
      }
    }
  }

  @Test
  void theFirstNanIsFoundAsWithNumpy() throws IOException {
    JsonNode golden = json("logits.json").get("nan_case");
    MostInformativeFrame found = MostInformativeFrame.of(rows(golden.get("logits")), 0);
    assertEquals(golden.get("np_argmax").asInt(), found.frame());
    assertTrue(Double.isNaN(found.probability()));
    List<float[]> more = new ArrayList<>(rows(golden.get("logits")));
    more.add(new float[] {Float.NaN, 1});
    assertEquals(1, MostInformativeFrame.of(more, 0).frame());
  }

  @Test
  void probabilitiesOfTheTinyClassifierEqualTheGoldenOnes() throws IOException {
    JsonNode golden =
        new ObjectMapper()
            .readTree(SharedFiles.require("golden/mif/frames_classifier.json").toFile());
    for (JsonNode scene : golden.get("results")) {
      List<float[]> logits = rows(scene.get("logits"));
      List<float[]> expected = rows(scene.get("softmax"));
      for (int i = 0; i < logits.size(); i++) {
        assertArrayEquals(expected.get(i), Softmax.of(logits.get(i)));
      }
    }
  }

  @Test
  void probabilitiesOfAnyNumberOfClassesEqualThoseOfPytorch() throws IOException {
    for (JsonNode row : json("softmax.json")) {
      assertArrayEquals(
          rows(new ObjectMapper().createArrayNode().add(row.get("softmax"))).get(0),
          Softmax.of(rows(new ObjectMapper().createArrayNode().add(row.get("logits"))).get(0)));
    }
  }

  @Test
  void theTableIsWrittenAsPandasDoes() throws IOException {
    List<String> expected;
    try (InputStream in = getClass().getResourceAsStream("mifs.csv")) {
      expected = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    assertEquals(expected.get(0), MifRow.CSV_HEADER);
    for (String line : expected.subList(1, expected.size())) {
      String[] fields = line.split(",", -1);
      MostInformativeFrame found =
          new MostInformativeFrame(Integer.parseInt(fields[3]), Double.parseDouble(fields[4]));
      MifRow row = new MifRow(fields[1], fields[2], found);
      assertEquals(line, row.csvLine(Integer.parseInt(fields[0])));
    }
    MifRow odd = new MifRow("a,b", "say \"x\".mp4", new MostInformativeFrame(3, Double.NaN));
    assertEquals("7,\"a,b\",\"say \"\"x\"\".mp4\",3,", odd.csvLine(7));
  }

  @Test
  void rowsAreSortedAsPythonSortsPairs() {
    MostInformativeFrame any = new MostInformativeFrame(0, 1);
    List<String> sorted =
        Stream.of(
                new MifRow("b", "1", any),
                new MifRow("a", "\uD83D\uDE00", any),
                new MifRow("a", "\uFF21", any),
                new MifRow("B", "2", any))
            .sorted(MifRow.BY_NAME)
            .map(row -> row.category() + row.file())
            .toList();
    assertEquals(List.of("B2", "a\uFF21", "a\uD83D\uDE00", "b1"), sorted);
  }

  @Test
  void numbersAreWrittenAsPythonDoes() {
    assertEquals("1e-05", PythonText.repr(1e-5));
    assertEquals("0.0001", PythonText.repr(1e-4));
    assertEquals("1e+16", PythonText.repr(1e16));
    assertEquals("1.2345678901234568e+17", PythonText.repr(0x1.b69b4ba630f35p56));
    assertEquals("5e-324", PythonText.repr(Double.MIN_VALUE));
    assertEquals("1e+22", PythonText.repr(1e22));
    assertEquals("7.120236347223045e-307", PythonText.repr(0x1p-1017));
    assertEquals("-100.0", PythonText.repr(-100));
    assertEquals("-0.0", PythonText.repr(-0.0));
    assertEquals("nan", PythonText.repr(Double.NaN));
    assertEquals("-inf", PythonText.repr(Double.NEGATIVE_INFINITY));
  }

  @Test
  void labelsAreReadLineByLine() {
    Labels labels = Labels.ofLines("aiming\r\n biking \naiming");
    assertEquals(List.of("aiming", "biking", "aiming"), labels.names());
    assertEquals(OptionalInt.of(0), labels.find("aiming"));
    assertEquals(OptionalInt.empty(), labels.find("cooking"));
  }

  @Test
  void whatCannotBeJudgedIsRefused() {
    assertMessage(
        "Was no frame; expected at least one", () -> MostInformativeFrame.of(List.of(), 0));
    assertMessage(
        "Was class 2; expected 0 to 1",
        () -> MostInformativeFrame.of(List.of(new float[] {1, 2}), 2));
    assertMessage("Was no logit; expected at least one", () -> Softmax.of(new float[0]));
  }

  private static void assertMessage(String message, Runnable work) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, work::run).getMessage());
  }

  private static List<String> texts(JsonNode values) {
    List<String> texts = new ArrayList<>();
    values.forEach(value -> texts.add(value.asText()));
    return texts;
  }

  private static List<float[]> rows(JsonNode values) {
    List<float[]> rows = new ArrayList<>();
    for (JsonNode value : values) {
      float[] row = new float[value.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = value.get(i).isNull() ? Float.NaN : (float) value.get(i).asDouble();
      }
      rows.add(row);
    }
    return rows;
  }

  private static JsonNode json(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(MostInformativeFrameTest.class.getResourceAsStream(name))) {
      return new ObjectMapper().readTree(in);
    }
  }
}

package org.clipmill.udfs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.config.ConfigException;
import org.junit.jupiter.api.Test;

final class XgboostRankerTest {
  private static final double TOLERANCE = 1e-6;
  private static final int LABEL_OR_SCORE = XgboostRanker.FEATURES.size();

  @Test
  void probabilitiesAreThoseOfTheBestIterationInPython() throws IOException {
    List<double[]> rows = rows(text("xgboost174/expected.csv"), ",", 0);
    assertScores(scores(bytes("xgboost174/model.json"), rows), column(rows), rows.size());
  }

  @Test
  void allRowsOfTheGoldenModelAgree() throws IOException {
    Path folder = SharedFiles.require("golden/supershy");
    List<double[]> rows = rows(Files.readString(folder.resolve("xgb_train.csv")), ",", 0);
    double[] expected = numbers(folder.resolve("xgb_expected.json"), "proba_all_rows");
    double[] scores = scores(Files.readAllBytes(folder.resolve("xgb_model.json")), rows);
    assertScores(scores, expected, 258);
  }

  /** The table was made with all 26 trees, so the note of the best iteration is taken away. */
  @Test
  void withoutABestIterationAllTreesCount() throws IOException {
    Path table = SharedFiles.require("metadata/hdvg/golden_xgboost_features_predictions.tsv");
    Path model = SharedFiles.require("metadata/hdvg/xgboost_model.from_pkl.json");
    List<double[]> rows = rows(Files.readString(table), "\t", 1);
    String unnoted = Files.readString(model).replace("best_iteration", "formerly_best");
    double[] scores = scores(unnoted.getBytes(StandardCharsets.UTF_8), rows);
    assertScores(scores, column(rows), 301);
  }

  @Test
  void theOriginalsModelAgreesWithPythonOnGoldenRows() throws IOException {
    Path folder = SharedFiles.require("golden/supershy");
    Path theirs = folder.resolve("third_party_no_licence");
    byte[] model = Files.readAllBytes(theirs.resolve("xgboost_model_converted.json"));
    List<double[]> rows = rows(Files.readString(folder.resolve("xgb_train.csv")), ",", 0);
    double[] expected = numbers(theirs.resolve("predictions.json"), "first20_best");
    assertScores(scores(model, rows.subList(0, 20)), expected, 20);
  }

  @Test
  void binaryAndTextFormsOfAModelGiveTheSame() throws IOException, XGBoostError {
    List<double[]> rows = rows(text("xgboost174/expected.csv"), ",", 0);
    byte[] json = bytes("xgboost174/model.json");
    byte[] ubj = XGBoost.loadModel(json).toByteArray("ubj");
    assertArrayEquals(scores(json, rows), scores(ubj, rows));
  }

  @Test
  void noRowsGiveNoScores() throws IOException {
    assertEquals(0, scores(bytes("xgboost174/model.json"), List.of()).length);
  }

  @Test
  void aTextFileIsNoModel() {
    byte[] text = "clip_id,label\na,1\n".getBytes(StandardCharsets.UTF_8);
    ConfigException problem =
        assertThrows(ConfigException.class, () -> XgboostRanker.load(text, "labels.csv"));
    assertTrue(
        problem
            .getMessage()
            .startsWith("labels.csv: cannot be read as an XGBoost model (.json or .ubj): "),
        problem.getMessage());
  }

  @Test
  void aModelOverOtherFeaturesIsRefused() throws XGBoostError {
    byte[] other = model("height", "width");
    ConfigException problem =
        assertThrows(ConfigException.class, () -> XgboostRanker.load(other, "other.json"));
    assertEquals(
        "other.json: saw a model over [height, width]; expected [max_rgb_diff, mean_rgb_diff,"
            + " max_velocity, mean_velocity, mse, cos_sim, no_frames]",
        problem.getMessage());
  }

  @Test
  void featuresInAnotherOrderAreOtherFeatures() throws XGBoostError {
    List<String> turned = new ArrayList<>(XgboostRanker.FEATURES);
    Collections.reverse(turned);
    byte[] other = model(turned.toArray(String[]::new));
    ConfigException problem =
        assertThrows(ConfigException.class, () -> XgboostRanker.load(other, "other.json"));
    assertTrue(
        problem.getMessage().startsWith("other.json: saw a model over [no_frames, cos_sim, "),
        problem.getMessage());
  }

  private static byte[] model(String... names) throws XGBoostError {
    float[] values = new float[4 * names.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    DMatrix matrix = new DMatrix(values, 4, names.length, Float.NaN);
    matrix.setLabel(new float[] {0, 0, 1, 1});
    Booster booster =
        XGBoost.train(matrix, Map.of("objective", "binary:logistic"), 1, Map.of(), null, null);
    booster.setFeatureNames(names);
    return booster.toByteArray("json");
  }

  private static double[] scores(byte[] model, List<double[]> rows) {
    List<double[]> features =
        rows.stream().map(row -> Arrays.copyOf(row, XgboostRanker.FEATURES.size())).toList();
    try (XgboostRanker ranker = XgboostRanker.load(model, "golden")) {
      return ranker.score(features);
    }
  }

  private static void assertScores(double[] scores, double[] expected, int count) {
    assertEquals(count, scores.length);
    assertArrayEquals(expected, scores, TOLERANCE);
  }

  private static double[] column(List<double[]> rows) {
    return rows.stream().mapToDouble(row -> row[LABEL_OR_SCORE]).toArray();
  }

  /** Gives the seven features and the number after them of each line under the header. */
  private static List<double[]> rows(String table, String separator, int firstColumn) {
    return table
        .lines()
        .skip(1)
        .map(line -> line.split(separator, -1))
        .map(
            fields ->
                Arrays.stream(fields, firstColumn, firstColumn + LABEL_OR_SCORE + 1)
                    .mapToDouble(Double::parseDouble)
                    .toArray())
        .toList();
  }

  private static double[] numbers(Path json, String key) throws IOException {
    List<Double> numbers = new ArrayList<>();
    for (JsonNode number : new ObjectMapper().readTree(json.toFile()).get(key)) {
      numbers.add(number.doubleValue());
    }
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static String text(String resource) throws IOException {
    return new String(bytes(resource), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String resource) throws IOException {
    try (InputStream in = XgboostRankerTest.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    }
  }
}

package org.clipmill.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.clipmill.core.SharedFiles;
import org.junit.jupiter.api.Test;

final class NumpyRandomTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void firstDrawsEqualNumpy() throws IOException {
    JsonNode rows = vectors().get("golden");
    assertEquals(4, rows.size());
    rows.forEach(NumpyRandomTest::checkGolden);
  }

  @Test
  void firstDrawsEqualTheWholeGoldenFile() throws IOException {
    JsonNode all = JSON.readTree(SharedFiles.require("golden/rng/rng.json").toFile());
    assertEquals(14, all.get("pcg64").size());
    all.get("pcg64").forEach(NumpyRandomTest::checkGolden);
  }

  private static void checkGolden(JsonNode row) {
    BigInteger seed = new BigInteger(row.get("seed").asText());
    long[] state = new SeedSequence(seed).longs(4);
    for (int i = 0; i < state.length; i++) {
      assertEquals(row.get("seedseq_state64").get(i).asText(), Long.toUnsignedString(state[i]));
    }
    NumpyRandom raw = new NumpyRandom(seed);
    row.get("raw64")
        .forEach(word -> assertEquals(word.asText(), Long.toUnsignedString(raw.nextLong())));
    assertArrayEquals(doubles(row.get("doubles8")), new NumpyRandom(seed).nextUnits(8));
    NumpyRandom choices = new NumpyRandom(seed);
    for (JsonNode choice : row.get("choice_seq")) {
      int[] positions = choices.sample(choice.get("n").asInt(), choice.get("size").asInt());
      assertArrayEquals(ints(choice.get("positions")), positions);
    }
    if (row.has("mixed_after")) {
      assertArrayEquals(doubles(row.get("mixed_after")), choices.nextUnits(2));
    }
    JsonNode weighted = row.get("choice_p");
    assertArrayEquals(
        ints(weighted.get("positions")),
        new NumpyRandom(seed).sample(doubles(weighted.get("p")), weighted.get("size").asInt()));
  }

  @Test
  void longRunsOfMixedDrawsEqualNumpy() throws IOException {
    for (JsonNode row : vectors().get("more")) {
      NumpyRandom random = new NumpyRandom(row.get("seed").asLong());
      assertArrayEquals(doubles(row.get("units")), random.nextUnits(3));
      int[] order = IntStream.range(0, 50).toArray();
      random.shuffle(order);
      assertArrayEquals(ints(row.get("shuffle_50")), order);
      checkBelow(row, 1000, random);
      assertArrayEquals(ints(row.get("choice_9_12")), random.choice(9, 12));
      checkBelow(row, 5_000_000_000L, random);
      checkBelow(row, 1L << 32, random);
      checkBelow(row, 3_000_000_001L, random);
      checkBelow(row, 6_917_529_027_641_081_857L, random);
      double[] probabilities = doubles(row.get("p"));
      assertArrayEquals(ints(row.get("choice_p_10")), random.choice(probabilities, 10));
      assertArrayEquals(ints(row.get("sample_p_4")), random.sample(probabilities, 4));
      assertArrayEquals(ints(row.get("sample_20000_300")), random.sample(20_000, 300));
      assertArrayEquals(
          ints(row.get("sample_20000_401")), Arrays.copyOf(random.sample(20_000, 401), 20));
      assertArrayEquals(ints(row.get("sample_3_3")), random.sample(3, 3));
      assertEquals(row.get("after").asDouble(), random.nextUnit());
    }
  }

  private static void checkBelow(JsonNode row, long bound, NumpyRandom random) {
    JsonNode expected = row.get("below_" + bound);
    expected.forEach(number -> assertEquals(number.asLong(), random.nextBelow(bound)));
  }

  @Test
  void drawsThatGiveNothingUseUpNothing() {
    NumpyRandom random = new NumpyRandom(5);
    assertEquals(0, random.nextBelow(1));
    assertEquals(0, random.sample(7, 0).length);
    assertEquals(0, random.sample(0, 0).length);
    assertEquals(0, random.sample(new double[0], 0).length);
    assertEquals(0, random.choice(0, 0).length);
    assertEquals(new NumpyRandom(5).nextUnit(), random.nextUnit());
  }

  @Test
  void weightsAreNotChanged() {
    double[] weights = {0.5, 0.25, 0.25};
    new NumpyRandom(1).sample(weights, 3);
    assertArrayEquals(new double[] {0.5, 0.25, 0.25}, weights);
  }

  @Test
  void drawsOutsideTheAllowedAreRefused() {
    NumpyRandom random = new NumpyRandom(1);
    assertMessage("Was seed -1; allowed: 0 or more", () -> new NumpyRandom(-1));
    assertMessage("Was bound 0; allowed: 1 or more", () -> random.nextBelow(0));
    assertMessage("Was a sample of 4 from 3; allowed: 0 to all", () -> random.sample(3, 4));
    assertMessage("Was a choice of 1 from 0; allowed: 0 or more from 1", () -> random.choice(0, 1));
    assertMessage(
        "Was a draw of 2 from 1 with positive probability; allowed: 0 to all",
        () -> random.sample(new double[] {1, 0}, 2));
    assertMessage(
        "Was probability NaN; allowed: 0 or more",
        () -> random.choice(new double[] {1, Double.NaN}, 1));
  }

  private static void assertMessage(String message, Runnable draw) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, draw::run).getMessage());
  }

  private static int[] ints(JsonNode values) {
    return JSON.convertValue(values, int[].class);
  }

  private static double[] doubles(JsonNode values) {
    return JSON.convertValue(values, double[].class);
  }

  private static JsonNode vectors() throws IOException {
    try (InputStream in = NumpyRandomTest.class.getResourceAsStream("numpy.json")) {
      return JSON.readTree(in);
    }
  }
}

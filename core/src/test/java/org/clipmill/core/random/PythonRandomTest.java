package org.clipmill.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;
import org.clipmill.core.SharedFiles;
import org.junit.jupiter.api.Test;

final class PythonRandomTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void firstDrawsEqualCpython() throws IOException {
    for (JsonNode row : vectors().get("golden")) {
      checkGolden(row);
    }
  }

  @Test
  void firstDrawsEqualTheWholeGoldenFile() throws IOException {
    JsonNode all = JSON.readTree(SharedFiles.require("golden/rng/rng.json").toFile());
    for (JsonNode row : all.get("py_random")) {
      checkGolden(row);
    }
  }

  @Test
  void longRunsOfMixedDrawsEqualCpython() throws IOException {
    for (JsonNode row : vectors().get("more")) {
      PythonRandom random = new PythonRandom(row.get("seed").asLong());
      for (JsonNode unit : row.get("units")) {
        assertEquals(unit.asDouble(), random.nextUnit());
      }
      for (JsonNode bits : row.get("bits40")) {
        assertEquals(bits.asLong(), random.nextBits(40));
      }
      assertEquals(row.get("bits63").asLong(), random.nextBits(63));
      for (JsonNode bit : row.get("bits1")) {
        assertEquals(bit.asLong(), random.nextBits(1));
      }
      assertArrayEquals(ints(row.get("sample_10000_4")), random.sample(10_000, 4));
      assertArrayEquals(ints(row.get("sample_10000_7")), random.sample(10_000, 7));
      assertArrayEquals(ints(row.get("sample_30_20")), random.sample(30, 20));
      assertArrayEquals(ints(row.get("sample_5_5")), random.sample(5, 5));
      assertEquals(row.get("after").asInt(), random.nextBelow(1 << 30));
    }
  }

  @Test
  void drawsOutsideTheAllowedAreRefused() {
    PythonRandom random = new PythonRandom(1);
    assertMessage("Was 64 bits; allowed: 0 to 63", () -> random.nextBits(64));
    assertMessage("Was bound 0; allowed: 1 or more", () -> random.nextBelow(0));
    assertMessage("Was a sample of 4 from 3; allowed: 0 to all", () -> random.sample(3, 4));
    assertEquals(0, random.sample(0, 0).length);
    assertEquals(0, random.nextBits(0));
  }

  private static void checkGolden(JsonNode row) {
    long seed = row.get("seed").asLong();
    for (Iterator<Map.Entry<String, JsonNode>> fields = row.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      String[] words = field.getKey().split("_", -1);
      PythonRandom random = new PythonRandom(seed);
      JsonNode expected = field.getValue();
      switch (words[0]) {
        case "getrandbits32" ->
            expected.forEach(bits -> assertEquals(bits.asLong(), random.nextBits(32)));
        case "first" ->
            assertEquals(expected.asInt(), random.nextBelow(Integer.parseInt(words[2])));
        case "shuffle" -> {
          int[] order = IntStream.range(0, Integer.parseInt(words[1])).toArray();
          random.shuffle(order);
          assertArrayEquals(ints(expected), order);
        }
        case "sample" ->
            assertArrayEquals(
                ints(expected),
                random.sample(Integer.parseInt(words[1]), Integer.parseInt(words[2])));
        default -> assertEquals("seed", field.getKey());
      }
    }
  }

  private static void assertMessage(String message, Runnable draw) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, draw::run).getMessage());
  }

  private static int[] ints(JsonNode values) {
    return JSON.convertValue(values, int[].class);
  }

  private static JsonNode vectors() throws IOException {
    try (InputStream in = PythonRandomTest.class.getResourceAsStream("python.json")) {
      return JSON.readTree(in);
    }
  }
}

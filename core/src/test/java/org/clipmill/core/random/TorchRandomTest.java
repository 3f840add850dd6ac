package org.clipmill.core.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

final class TorchRandomTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void permutationsEqualTorch() throws IOException {
    try (InputStream in = TorchRandomTest.class.getResourceAsStream("torch.json")) {
      JsonNode rows = JSON.readTree(in);
      assertFalse(rows.isEmpty());
      for (JsonNode row : rows) {
        assertArrayEquals(
            JSON.convertValue(row.get("perm"), int[].class),
            new TorchRandom(row.get("seed").asLong()).permutation(row.get("n").asInt()));
      }
    }
  }

  @Test
  void nothingIsDrawnOfNothing() {
    assertEquals(0, new TorchRandom(1).permutation(0).length);
    assertEquals(
        "Was -1 numbers; allowed: 0 or more",
        assertThrows(IllegalArgumentException.class, () -> new TorchRandom(1).permutation(-1))
            .getMessage());
  }
}

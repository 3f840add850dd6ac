package org.clipmill.core.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StableSeedTest {
  /** Made with Python's hashlib and struct by the documented rule. */
  @Test
  void theRuleNeverChanges() {
    assertEquals(711187837983941528L, StableSeed.of(42, "v1.3_2"));
    assertEquals(3410756493081906042L, StableSeed.of(0, ""));
    assertEquals(2733849026750123171L, StableSeed.of(-1, "ü"));
  }

  @Test
  void idAndSeedBothMatter() {
    assertNotEquals(StableSeed.of(1, "a"), StableSeed.of(1, "b"));
    assertNotEquals(StableSeed.of(1, "a"), StableSeed.of(2, "a"));
  }

  @Test
  void manyIdsGiveManySeedsAndNoneIsNegative() {
    Set<Long> seeds = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      long seed = StableSeed.of(7, "clip" + i);
      assertTrue(seed >= 0);
      seeds.add(seed);
    }
    assertEquals(10_000, seeds.size());
  }
}

package org.clipmill.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.clipmill.core.config.ConfigException;
import org.junit.jupiter.api.Test;

final class CutSettingsTest {

  @Test
  void theEncodersAreListed() {
    assertTrue(Encoders.available().contains("libopenh264"));
    assertTrue(Encoders.available().contains("mpeg4"));
    assertTrue(Encoders.problem("split.encoder", "libopenh264").isEmpty());
  }

  @Test
  void allWrongSettingsAreNamedAtOnce() {
    ConfigException thrown =
        assertThrows(
            ConfigException.class, () -> new CutSettings("h265x", 0, 0.0, AudioTrack.DROP));
    assertEquals(3, thrown.problems().size());
    String first = thrown.problems().get(0);
    assertTrue(first.startsWith("encoder: was h265x; allowed with this FFmpeg: "), first);
    assertTrue(first.contains("libopenh264"), first);
    assertEquals("quality: was 0; allowed: 1 to 51", thrown.problems().get(1));
    assertEquals(
        "keyFrameSeconds: was 0.0; allowed: above 0, at most 60", thrown.problems().get(2));
  }
}

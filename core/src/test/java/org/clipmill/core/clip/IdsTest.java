package org.clipmill.core.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gpAkjSy_8iY",
        "-7Xk",
        "gpAkjSy_8iY.8_1",
        "a",
        "höhe 7",
        "видео",
        "映像",
        "a@b=c+d,e~f"
      })
  void anIdThatCanBeAFileNameIsTakenAsItIs(String id) {
    assertEquals(id, Ids.checked("clip id", id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "a/b", "/etc/passwd", "..", "../x", "a..b", ".hidden", "trailing ", " leading",
        "nul\0", "line\nbreak", "tab\t", "back\\slash", "a:b", "a*b", "a?b", "a%2Fb", "<a>", "a|b",
        "a\"b", "a#b", "right\u202Eleft"
      })
  void anIdThatCouldLeaveItsFolderOrBreakAFileSystemIsRefused(String id) {
    ClipException problem = assertThrows(ClipException.class, () -> Ids.checked("video id", id));
    assertEquals(ClipError.BAD_ID, problem.error());
    assertEquals(
        "Cannot use the video id \""
            + id
            + "\": allowed are 1 to 200 bytes of letters, digits and _.@=+,~- without '/' and"
            + " '..'",
        problem.getMessage());
  }

  @Test
  void anIdMayHave200BytesAndNoMore() {
    assertEquals(200, Ids.checked("clip id", "x".repeat(200)).length());
    ClipException problem =
        assertThrows(ClipException.class, () -> Ids.checked("clip id", "x".repeat(300)));
    assertTrue(
        problem.getMessage().startsWith("Cannot use the clip id \"" + "x".repeat(40) + "...\""));
  }

  @Test
  void lettersOfManyBytesCountAsManyBecauseFileNamesDo() {
    assertEquals(66, Ids.checked("clip id", "映".repeat(66)).length());
    assertThrows(ClipException.class, () -> Ids.checked("clip id", "映".repeat(67)));
  }

  @Test
  void noAcceptedIdLeavesItsFolder() {
    SplittableRandom random = new SplittableRandom(11);
    String alphabet = "ab./\\ ~-_%\0\n:é映";
    Path folder = Path.of("/folder");
    int accepted = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder id = new StringBuilder();
      for (int n = random.nextInt(6); n > 0; n--) {
        id.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        String checked = Ids.checked("clip id", id.toString());
        byte[] name = (checked + ".mp4").getBytes(StandardCharsets.UTF_8);
        assertTrue(name.length <= 255);
        assertFalse(checked.contains("/"));
        boolean isAscii = checked.chars().allMatch(c -> c < 128);
        if (isAscii) {
          assertEquals(folder, folder.resolve(checked).normalize().getParent());
        }
        accepted++;
      } catch (ClipException e) {
        assertEquals(ClipError.BAD_ID, e.error());
      }
    }
    assertTrue(accepted > 1000, "only " + accepted + " ids were accepted");
  }

  @Test
  void aSpanIsNamedByItsKeyWithoutTheEndingOfAFile() {
    assertEquals("v.0", Ids.spanOfKey("v.0.mp4"));
    assertEquals("v.0", Ids.spanOfKey("v.0"));
    assertEquals("", Ids.spanOfKey(".mp4"));
  }
}

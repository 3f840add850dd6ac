package org.clipmill.core.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.clipmill.core.SharedFiles;
import org.junit.jupiter.api.Test;

class TmkFileTest {
  private static TmkFile read(Path file) {
    try {
      return TmkFile.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void metasScoresAreReproduced() throws IOException {
    Path folder = SharedFiles.require("metadata/tmk");
    Map<String, TmkFile> hashes = new HashMap<>();
    List<String> lines = Files.readAllLines(folder.resolve("pair_scores.tsv"));
    for (String line : lines) {
      List<String> parts = List.of(line.split("\t", -1));
      TmkFile first = hashes.computeIfAbsent(parts.get(0), name -> read(folder.resolve(name)));
      TmkFile second = hashes.computeIfAbsent(parts.get(1), name -> read(folder.resolve(name)));
      assertEquals(Double.parseDouble(parts.get(2)), first.firstLevelScore(second), 2e-6, line);
      assertEquals(Double.parseDouble(parts.get(3)), first.secondLevelScore(second), 1e-5, line);
    }
    assertEquals(39, lines.size());
  }

  @Test
  void theHeaderIsRead() {
    TmkFile file = read(SharedFiles.require("metadata/tmk/chair-19-sd-bar.tmk"));
    assertEquals("PDQF", file.frameHash());
    assertEquals(15, file.framesPerSecond());
    assertEquals(284, file.frames());
    assertEquals(List.of(2731, 4391, 9767, 14653), file.periods());
    assertEquals(256, file.sums().dimension());
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    byte[] text = "no hash".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "Cannot read a .tmk file: saw 7 bytes that start with 'no hash', expected 'TMK1FVEC' and a"
            + " header",
        assertThrows(IllegalArgumentException.class, () -> TmkFile.of(text)).getMessage());
    byte[] whole = Files.readAllBytes(SharedFiles.require("metadata/tmk/chair-19-sd-bar.tmk"));
    byte[] cut = Arrays.copyOf(whole, 5000);
    assertEquals(
        "Cannot read a .tmk file: saw 5000 bytes, expected 263344",
        assertThrows(IllegalArgumentException.class, () -> TmkFile.of(cut)).getMessage());
    whole[19] = 127;
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> TmkFile.of(whole))
            .getMessage()
            .endsWith("periods, expected 1 to 65536"));
  }
}

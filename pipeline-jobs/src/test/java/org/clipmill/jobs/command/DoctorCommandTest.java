package org.clipmill.jobs.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.clipmill.jobs.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();

  private int doctor(String... arguments) {
    List<String> all = new ArrayList<>(List.of("doctor"));
    all.addAll(List.of("--set", "run.work=" + folder));
    all.addAll(List.of(arguments));
    PrintWriter printer = new PrintWriter(out);
    return Main.run(all.toArray(String[]::new), printer, printer);
  }

  private String line(String name) {
    return out.toString()
        .lines()
        .filter(line -> line.matches("(ok  |warn|FAIL)  " + name + " .*"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No line " + name + " in\n" + out));
  }

  /** XGBoost needs libgomp of the system, which a slim one lacks: then it is the one that fails. */
  @Test
  void everyCheckIsALineAndTheExitCodeSaysWhetherOneFails() {
    int code = doctor();
    for (String name : List.of("java", "cores", "heap", "spark", "gpu", "yt-dlp", "xgboost")) {
      assertTrue(!line(name).isEmpty());
    }
    for (String name :
        List.of("java", "ffmpeg", "split.encoder", "farneback flow", "opencv", "onnxruntime")) {
      assertTrue(line(name).startsWith("ok"), line(name));
    }
    assertTrue(
        line("measure.encoder").startsWith("ok    measure.encoder   vae-small makes 8x30x30"));
    assertTrue(line("measure.embedder").contains("embed-small makes 128x1x1"));
    assertTrue(line("run.work").contains(folder + ", writable"), line("run.work"));
    assertTrue(line("java.io.tmpdir").contains("writable"), line("java.io.tmpdir"));
    assertEquals(line("xgboost").startsWith("ok") ? 0 : 2, code, out.toString());
    assertEquals(16, out.toString().lines().count(), out.toString());
  }

  @Test
  void aWrongEncoderFailsWithTheAllowedOnes() {
    assertEquals(2, doctor("--set", "split.encoder=h265", "--set", "measure.encoder=huge"));
    assertTrue(line("split.encoder").startsWith("FAIL"), line("split.encoder"));
    assertTrue(line("split.encoder").contains("libopenh264, "), line("split.encoder"));
    assertTrue(line("measure.encoder").matches(".*allowed: .*\\bvae-small\\b.*"));
  }

  @Test
  void theHelpSaysTheExitCodes() {
    assertEquals(0, doctor("--help"));
    assertTrue(out.toString().contains("Exit codes: 0 nothing fails; 2"), out.toString());
  }
}

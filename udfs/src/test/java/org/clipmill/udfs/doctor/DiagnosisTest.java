package org.clipmill.udfs.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.clipmill.core.config.ConfigFiles;
import org.clipmill.udfs.NativeVersions;
import org.clipmill.udfs.TinyEncoder;
import org.clipmill.udfs.doctor.Check.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiagnosisTest {
  @TempDir private Path folder;

  private List<Check> checks(String... sets) throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "run.work=" + folder.resolve("work"),
                "measure.encoder=" + TinyEncoder.ID,
                "measure.model-catalog=" + TinyEncoder.writeCatalog(folder)));
    all.addAll(List.of(sets));
    return Diagnosis.of(ConfigFiles.read(List.of(), all), new Configuration());
  }

  private static Check named(List<Check> checks, String name) {
    return checks.stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void whatThisMachineHasIsTriedOut() throws IOException {
    List<Check> checks = checks();
    for (String name :
        List.of("java", "ffmpeg", "split.encoder", "farneback flow", "opencv", "onnxruntime")) {
      Check check = named(checks, name);
      assertEquals(State.OK, check.state(), check.toString());
    }
    assertTrue(named(checks, "split.encoder").seen().contains("for H.264 here: "));
    assertTrue(named(checks, "measure.encoder").seen().startsWith("tiny makes 8x30x30 of a frame"));
    assertTrue(named(checks, "run.work").seen().contains("work (not made yet), writable, "));
    assertTrue(Files.notExists(folder.resolve("work")));
  }

  @Test
  void encodersThatAreNotThereFailWithThoseThatAre() throws IOException {
    List<Check> checks = checks("split.encoder=h265", "measure.encoder=huge");
    Check video = named(checks, "split.encoder");
    assertEquals(State.FAIL, video.state());
    assertTrue(video.seen().startsWith("split.encoder: was h265; allowed with this FFmpeg: "));
    assertTrue(video.seen().contains("libopenh264"), video.seen());
    Check model = named(checks, "measure.encoder");
    assertEquals(State.FAIL, model.state());
    assertTrue(
        model.seen().startsWith("Was model huge; allowed: embed-small, text-small, tiny, "),
        model.seen());
    assertFalse(Diagnosis.isFit(checks));
  }

  @Test
  void noEncoderAtAllIsFine() throws IOException {
    Check model = named(checks("measure.encoder=none"), "measure.encoder");
    assertEquals(Check.ok("measure.encoder", "none: no latents, no embedding"), model);
  }

  @Test
  void onlyJava17AndSpark35ForScala213Do() {
    assertEquals(State.OK, MachineChecks.java(17).state());
    Check newer = MachineChecks.java(21);
    assertEquals(State.FAIL, newer.state());
    assertTrue(newer.remedy().contains("apt-get install openjdk-17-jdk-headless"));
    assertEquals(State.OK, MachineChecks.spark("3.5.6", "2.13.8").state());
    assertEquals(State.FAIL, MachineChecks.spark("4.0.1", "2.13.16").state());
    assertEquals(State.FAIL, MachineChecks.spark("3.5.6", "2.12.18").state());
  }

  @Test
  void aSmallHeapIsAWarning() {
    assertEquals(State.OK, MachineChecks.heap(4096).state());
    Check small = MachineChecks.heap(512);
    assertEquals(State.WARN, small.state());
    assertTrue(small.remedy().contains("CLIPMILL_MEMORY=4g"), small.remedy());
  }

  @Test
  void gpusAreNamedAndNotMissed() throws IOException {
    assertEquals("none; none is needed", MachineChecks.gpu(folder).seen());
    Path card = Files.createFile(folder.resolve("nvidia0"));
    Files.createFile(folder.resolve("nvidiactl"));
    assertEquals(Check.ok("gpu", card + " (NVIDIA)"), MachineChecks.gpu(folder));
  }

  @Test
  void programsAreFoundOnThePath() throws IOException {
    Path program = Files.createFile(folder.resolve("yt-dlp"));
    String path = "/nowhere" + File.pathSeparator + folder;
    assertEquals(Optional.empty(), MachineChecks.program("yt-dlp", path));
    assertTrue(program.toFile().setExecutable(true));
    assertEquals(Optional.of(program), MachineChecks.program("yt-dlp", path));
    assertEquals(State.WARN, MachineChecks.ytDlp(Optional.empty()).state());
  }

  @Test
  void aFolderThatCannotBeWrittenFails() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Check check = FolderChecks.local("run.work", file.resolve("work"));
    assertEquals(State.FAIL, check.state());
    assertTrue(check.seen().contains("(not made yet), cannot be written: "), check.seen());
    assertTrue(check.remedy().contains("--set run.work=FOLDER"), check.remedy());
  }

  @Test
  void aStorageThatDoesNotExistFails() throws IOException {
    Check check = named(checks("run.work=nowhere://host/work"), "run.work");
    assertEquals(State.FAIL, check.state());
    assertTrue(check.seen().contains("No FileSystem for scheme \"nowhere\""), check.seen());
  }

  @Test
  void theLinkersWordsBecomeTheNameOfAPackage() {
    LinkageError missing =
        new UnsatisfiedLinkError(
            "/tmp/libxgboost4j1.so: libgomp.so.1: cannot open shared object file: No such file");
    String install = "Debian, Ubuntu: apt-get install libgomp1; Fedora: dnf install libgomp";
    assertEquals(install, Remedies.of(missing));
    assertEquals(
        install, Remedies.of(new ExceptionInInitializerError(new RuntimeException(missing))));
    assertTrue(
        Remedies.of(
                new UnsatisfiedLinkError(
                    "a.so: /lib/libstdc++.so.6: version `GLIBCXX_3.4.30' not found"))
            .startsWith("needs a system with GLIBCXX_3.4.30: Debian 12"));
    assertTrue(
        Remedies.of(new UnsatisfiedLinkError("libodd.so.3: cannot open shared object file"))
            .contains("package that holds libodd.so.3"));
  }

  @Test
  void everyLibraryHasAVersion() {
    Map<String, String> versions = NativeVersions.all();
    assertEquals(
        List.of("djl", "ffmpeg", "onnxruntime", "opencv", "xgboost"),
        List.copyOf(versions.keySet()));
    versions.forEach((name, version) -> assertTrue(version.matches("\\d+\\.\\d+.*"), name));
  }
}

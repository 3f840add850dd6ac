package org.clipmill.udfs.doctor;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.package$;
import scala.util.Properties;

/** Java, Spark, the machine and the programs on its path. */
final class MachineChecks {
  private static final int JAVA = 17;
  private static final String SPARK = "3.5.";
  private static final String SCALA = "2.13.";
  private static final long MIB = 1L << 20;

  /** One task with FFmpeg, a model and XGBoost takes less than half of it (docs/benchmarks.md). */
  private static final long LEAST_HEAP_MIB = 1024;

  private MachineChecks() {}

  static List<Check> all() {
    return List.of(
        java(Runtime.version().feature()),
        cores(),
        heap(Runtime.getRuntime().maxMemory() / MIB),
        spark(package$.MODULE$.SPARK_VERSION(), Properties.versionNumberString()),
        gpu(Path.of("/dev")),
        ytDlp(program("yt-dlp", System.getenv().getOrDefault("PATH", ""))));
  }

  static Check java(int feature) {
    String seen =
        Runtime.version()
            + ", "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ", "
            + System.getProperty("java.home");
    return feature == JAVA
        ? Check.ok("java", seen)
        : Check.fail(
            "java",
            seen,
            "Spark 3.5 needs Java 17: Debian, Ubuntu: apt-get install openjdk-17-jdk-headless;"
                + " Fedora: dnf install java-17-openjdk-headless; then set JAVA_HOME");
  }

  private static Check cores() {
    int cores = Runtime.getRuntime().availableProcessors();
    return Check.ok("cores", cores + "; as many tasks run at once");
  }

  static Check heap(long mib) {
    String seen = mib + " MiB at most";
    return mib < LEAST_HEAP_MIB
        ? Check.warn("heap", seen, "set CLIPMILL_MEMORY=4g, or spark-submit --driver-memory 4g")
        : Check.ok("heap", seen);
  }

  static Check spark(String spark, String scala) {
    String home = System.getenv("SPARK_HOME");
    String seen = spark + " for Scala " + scala + (home == null ? "" : ", SPARK_HOME is " + home);
    return spark.startsWith(SPARK) && scala.startsWith(SCALA)
        ? Check.ok("spark", seen)
        : Check.fail(
            "spark",
            seen,
            "needs Spark 3.5 for Scala 2.13; unset SPARK_HOME and ./clipmill takes its own");
  }

  /** A GPU is never needed. */
  static Check gpu(Path devices) {
    List<String> cards = new ArrayList<>();
    if (Files.isDirectory(devices)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(devices, "nvidia[0-9]*")) {
        found.forEach(card -> cards.add(card.toString()));
      } catch (IOException e) {
        return Check.ok("gpu", "cannot tell: " + e + "; none is needed");
      }
    }
    return Check.ok(
        "gpu", cards.isEmpty() ? "none; none is needed" : String.join(", ", cards) + " (NVIDIA)");
  }

  static Check ytDlp(Optional<Path> program) {
    return program
        .map(path -> Check.ok("yt-dlp", path.toString()))
        .orElseGet(
            () ->
                Check.warn(
                    "yt-dlp",
                    "not on the path; Clipmill fetches files, not pages of video sites",
                    "pip install yt-dlp, to fetch such videos beforehand; not needed otherwise"));
  }

  /** Finds a program on a path. */
  static Optional<Path> program(String name, String path) {
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path program = Path.of(folder.isEmpty() ? "." : folder, name);
      if (Files.isRegularFile(program) && Files.isExecutable(program)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }
}

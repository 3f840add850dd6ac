package org.clipmill.jobs.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.config.ConfigException;
import org.clipmill.jobs.dedup.FolderDedup;
import org.clipmill.jobs.dedup.FolderDedup.Duplicate;
import org.clipmill.jobs.dedup.FolderDedup.Findings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the near-duplicates among the videos of a folder. */
@Command(
    name = "dedup",
    mixinStandardHelpOptions = true,
    description = {
      "Finds videos that show the same: re-encoded, scaled, cropped, framed, mirrored, grey, with a"
          + " logo, slower, faster, shifted in time or shorter.",
      "Writes duplicates.csv, one line per video that a better one stands for, and keeps the hashes:"
          + " a second run reads only files that are new or changed."
    },
    footer = {
      "",
      "A video that cannot be read is listed at the end; the others are compared.",
      "",
      "Example: clipmill dedup videos --out videos-dedup"
    })
public final class DedupCommand implements Callable<Integer> {
  private static final double DEFAULT_SCORE = 0.82;
  private static final double MICROS = 1e6;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "The folder, with all folders below it.")
  private Path folder = Path.of(".");

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      required = true,
      description = "Where the result and the hashes go.")
  private Path out = Path.of("dedup");

  @Option(
      names = "--score",
      paramLabel = "X",
      description =
          "Videos are duplicates if the hashes of their common frames have a mean cosine of so much,"
              + " 0 to 1; default: ${DEFAULT-VALUE}.",
      defaultValue = "" + DEFAULT_SCORE)
  private double score = DEFAULT_SCORE;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master, for example local[2]; on a cluster all see the folder.")
  private @Nullable String master;

  @Override
  public Integer call() throws IOException {
    if (!(score >= 0 && score <= 1)) {
      throw new ConfigException("--score: was " + score + "; allowed: 0 to 1");
    }
    if (!Files.isDirectory(folder)) {
      throw new ConfigException(
          Files.exists(folder)
              ? "Was the file " + folder + "; expected a folder of videos"
              : "Cannot find the folder " + folder);
    }
    OutputFolder.make("--out", out);
    Findings findings;
    try (SparkSession spark = Sessions.open(Optional.ofNullable(master))) {
      findings = new FolderDedup(spark, out).find(folder, score);
    }
    Path file = out.resolve("duplicates.csv");
    Files.write(file, lines(findings), StandardCharsets.UTF_8);
    print(findings, file);
    return 0;
  }

  private static List<String> lines(Findings findings) {
    List<String> lines = new ArrayList<>();
    lines.add("path,kept_path,reason,score,offset_seconds");
    findings
        .groups()
        .values()
        .forEach(
            group ->
                group.forEach(
                    found ->
                        lines.add(
                            String.format(
                                Locale.ROOT,
                                "%s,%s,%s,%.4f,%.2f",
                                quoted(found.path()),
                                quoted(found.keptPath()),
                                found.reason(),
                                found.score(),
                                found.offsetMicros() / MICROS))));
    return lines;
  }

  private static String quoted(String text) {
    return text.matches("[^\",\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private void print(Findings findings, Path file) {
    PrintWriter console = Output.of(spec);
    long duplicates = 0;
    for (Map.Entry<String, List<Duplicate>> group : findings.groups().entrySet()) {
      console.println(group.getKey());
      TextTable table = new TextTable();
      for (Duplicate found : group.getValue()) {
        table.row(
            " ",
            String.format(Locale.ROOT, "%.3f", found.score()),
            String.format(Locale.ROOT, "%+.2f s", found.offsetMicros() / MICROS),
            found.reason().replace("near_duplicate", "copy").replace('_', ' '),
            found.path());
        duplicates++;
      }
      table.lines().forEach(console::println);
    }
    findings
        .unreadable()
        .forEach(bad -> console.println("Cannot use " + bad.path() + ": " + bad.message()));
    console.printf(
        "%d videos (%d hashed now), %d duplicates of %d, %d unreadable: %s%n",
        findings.videos(),
        findings.hashed(),
        duplicates,
        findings.groups().size(),
        findings.unreadable().size(),
        file);
    console.flush();
  }
}

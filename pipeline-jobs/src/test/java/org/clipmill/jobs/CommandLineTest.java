package org.clipmill.jobs;

import static org.clipmill.jobs.Answer.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.clipmill.jobs.run.WorkLock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit codes and messages, as a person meets them. */
final class CommandLineTest {
  @TempDir static Path folder;
  private static PaintedSet set;
  private static Path settings;

  @BeforeAll
  static void paint() {
    set = new PaintedSet(folder);
    settings = set.configure("work", set.describe("all.json", set.paintGood(1)));
  }

  private static Answer run(String... more) {
    List<String> args =
        new ArrayList<>(List.of("run", "--master", "local[1]", "--conf", settings.toString()));
    args.addAll(List.of(more));
    return Answer.to(args.toArray(String[]::new));
  }

  @Test
  void withoutACommandTheCommandsAreListed() {
    Answer answer = Answer.to();
    assertEquals(Main.BAD_SETTINGS, answer.code());
    assertTrue(answer.err().startsWith("Name a command"), answer.err());
    assertTrue(answer.err().contains("explain"), answer.err());
  }

  @Test
  void anUnknownCommandOrOptionIsNamed() {
    Answer command = Answer.to("rum");
    assertEquals(Main.BAD_SETTINGS, command.code());
    assertTrue(command.err().contains("'rum'"), command.err());
    Answer option = Answer.to("run", "--frm", "measure");
    assertEquals(Main.BAD_SETTINGS, option.code());
    assertTrue(option.err().contains("'--frm'"), option.err());
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    for (String command :
        List.of("run", "plan", "check", "tables", "explain", "demo", "train", "focus", "mif")) {
      Answer answer = Answer.to(command, "--help");
      assertEquals(Main.OK, answer.code(), command);
      assertTrue(answer.out().contains("Example: clipmill " + command), answer.out());
    }
    assertTrue(Answer.to("--help").out().contains("Exit codes:"));
    assertTrue(Answer.to("--version").out().startsWith("clipmill "));
  }

  @Test
  void missingMetadataIsNamedBeforeAnyWork() {
    Path absent = folder.resolve("absent.json");
    assertRefused(
        run("--set", "ingest.inputs=" + absent, "--set", "run.work=" + folder.resolve("new")),
        "ingest.inputs: cannot read " + absent + ": no such file");
    assertFalse(Files.exists(folder.resolve("new")));
    assertRefused(
        run("--set", "ingest.inputs=[]"),
        "ingest.inputs: was empty; name at least one metadata file, for example --set"
            + " ingest.inputs=videos.json");
  }

  @Test
  void metadataThatNothingHereCanOpenIsNamed() {
    assertRefused(
        run("--set", "ingest.inputs=s3a://bucket/meta.json"),
        "ingest.inputs: cannot read s3a://bucket/meta.json: s3a: needs the class"
            + " org.apache.hadoop.fs.s3a.S3AFileSystem, which is not on the class path");
    Path odd = set.write("meta.xyz", "");
    assertRefused(
        run("--set", "ingest.inputs=" + odd),
        "ingest.format: cannot tell how "
            + odd
            + " is written; say hdvg, csv or parquet, or use an ending of .json, .json.gz, .csv,"
            + " .csv.gz, .tsv, .parquet");
    Path text = set.write("text.parquet", "no Parquet file");
    assertRefused(
        run("--set", "ingest.inputs=" + text),
        "ingest.inputs: Cannot read " + text + ": does not end as a Parquet file does");
    Path damaged = set.write("damaged.parquet", "PAR1 and a footer that leads nowhere!PAR1");
    assertRefused(
        run("--set", "ingest.inputs=" + damaged),
        "ingest.inputs: Cannot read "
            + damaged
            + ": is damaged: its footer would start at byte -560296516");
  }

  @Test
  void aMissingSettingsFileIsNamed() {
    Path absent = folder.resolve("absent.yaml");
    assertRefused(
        Answer.to("check", "--conf", absent.toString()), absent + ": cannot be read: no such file");
  }

  @Test
  void allBadSettingsAreInOneMessage() {
    Path mine = set.write("bad.yaml", "split:\n  qualty: 3\n  audio: loud\n");
    assertRefused(
        Answer.to("plan", "--conf", mine.toString(), "--set", "rank.keep=many", "--set", "x"),
        "--set x: expected key=value",
        mine + ":3: split.audio: was \"loud\"; allowed: keep, drop",
        mine
            + ":2: split.qualty: unknown key; allowed: audio, encoder, end-slack-seconds,"
            + " key-frame-seconds, max-clip-seconds, min-clip-seconds, quality",
        "--set rank.keep=many: rank.keep: was \"many\"; allowed: a whole number from 1 to"
            + " 2147483647");
  }

  @Test
  void whatIsWrongInSeveralStagesIsInOneMessage() {
    Path absent = folder.resolve("absent.json");
    Answer answer =
        run(
            "--set",
            "ingest.inputs=" + absent,
            "--set",
            "ingest.columns={captoin: text}",
            "--set",
            "measure.encoder=unknown",
            "--set",
            "rank.model=" + absent);
    assertEquals(Main.BAD_SETTINGS, answer.code());
    List<String> lines = answer.err().lines().toList();
    assertEquals(5, lines.size(), answer.err());
    assertTrue(lines.get(1).startsWith("  ingest.inputs: cannot read "), answer.err());
    assertTrue(lines.get(2).startsWith("  ingest.columns.captoin: unknown column"), answer.err());
    assertTrue(lines.get(3).startsWith("  measure.encoder: "), answer.err());
    assertTrue(lines.get(4).startsWith("  rank.model: cannot read "), answer.err());
  }

  @Test
  void anUnknownStageIsNamedWithTheKnownOnes() {
    assertRefused(
        run("--from", "mesure"),
        "--from: was \"mesure\"; allowed: ingest, download, split, measure, rank, keyframes, select,"
            + " export");
    assertRefused(
        run("--retry", "x"),
        "--retry: was \"x\"; allowed: ingest, download, split, measure, rank, keyframes, select,"
            + " export");
    assertRefused(
        run("--from", "rank", "--to", "split"), "--to: was split, which comes before --from");
    assertRefused(
        run("--to", "split", "--retry", "measure"),
        "--retry: was measure, which --from and --to leave out");
  }

  @Test
  void aRunFromTheMiddleNeedsTheTablesBefore() {
    assertRefused(
        run("--from", "measure", "--set", "run.work=" + folder.resolve("untouched")),
        "--from: there is no finished table clips; run the stage split first");
  }

  @Test
  void twoRunsInOneWorkFolderAreKeptApart() {
    String work = folder.resolve("busy").toString();
    try (WorkLock other = WorkLock.take(work)) {
      Answer answer = run("--set", "run.work=" + work);
      assertEquals(Main.BAD_SETTINGS, answer.code());
      assertEquals(
          "Another run is using the work folder "
              + work
              + "; wait for it, or name another run.work\n",
          answer.err());
      assertTrue(other != null);
    }
  }

  @Test
  void aWorkFolderThatCannotBeMadeIsNamed() {
    Path file = set.write("file", "");
    Answer answer = run("--set", "run.work=" + file.resolve("work"));
    assertEquals(Main.BAD_SETTINGS, answer.code(), answer.err());
    assertTrue(
        answer.err().contains("  run.work: cannot use " + file.resolve("work") + ": "),
        answer.err());
    assertRefused(
        run("--set", "run.work=s3a://bucket/work"),
        "run.work: cannot use s3a://bucket/work: s3a: needs the class"
            + " org.apache.hadoop.fs.s3a.S3AFileSystem, which is not on the class path");
  }

  @Test
  void aDamagedTableIsNamedWithWhatHelps() throws IOException {
    Path work = folder.resolve("damaged");
    Path table = Files.createDirectories(work.resolve("metadata/0123"));
    Files.createFile(table.resolve("_recipe.json"));
    Answer answer = run("--set", "run.work=" + work);
    assertEquals(Main.BAD_SETTINGS, answer.code(), answer.err());
    assertTrue(
        answer.err().contains("_recipe.json: delete its folder (Cannot read Provenance"),
        answer.err());
  }

  @Test
  void noKeptClipIsNoSuccess() {
    Answer answer =
        run("--set", "split.min-clip-seconds=30", "--set", "run.work=" + folder.resolve("none"));
    assertEquals(Main.TOO_MANY_ERRORS, answer.code(), answer.err());
    assertTrue(answer.err().startsWith("No clip was kept. Where they went:"), answer.err());
    assertTrue(answer.err().contains("too_short 1"), answer.err());
  }

  @Test
  void tooManyErrorsAreNoSuccessAndABrokenFileAloneIsOne() {
    Path metadata = set.describe("two.json", List.of("good0", "gone"));
    String[] sets = {
      "--set", "ingest.inputs=" + metadata, "--set", "run.work=" + folder.resolve("two")
    };
    List<String> strict = new ArrayList<>(List.of(sets));
    strict.addAll(List.of("--set", "run.max-error-share=0.2"));
    Answer refused = run(strict.toArray(String[]::new));
    assertEquals(Main.TOO_MANY_ERRORS, refused.code(), refused.err());
    assertTrue(refused.err().startsWith("Stage download failed for 1 of 2 rows"), refused.err());

    Answer done = run(sets);
    assertEquals(Main.OK, done.code(), done.err());
    assertEquals("", done.err());
    Answer tables =
        Answer.to("tables", "--conf", settings.toString(), sets[0], sets[1], sets[2], sets[3]);
    assertTrue(tables.out().contains("not_made") || tables.out().contains("dataset"), tables.out());
    Answer plan =
        Answer.to("plan", "--conf", settings.toString(), sets[0], sets[1], sets[2], sets[3]);
    assertEquals(
        8, plan.out().lines().filter(line -> line.endsWith("unchanged")).count(), plan.out());
    Answer explain =
        Answer.to(
            "explain",
            "gone.0_0",
            "--master",
            "local[1]",
            "--conf",
            settings.toString(),
            sets[0],
            sets[1],
            sets[2],
            sets[3]);
    assertEquals(Main.OK, explain.code(), explain.err());
    assertTrue(
        explain.out().contains("error = not_found in download: Cannot find the file"),
        explain.out());
    Answer nobody =
        Answer.to(
            "explain",
            "nobody",
            "--master",
            "local[1]",
            "--conf",
            settings.toString(),
            sets[2],
            sets[3]);
    assertRefused(nobody, "No table knows a clip \"nobody\"");
  }
}

package org.clipmill.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.clipmill.core.config.PipelineConfig.Audio;
import org.clipmill.core.config.PipelineConfig.LocalFiles;
import org.clipmill.core.config.PipelineConfig.MetadataFormat;
import org.clipmill.core.feature.MeasureMode;
import org.clipmill.core.sample.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFilesTest {
  @TempDir Path folder;

  private Path file(String name, String yaml) throws IOException {
    return Files.writeString(folder.resolve(name), yaml);
  }

  private static PipelineConfig with(String... sets) {
    return ConfigFiles.read(List.of(), List.of(sets));
  }

  private static List<String> problemsOf(List<Path> files, String... sets) {
    ConfigException refusal =
        assertThrows(ConfigException.class, () -> ConfigFiles.read(files, List.of(sets)));
    assertEquals(String.join("\n", refusal.problems()), refusal.getMessage());
    return refusal.problems();
  }

  private String problem(String yaml) throws IOException {
    Path file = file("my.yaml", yaml);
    List<String> problems = problemsOf(List.of(file));
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).startsWith(file + ":"), problems.get(0));
    return problems.get(0).substring(file.toString().length() + 1);
  }

  @Test
  void theSettingsThatShipAreWhole() {
    PipelineConfig config = ConfigFiles.read(List.of(), List.of());
    assertEquals(MeasureMode.CORRECTED, config.measure().mode());
    assertEquals(LocalFiles.COPY, config.download().localFiles());
    assertEquals(Metric.L2, config.select().metric());
    assertEquals(Audio.DROP, config.split().audio());
    assertEquals(List.of(), config.ingest().inputs());
    assertEquals("zoo:ranker", config.rank().model());
    assertEquals(
        Path.of("conf/models.yaml").toAbsolutePath().toString(), config.measure().modelCatalog());
  }

  @Test
  void laterFilesLieOverEarlierOnesAndAssignmentsOverAll() throws IOException {
    Path first = file("first.yaml", "split: {quality: 30, audio: keep}\nrun: {seed: 1}\n");
    Path second = file("second.yaml", "split:\n  quality: 31\n");
    PipelineConfig files = ConfigFiles.read(List.of(first, second), List.of());
    assertEquals(31, files.split().quality());
    assertEquals(Audio.KEEP, files.split().audio());
    assertEquals("libopenh264", files.split().encoder());
    PipelineConfig all =
        ConfigFiles.read(List.of(first, second), List.of("split.quality=32", "split.quality=33"));
    assertEquals(33, all.split().quality());
    assertEquals(1, all.run().seed());
  }

  @Test
  void anEmptyFileChangesNothing() throws IOException {
    Path empty = file("empty.yaml", "# nothing yet\n");
    assertEquals(
        ConfigFiles.read(List.of(), List.of()), ConfigFiles.read(List.of(empty), List.of()));
  }

  @Test
  void aListOrAMapOfAnOverlayIsTakenAsAWhole() throws IOException {
    Path first = file("first.yaml", "ingest: {inputs: [a.json, b.json], columns: {url: link}}");
    Path second = file("second.yaml", "ingest: {inputs: [c.json], columns: {clip_id: id}}");
    PipelineConfig config = ConfigFiles.read(List.of(first, second), List.of());
    assertEquals(List.of(folder.resolve("c.json").toString()), config.ingest().inputs());
    assertEquals(Map.of("url", "link", "clip_id", "id"), config.ingest().columns());
  }

  @Test
  void anAssignmentTakesListsMapsPatternsAndSingleValues() {
    String here = Path.of("").toAbsolutePath().toString();
    assertEquals(
        List.of(here + "/a.json", here + "/b.json"),
        with("ingest.inputs=[a.json, b.json]").ingest().inputs());
    assertEquals(List.of(here + "/a.json"), with("ingest.inputs=a.json").ingest().inputs());
    assertEquals(List.of(here + "/*.json"), with("ingest.inputs=*.json").ingest().inputs());
    assertEquals(
        Map.of("clip_id", "id", "url", "link"),
        with("ingest.columns={clip_id: id, url: link}").ingest().columns());
    assertEquals(Map.of("url", "link"), with("ingest.columns.url=link").ingest().columns());
    assertEquals(MetadataFormat.CSV, with("ingest.format=csv").ingest().format());
    assertEquals("a=b", with("download.user-agent=a=b").download().userAgent());
    assertEquals(1000, with("run.rows-per-task=1_000").run().rowsPerTask());
  }

  @Test
  void anAssignmentThatIsNoneIsAProblem() {
    assertEquals(
        List.of(
            "--set split: expected key=value",
            "--set =3: expected key=value",
            "--set ingest.inputs=[a: expected ',' or ']', but got <stream end>",
            "--set split.quality=: split.quality: was \"\"; allowed: a whole number from 1 to 51"),
        problemsOf(List.of(), "split", "=3", "ingest.inputs=[a", "split.quality="));
  }

  @Test
  void relativePathsStartAtTheFolderOfTheirFile() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path file =
        Files.writeString(
            inner.resolve("my.yaml"),
            """
            run: {work: ../work}
            ingest: {inputs: [videos/*.json, /abs.json, "hdfs://host/x.json", "s3a://b/x.json"]}
            rank: {model: ./ranker.ubj}
            """);
    PipelineConfig config = ConfigFiles.read(List.of(file), List.of());
    assertEquals(folder.resolve("work").toString(), config.run().work());
    assertEquals(
        List.of(inner + "/videos/*.json", "/abs.json", "hdfs://host/x.json", "s3a://b/x.json"),
        config.ingest().inputs());
    assertEquals(inner.resolve("ranker.ubj").toString(), config.rank().model());
    String here = Path.of("x").toAbsolutePath().toString();
    assertEquals(here, ConfigFiles.read(List.of(file), List.of("run.work=x")).run().work());
  }

  @Test
  void everyProblemOfEveryFileAndAssignmentIsInOneMessage() throws IOException {
    Path first = file("first.yaml", "split:\n  qualty: 3\n  audio: loud\nrun: {seed: -1}\n");
    Path broken = file("broken.yaml", "run:\n  seed: [1\n");
    Path absent = folder.resolve("absent.yaml");
    assertEquals(
        List.of(
            broken + ":3: expected ',' or ']', but got <stream end>",
            absent + ": cannot be read: no such file",
            "--set nonsense: expected key=value",
            first + ":4: run.seed: was \"-1\"; allowed: a whole number from 0",
            first + ":3: split.audio: was \"loud\"; allowed: keep, drop",
            first
                + ":2: split.qualty: unknown key; allowed: audio, encoder, end-slack-seconds,"
                + " key-frame-seconds, max-clip-seconds, min-clip-seconds, quality",
            "--set rank.keep=0: rank.keep: was \"0\"; allowed: a whole number from 1 to 2147483647"),
        problemsOf(List.of(first, broken, absent), "nonsense", "rank.keep=0"));
  }

  @Test
  void anUnknownSectionIsNamedWithTheKnownOnes() throws IOException {
    assertEquals(
        "1: spilt: unknown key; allowed: download, export, ingest, keyframes, measure, rank, run, select,"
            + " split",
        problem("spilt: {quality: 3}\n"));
  }

  @Test
  void aValueOfTheWrongKindIsNamedWithItsLine() throws IOException {
    assertEquals("2: split.quality: expected a single value", problem("split:\n  quality: [3]"));
    assertEquals("1: split: expected keys and values", problem("split: 3"));
    assertEquals("2: ingest: expected keys and values", problem("# lost\ningest:\n"));
    assertEquals(
        "1: split.quality: was \"good\"; allowed: a whole number from 1 to 51",
        problem("split: {quality: good}"));
    assertEquals(
        "1: split.quality: was \"3.5\"; allowed: a whole number from 1 to 51",
        problem("split: {quality: 3.5}"));
    assertEquals(
        "1: run.max-error-share: was \"NaN\"; allowed: a number from 0 to 1",
        problem("run: {max-error-share: NaN}"));
    assertEquals(
        "1: run.work: was \"\"; allowed: a text that is not empty", problem("run: {work: }"));
    assertEquals("1: run.work: was \"a\0b\"; allowed: a path", problem("run: {work: \"a\\0b\"}"));
    assertEquals(
        "1: ingest.columns.url: expected a single value", problem("ingest: {columns: {url: }}"));
    assertEquals("1: ingest.inputs: expected a list of texts", problem("ingest: {inputs: [[a]]}"));
  }

  @Test
  void aNumberOutOfItsRangeIsNamedWithTheRange() throws IOException {
    assertEquals(
        "1: split.quality: was \"52\"; allowed: a whole number from 1 to 51",
        problem("split: {quality: 52}"));
    assertEquals(
        "1: select.count: was \"99999999999\"; allowed: a whole number from 1 to 2147483647",
        problem("select: {count: 99999999999}"));
    assertEquals(
        "1: split.key-frame-seconds: was \"0\"; allowed: a number from 0.01 to 60",
        problem("split: {key-frame-seconds: 0}"));
  }

  @Test
  void whatIsNoYamlIsNamedWithItsLine() throws IOException {
    assertEquals("1: expected keys and values", problem("- 1\n"));
    assertEquals("3: Duplicate field 'quality'", problem("split:\n  quality: 3\n  quality: 4\n"));
    assertEquals(
        "2: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for"
            + " indentation)",
        problem("split:\n\tquality: 3\n"));
    assertEquals("1: mapping values are not allowed here", problem("a: b: c\n"));
    assertEquals(
        "2: saw the alias *all; a text that begins with * needs quotes",
        problem("ingest:\n  inputs: [*all]\n"));
    assertEquals(
        "3: expected the end, saw a document more",
        problem("run: {seed: 1}\n---\nrun: {seed: 2}\n"));
  }

  @Test
  void keysThatContradictEachOtherAreNamedTogether() throws IOException {
    assertEquals(
        List.of(
            "split.min-clip-seconds: was 61.0; allowed: up to split.max-clip-seconds, 60.0",
            "measure.min-frames: was 9; allowed: up to measure.max-frames, 8",
            "select.count: was 11; allowed: up to rank.keep, 10"),
        problemsOf(
            List.of(),
            "split.min-clip-seconds=61",
            "measure.min-frames=9",
            "measure.max-frames=8",
            "rank.keep=10",
            "select.count=11"));
  }

  @Test
  void aSectionThatLacksAKeyIsNamedWithTheKey() {
    ConfigBinder binder = new ConfigBinder();
    PipelineConfig.Rank rank =
        binder.bind(
            PipelineConfig.Rank.class,
            YamlReader.readMapping("\nmodel: m.json\nper-span: 1\n", "my.yaml", "/conf"),
            "rank");
    assertEquals(null, rank);
    assertEquals(List.of("my.yaml:2: rank.keep: missing key"), binder.problems());
    ConfigBinder whole = new ConfigBinder();
    assertEquals(
        null,
        whole.bind(
            PipelineConfig.class, YamlReader.readMapping("run: {}", "my.yaml", "/conf"), ""));
    assertTrue(whole.problems().contains("my.yaml:1: measure: missing key"));
    assertTrue(whole.problems().contains("my.yaml:1: run.seed: missing key"));
  }
}

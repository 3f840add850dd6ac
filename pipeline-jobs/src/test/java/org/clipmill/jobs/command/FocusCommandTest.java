package org.clipmill.jobs.command;

import static org.clipmill.jobs.Answer.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.npy.NpyArray;
import org.clipmill.core.npy.NpyWriter;
import org.clipmill.jobs.Answer;
import org.clipmill.jobs.Main;
import org.clipmill.jobs.demo.SearchedVideo;
import org.clipmill.media.BrokenFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command focus, as a person meets it. */
final class FocusCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private Answer focus(String... more) {
    List<String> args = new ArrayList<>(List.of("focus", "--output-dir", out().toString()));
    args.addAll(List.of(more));
    return Answer.to(args.toArray(String[]::new));
  }

  private Path out() {
    return folder.resolve("out");
  }

  private JsonNode written(String name) throws IOException {
    return JSON.readTree(out().resolve(name).toFile());
  }

  @Test
  void theSearchedThingIsFoundAndWhatCannotBeUsedIsARow() throws IOException {
    SearchedVideo video = new SearchedVideo(2);
    Path questions = video.paint(folder);
    BrokenFiles.text(folder.resolve("page.mp4"));
    BrokenFiles.soundOnly(folder.resolve("sound.mp4"), 1);
    Files.writeString(
        questions,
        Files.readString(questions)
            + SearchedVideo.VIDEO
            + ",\"  \"\n"
            + "gone.mp4,a dog\n"
            + "page.mp4,\"a cat, sleeping\"\n"
            + "sound.mp4,a bird\n"
            + SearchedVideo.VIDEO
            + ",a red heart\n");
    Answer answer = search("local[2]", questions);
    assertEquals(Main.OK, answer.code(), answer.err());
    assertTrue(answer.out().startsWith("6 questions, 4 failed; "), answer.out());
    JsonNode selected = written("selected_frames.json");
    assertTrue(answer.out().contains("failed: question 2: not_found: "), answer.out());
    assertEquals(6, selected.size());
    assertEquals(8, selected.get(0).size());
    int found = 0;
    for (JsonNode frame : selected.get(0)) {
      found += video.shows(frame.asLong()) ? 1 : 0;
    }
    assertTrue(found >= 6, selected.toString());
    JsonNode details = written("sampling_details.json");
    assertEquals(0, details.get(0).get("original_idx").asInt());
    assertEquals(selected.get(0), details.get(0).get("final_selected_frames"));
    assertEquals(
        "bad_query: Cannot ask for keyframes: the query is empty",
        details.get(1).get("error").asText());
    assertTrue(details.get(2).get("error").asText().startsWith("not_found: "));
    assertTrue(details.get(3).get("error").asText().startsWith("not_a_video: "));
    assertEquals(0, details.get(3).get("coarse_sampling").get("budget_used").asInt());
    assertTrue(details.get(4).get("error").asText().startsWith("no_video_stream: "));
    JsonNode usage = written("extraction_stats.json").get("budget_usage");
    int budget = usage.get("total_budget_used").asInt();
    assertTrue(budget > 40 && budget < 180, usage.toString());
    assertEquals(2880, usage.get("total_frames").asInt());
    assertEquals(2880.0 / budget, usage.get("frame_speedup").asDouble(), 1e-9);
    framesDependOnVideoAndQuestionOnly(questions, selected);
  }

  /** Asks the last question first, in one task at a time, and without the others. */
  private void framesDependOnVideoAndQuestionOnly(Path questions, JsonNode selected)
      throws IOException {
    List<String> lines = Files.readAllLines(questions);
    Files.write(questions, List.of(lines.get(0), lines.get(6), lines.get(1)));
    assertEquals(Main.OK, search("local[1]", questions).code());
    JsonNode again = written("selected_frames.json");
    assertEquals(2, again.size());
    assertEquals(selected.get(5), again.get(0));
    assertEquals(selected.get(0), again.get(1));
  }

  private Answer search(String master, Path questions) {
    return focus(
        "--master",
        master,
        "--dataset",
        "csv",
        "--label-file",
        questions.toString(),
        "--num-keyframes",
        "8");
  }

  @Test
  void aListOfWhichNothingCanBeUsedIsTold() throws IOException {
    Path folderOfAll = Files.createDirectories(folder.resolve("bench/data"));
    BrokenFiles.text(folderOfAll.resolve("x.mp4"));
    Files.writeString(
        folder.resolve("bench/videomme.json"), "[{\"question\": \"who\", \"videoID\": \"x\"}]");
    Answer answer =
        focus(
            "--master",
            "local[1]",
            "--dataset_name",
            "videomme",
            "--dataset_path",
            folder.resolve("bench").toString());
    assertEquals(Main.TOO_MANY_ERRORS, answer.code(), answer.err());
    assertTrue(answer.err().contains("failed: question 0: not_a_video: "), answer.err());
    assertEquals("[[]]", written("selected_frames.json").toString());
  }

  @Test
  void readyScoresGiveTheFramesOfTheOriginalInReferenceMode() throws IOException {
    Path golden = SharedFiles.require("golden/focus");
    JsonNode trace = JSON.readTree(golden.resolve("cases/gap0.46875_blip.json").toFile());
    Answer answer =
        focus(
            "--scores",
            golden.resolve(trace.get("sim").asText()).toString(),
            "--fps",
            "25",
            "--mode",
            "reference");
    assertEquals(Main.OK, answer.code(), answer.err());
    assertEquals(trace.get("selected"), written("selected_frames.json").get(0));
    assertEquals(
        83, written("sampling_details.json").get(0).at("/video_metadata/budget_used").asInt());
  }

  @Test
  void readyScoresFindTheirPeak() throws IOException {
    double[] scores = new double[6000];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.exp(-Math.pow((i - 4000) / 100.0, 2));
    }
    Path file = folder.resolve("scores.npy");
    NpyWriter.write(file, NpyArray.of(scores, scores.length));
    assertEquals(
        Main.OK, focus("--scores", file.toString(), "--fps", "25", "--num_keyframes", "5").code());
    for (JsonNode frame : written("selected_frames.json").get(0)) {
      assertTrue(Math.abs(frame.asInt() - 4000) < 100, frame.toString());
    }
  }

  @Test
  void ofFewerFramesThanAreWantedAllComeBack() throws IOException {
    Path file = folder.resolve("scores.npy");
    NpyWriter.write(file, NpyArray.of(new double[] {0.1, 0.9, 0.5}, 3));
    assertEquals(Main.OK, focus("--scores", file.toString(), "--fps", "0.5").code());
    assertEquals("[[0,1,2]]", written("selected_frames.json").toString());
  }

  @Test
  void whatCannotWorkIsNamedBeforeAnyWork() throws IOException {
    assertRefused(
        focus("--num-keyframes", "0", "--top-ratio", "1.5"),
        "--num-keyframes: was 0; allowed: 1 or more",
        "--top-ratio: was 1.5; allowed: 0 to 1",
        "focus: saw neither of --label-file and --scores; expected one of them");
    Path absent = folder.resolve("absent.json");
    assertRefused(
        focus("--label-file", absent.toString(), "--scorer", "vae-small"),
        "--label-file: no file " + absent,
        "--scorer: Was model vae-small, a vae-encoder; allowed: a text-scorer or pair-scorer");
    assertRefused(
        focus("--scores", absent.toString(), "--fps", "0"),
        "--fps: was 0.0; allowed with --scores: more than 0");
    assertRefused(
        focus("--scores", absent.toString(), "--fps", "25"), "--scores: no file " + absent);
    Answer unknown = focus("--scores", "x", "--interpolation_method", "cubic");
    assertEquals(Main.BAD_SETTINGS, unknown.code());
    assertTrue(unknown.err().contains("cubic"), unknown.err());
    assertFalse(Files.exists(out()));
  }

  @Test
  void listsOfTheWrongShapeAreNamed() throws IOException {
    Path object = Files.writeString(folder.resolve("object.json"), "{\"question\": 1}");
    assertRefused(
        focus("--label-file", object.toString()),
        "--label-file: "
            + object
            + " holds object; expected a list of entries with question and video_path");
    Path entries =
        Files.writeString(
            folder.resolve("entries.json"),
            "[{\"question\": \"who\", \"video_path\": \"a.mp4\"}, {\"question\": \"who\"}, 3]");
    assertRefused(
        focus("--label-file", entries.toString()),
        "--label-file: " + entries + ", entry 1, entry 2: expected texts question and video_path");
    Path none = Files.writeString(folder.resolve("none.json"), "[]");
    assertRefused(
        focus("--dataset", "videomme", "--label-file", none.toString()),
        "--label-file: " + none + " holds no question");
    Path csv = Files.writeString(folder.resolve("bad.csv"), "film,query\na,b\n");
    assertRefused(
        focus("--dataset", "csv", "--label-file", csv.toString()),
        "--label-file: "
            + csv
            + " begins with [film, query]; expected a header with video and query");
  }

  @Test
  void aTemperatureAtWhichTooFewFramesHaveAChanceFailsTheQuestion() throws IOException {
    double[] scores = new double[20_000];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.abs(Math.sin(i));
    }
    Path file = folder.resolve("scores.npy");
    NpyWriter.write(file, NpyArray.of(scores, scores.length));
    Answer answer =
        focus(
            "--scores",
            file.toString(),
            "--fps=25",
            "--mode=reference",
            "--temperature=1e-5",
            "--num_keyframes=64");
    assertEquals(Main.TOO_MANY_ERRORS, answer.code(), answer.err());
    assertTrue(answer.err().contains("only 3 have a chance"), answer.err());
    assertTrue(
        written("sampling_details.json").get(0).get("error").asText().contains("Cannot draw"));
    assertEquals(0, written("selected_frames.json").get(0).size());
  }

  @Test
  void aFolderOfVideosThatIsNotThereIsNamedBeforeWork() throws IOException {
    Path questions = Files.writeString(folder.resolve("q.csv"), "video,query\na.mp4,a star\n");
    Path root = folder.resolve("gone");
    assertRefused(
        focus("--dataset=csv", "--label-file=" + questions, "--video-root=" + root),
        "--video-root: no folder " + root);
  }

  @Test
  void scoresOfTheWrongShapeAreNamed() throws IOException {
    Path square = folder.resolve("square.npy");
    NpyWriter.write(square, NpyArray.of(new double[4], 2, 2));
    assertRefused(
        focus("--scores", square.toString(), "--fps", "25"),
        "--scores: saw shape [2, 2] in " + square + "; expected one number per frame");
    Path odd = folder.resolve("odd.npy");
    NpyWriter.write(odd, NpyArray.of(new double[] {1, Double.NaN}, 2));
    assertRefused(
        focus("--scores", odd.toString(), "--fps", "25"),
        "--scores: was NaN at frame 1 of " + odd + "; allowed: numbers");
    Path none = folder.resolve("none.npy");
    NpyWriter.write(none, NpyArray.of(new double[0], 0));
    assertRefused(
        focus("--scores", none.toString(), "--fps", "25"),
        "--scores: saw no score in " + none + "; expected one per frame");
  }
}

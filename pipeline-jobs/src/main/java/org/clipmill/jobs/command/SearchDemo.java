package org.clipmill.jobs.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.clipmill.jobs.Main;
import org.clipmill.jobs.demo.SearchedVideo;
import org.clipmill.jobs.run.Console;

/** Lets FOCUS find a thing in a longer video, of which is known where it is. */
record SearchDemo(SearchedVideo video) {
  private static final int KEYFRAMES = 8;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final String MARGIN = " ".repeat(19);

  /**
   * Paints, searches and tells what came of it; what was painted or found before stays.
   *
   * @param folder of the demo; its folders {@code videos} and {@code search} are made
   */
  void show(Path folder, Console console) throws IOException {
    Path videos = Files.createDirectories(folder.resolve("videos"));
    Path found = folder.resolve("search");
    Path questions = videos.resolve("questions.csv");
    if (Files.notExists(questions)) {
      console.line("Painting a video of " + video.minutes() + " minutes to search ...");
      video.paint(videos);
    }
    List<String> command = command(questions, found);
    if (Files.notExists(found.resolve("extraction_stats.json"))) {
      StringWriter said = new StringWriter();
      int code =
          Main.run(
              command.toArray(String[]::new), new PrintWriter(said), new PrintWriter(said, true));
      if (code != Main.OK) {
        console.line("Keyframes          failed: clipmill " + String.join(" ", command));
        console.line(said.toString());
        return;
      }
    }
    tell(found, command, console);
  }

  private static List<String> command(Path questions, Path found) {
    return List.of(
        "focus",
        "--dataset=csv",
        "--label-file=" + questions,
        "--num-keyframes=" + KEYFRAMES,
        "--output-dir=" + found);
  }

  private void tell(Path found, List<String> command, Console console) throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode picks = json.readTree(found.resolve("selected_frames.json").toFile()).path(0);
    JsonNode stats = json.readTree(found.resolve("extraction_stats.json").toFile());
    List<Long> frames =
        StreamSupport.stream(picks.spliterator(), false).map(JsonNode::asLong).toList();
    long even =
        LongStream.range(0, KEYFRAMES)
            .filter(i -> video.shows((2 * i + 1) * video.frames() / (2 * KEYFRAMES)))
            .count();
    console.line(
        "Keyframes          of %s, %d minutes: where is \"%s\"?"
            .formatted(SearchedVideo.VIDEO, video.minutes(), SearchedVideo.QUERY));
    console.line(
        "  it was there     from %s to %s, nowhere else"
            .formatted(time(video.firstSecond()), time(video.endSecond())));
    console.line(
        "  FOCUS picked     frames "
            + frames.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    console.line(
        MARGIN
            + "at "
            + frames.stream()
                .map(frame -> time((double) frame / SearchedVideo.FPS))
                .collect(Collectors.joining(" ")));
    console.line(
        MARGIN
            + "%d of %d show it; of %d at even distances %d would"
                .formatted(
                    frames.stream().filter(video::shows).count(), frames.size(), KEYFRAMES, even));
    console.line(
        "  and looked at    %d of %d frames"
            .formatted(
                stats.at("/budget_usage/total_budget_used").asLong(),
                stats.at("/budget_usage/total_frames").asLong()));
    console.line("  by               clipmill " + String.join(" ", command));
  }

  private static String time(double seconds) {
    int minutes = (int) (seconds / SECONDS_PER_MINUTE);
    return String.format(Locale.ROOT, "%d:%04.1f", minutes, seconds - minutes * SECONDS_PER_MINUTE);
  }
}

package org.clipmill.jobs.focus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.clipmill.core.config.ConfigException;

/** A list of questions about videos, as benchmarks write it. */
public enum QuestionFile {
  /** JSON of LongVideoBench: entries with {@code question} and {@code video_path}. */
  LONGVIDEOBENCH("question", "video_path", "", "lvb_val.json", "videos"),
  /**
   * JSON of Video-MME: entries with {@code question} and {@code videoID}, the file without .mp4.
   */
  VIDEOMME("question", "videoID", ".mp4", "videomme.json", "data"),
  /** CSV with a header; the columns {@code video} and {@code query}. */
  CSV("query", "video", "", "questions.csv", "videos");

  private static final int MOST_PROBLEMS = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String query;
  private final String video;
  private final String ending;
  private final String labels;
  private final String videos;

  QuestionFile(String query, String video, String ending, String labels, String videos) {
    this.query = query;
    this.video = video;
    this.ending = ending;
    this.labels = labels;
    this.videos = videos;
  }

  /** Gives the list in the folder of a benchmark, as the original looks for it. */
  public Path labelsIn(Path folder) {
    return folder.resolve(labels);
  }

  /** Gives the folder of the videos in the folder of a benchmark. */
  public Path videosIn(Path folder) {
    return folder.resolve(videos);
  }

  /**
   * Reads a list.
   *
   * @param root folder of the videos: a local path or a URI
   * @return at least one question, in the order of the file
   * @throws ConfigException if the file cannot be read, has another shape, or no question
   */
  public List<Question> read(Path file, String root) {
    try {
      String text = Files.readString(file);
      List<Question> questions = this == CSV ? csv(text, file, root) : json(text, file, root);
      if (questions.isEmpty()) {
        throw new ConfigException("--label-file: " + file + " holds no question");
      }
      return questions;
    } catch (NoSuchFileException e) {
      throw new ConfigException("--label-file: no file " + file);
    } catch (IOException e) {
      throw new ConfigException("--label-file: cannot read " + file + ": " + e);
    }
  }

  private List<Question> json(String text, Path file, String root) {
    JsonNode entries;
    try {
      entries = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ConfigException("--label-file: " + file + " is no JSON: " + e.getOriginalMessage());
    }
    if (!entries.isArray()) {
      throw new ConfigException(
          "--label-file: %s holds %s; expected a list of entries with %s and %s"
              .formatted(
                  file, entries.getNodeType().toString().toLowerCase(Locale.ROOT), query, video));
    }
    List<Question> questions = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      JsonNode entry = entries.get(i);
      if (entry.path(video).isTextual() && entry.path(query).isTextual()) {
        questions.add(question(i, entry.get(video).asText(), entry.get(query).asText(), root));
      } else {
        problems.add("entry " + i);
      }
    }
    failIfAny(problems, file);
    return questions;
  }

  private List<Question> csv(String text, Path file, String root) {
    List<List<String>> lines = CsvText.read(text);
    List<String> header = lines.isEmpty() ? List.of() : lines.get(0);
    int videoAt = header.indexOf(video);
    int queryAt = header.indexOf(query);
    if (videoAt < 0 || queryAt < 0) {
      throw new ConfigException(
          "--label-file: %s begins with %s; expected a header with %s and %s"
              .formatted(file, header, video, query));
    }
    List<Question> questions = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      List<String> line = lines.get(i);
      if (line.size() == header.size() && !line.get(videoAt).isEmpty()) {
        questions.add(question(i - 1, line.get(videoAt), line.get(queryAt), root));
      } else {
        problems.add("record " + i);
      }
    }
    failIfAny(problems, file);
    return questions;
  }

  private void failIfAny(List<String> problems, Path file) {
    if (!problems.isEmpty()) {
      int shown = Math.min(MOST_PROBLEMS, problems.size());
      String more = problems.size() > shown ? " and " + (problems.size() - shown) + " more" : "";
      throw new ConfigException(
          "--label-file: %s, %s%s: expected texts %s and %s"
              .formatted(file, String.join(", ", problems.subList(0, shown)), more, query, video));
    }
  }

  private Question question(int index, String name, String text, String root) {
    boolean isWhole = name.startsWith("/") || name.contains(":/");
    String path = (isWhole ? name : root + "/" + name) + ending;
    return new Question(index, name, path, text);
  }
}

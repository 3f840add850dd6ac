package org.clipmill.jobs.focus;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The three files that the original writes: {@code selected_frames.json}, a list of indices per
 * question; {@code sampling_details.json}, how they were found; {@code extraction_stats.json}, what
 * it cost. A question that failed has no frames, and its details an {@code error}.
 */
public final class FocusFiles implements AutoCloseable {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final String DRAFT = "sampling_details.json.draft";
  private static final double SECONDS_PER_HOUR = 3600;
  private static final String NO_LOOK =
      "{\"frame_indices\":[],\"relevance_scores\":[],\"temporal_order\":[],\"budget_used\":0}";

  /** What the original writes of a video that it could not read. */
  private static final String NO_DETAILS =
      "{\"coarse_sampling\":%s,\"fine_sampling\":%s,\"arms_info\":{\"total_arms\":0,\"frames_per_arm\":0,"
              .formatted(NO_LOOK, NO_LOOK)
          + "\"arms\":[]},\"arm_selection_probabilities\":[],\"final_selected_frames\":[],"
          + "\"video_metadata\":{\"total_frames\":0,\"fps\":0.0,\"duration_seconds\":0.0,"
          + "\"budget_used\":0}}";

  private final Path folder;
  private final ArrayNode selected = JSON.createArrayNode();
  private final JsonGenerator details;
  private long budget;
  private long frames;
  private double videoSeconds;
  private double workSeconds;
  private int answered;
  private int failed;
  private String lastFailure = "";

  private FocusFiles(Path folder, JsonGenerator details) {
    this.folder = folder;
    this.details = details;
  }

  /** Starts the files in a folder, which must be there. */
  public static FocusFiles in(Path folder) {
    try {
      OutputStream out = Files.newOutputStream(folder.resolve(DRAFT));
      JsonGenerator details = JSON.createGenerator(out);
      details.writeStartArray();
      return new FocusFiles(folder, details);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds what was found for a question; to be called in the order of the questions.
   *
   * @param detailsJson how it was found, as one line of JSON
   * @param seconds how long it took
   */
  public void add(Answer answer, String detailsJson, double seconds) {
    answered++;
    budget += answer.scored();
    frames += answer.frames();
    videoSeconds += answer.videoSeconds();
    workSeconds += seconds;
    ArrayNode indices = selected.addArray();
    answer.selected().forEach(indices::add);
    write(detailsJson, "");
  }

  /** Adds a question that failed. */
  public void addFailed(String message, double seconds) {
    answered++;
    failed++;
    lastFailure = message;
    workSeconds += seconds;
    selected.addArray();
    write(NO_DETAILS, message);
  }

  /**
   * What is counted of an answer.
   *
   * @param selected indices of the keyframes
   * @param frames of the video
   * @param scored how many of them were scored
   */
  public record Answer(List<Long> selected, long frames, long scored, double videoSeconds) {}

  private void write(String detailsJson, String error) {
    try {
      ObjectNode entry = JSON.createObjectNode().put("original_idx", answered - 1);
      entry.setAll((ObjectNode) JSON.readTree(detailsJson));
      if (!error.isEmpty()) {
        entry.put("error", error);
      }
      JSON.writeValue(details, entry);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write details", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives how many questions failed. */
  public int failed() {
    return failed;
  }

  /** Gives what was wrong with the question that failed last; empty if none did. */
  public String lastFailure() {
    return lastFailure;
  }

  /** Gives how many frames were scored. */
  public long budget() {
    return budget;
  }

  /** Gives how many frames the videos have. */
  public long frames() {
    return frames;
  }

  /**
   * Writes the two other files. Hours of a GPU are null there: they are not measured.
   *
   * @param tasks how many tasks could run at once
   */
  public void finish(Map<String, Object> parameters, int tasks) {
    Map<String, Object> stats = new LinkedHashMap<>();
    Map<String, @Nullable Object> gpu = new LinkedHashMap<>();
    gpu.put("total_gpu_hours", null);
    gpu.put("num_workers", tasks);
    gpu.put("avg_gpu_hours_per_worker", null);
    gpu.put("total_worker_hours", workSeconds / SECONDS_PER_HOUR);
    stats.put("gpu_usage", gpu);
    Map<String, Object> usage = new LinkedHashMap<>();
    usage.put("total_budget_used", budget);
    usage.put("total_videos_processed", answered);
    usage.put("total_videos_failed", failed);
    usage.put("total_frames", frames);
    usage.put("total_duration_sec", videoSeconds);
    usage.put("total_duration_hours", videoSeconds / SECONDS_PER_HOUR);
    usage.put("frame_speedup", budget > 0 ? (double) frames / budget : 0.0);
    usage.put("time_speedup", budget > 0 ? videoSeconds / budget : 0.0);
    stats.put("budget_usage", usage);
    stats.put("algorithm_params", parameters);
    stats.put("timestamp", LocalDateTime.now(ZoneId.systemDefault()).format(STAMP));
    Path target = folder.resolve("selected_frames.json");
    stats.put("output_path", target.toString());
    stats.put("experiment_name", String.valueOf(folder.getFileName()));
    try {
      details.writeEndArray();
      details.close();
      Files.move(
          folder.resolve(DRAFT),
          folder.resolve("sampling_details.json"),
          StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(target, selected + "\n");
      JSON.writeValue(folder.resolve("extraction_stats.json").toFile(), stats);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves what an earlier run wrote as it is if {@link #finish} was not reached. */
  @Override
  public void close() {
    try {
      details.close();
      Files.deleteIfExists(folder.resolve(DRAFT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.clipmill.udfs.sql;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.feature.ClipClock;
import org.clipmill.core.feature.ClipFeatures;
import org.clipmill.core.feature.SamplingClock;
import org.clipmill.core.frame.FrameSource;
import org.clipmill.media.FfmpegFrameSource;
import org.clipmill.udfs.ClipInstruments;
import org.clipmill.udfs.FeatureColumns;
import org.clipmill.udfs.Storage;
import org.jspecify.annotations.Nullable;

/**
 * Measures the clips that the functions of one task ask for. Instruments are opened when they are
 * first needed and closed with the task.
 *
 * <p>Spark may ask for one row twice, as when it filters by an answer before it gives it; the last
 * answer is kept, so that the clip is decoded once.
 */
final class TaskClips implements AutoCloseable {
  private static final Map<Long, TaskClips> OF_TASKS = new ConcurrentHashMap<>();

  private record Asked(ClipQuestion question, @Nullable String modelId) {}

  private record Answered(Asked asked, String path, Row answer) {}

  private final SqlSettings settings = SqlSettings.ofApplication();
  private final Storage storage = new Storage(settings.fileSystems(), "");
  private final Map<Asked, ClipInstruments> instruments = new HashMap<>();
  private @Nullable Answered last;
  private boolean isClosed;

  private TaskClips() {}

  /**
   * Measures a clip, or says what is wrong with it.
   *
   * @param path the file: a local path or a URI that Hadoop's file systems open
   * @return an answer of the question's type
   * @throws org.clipmill.core.config.ConfigException if the settings or the model cannot be used
   */
  static Row ask(ClipQuestion question, String path, @Nullable String modelId) {
    Asked asked = new Asked(question, modelId);
    TaskContext task = TaskContext.get();
    if (task != null) {
      return ofTask(task).answer(asked, path);
    }
    // Spark evaluates rows that stand in the query itself while it plans, outside of any task.
    try (TaskClips once = new TaskClips()) {
      return once.answer(asked, path);
    }
  }

  private static TaskClips ofTask(TaskContext task) {
    return OF_TASKS.computeIfAbsent(
        task.taskAttemptId(),
        id -> {
          TaskClips clips = new TaskClips();
          TaskCompletionListener closing = ended -> close(id);
          task.addTaskCompletionListener(closing);
          return clips;
        });
  }

  private static void close(long task) {
    TaskClips ended = OF_TASKS.remove(task);
    if (ended != null) {
      ended.close();
    }
  }

  /** Gives how many tasks hold instruments now. */
  static int openTasks() {
    return OF_TASKS.size();
  }

  /** A task may have more than one thread, as when rows pass through Python. */
  private synchronized Row answer(Asked asked, String path) {
    if (isClosed) {
      throw new IllegalStateException("Cannot measure " + path + ": the task has ended");
    }
    if (last == null || !last.asked().equals(asked) || !last.path().equals(path)) {
      last = new Answered(asked, path, measured(asked, path));
    }
    return last.answer();
  }

  private Row measured(Asked asked, String path) {
    ClipInstruments opened =
        instruments.computeIfAbsent(
            asked, wish -> wish.question().instruments(settings, wish.modelId()));
    try (Storage.LocalFile local = storage.read(path);
        FrameSource source = FfmpegFrameSource.open(local.path())) {
      CountingClock clock = new CountingClock(new ClipClock(settings.periodMicros()));
      ClipFeatures features = opened.measurer().measure(source, clock);
      Map<String, Object> columns = FeatureColumns.of(features);
      columns.put("width", source.width());
      columns.put("height", source.height());
      columns.put("fps", source.frameRate().framesPerSecond());
      columns.put("num_frames", clock.frames);
      return asked.question().answer(columns);
    } catch (ClipException problem) {
      return asked.question().answer(problem);
    }
  }

  /** Counts the frames that go by. */
  private static final class CountingClock implements SamplingClock {
    private final SamplingClock clock;
    private long frames;

    CountingClock(SamplingClock clock) {
      this.clock = clock;
    }

    @Override
    public boolean chooses(long index, long timeMicros) {
      frames++;
      return clock.chooses(index, timeMicros);
    }
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    instruments.values().forEach(ClipInstruments::close);
    instruments.clear();
  }
}

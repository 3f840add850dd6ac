package org.clipmill.jobs.focus;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.focus.FocusMode;
import org.clipmill.core.focus.FocusResult;
import org.clipmill.core.focus.FocusSettings;
import org.clipmill.core.focus.FocusTask;
import org.clipmill.core.focus.GapRule;
import org.clipmill.core.npy.NpyArray;
import org.clipmill.core.recipe.Json;

/** The relevance of every frame of a video, ready in a file. */
public final class ScoreFile {
  private static final double NANOS_PER_SECOND = 1e9;

  private final double[] scores;

  private ScoreFile(double[] scores) {
    this.scores = scores;
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException if there is none, it is no array of one dimension, it holds no score,
   *     or a value is not a finite number
   */
  public static ScoreFile read(Path file) {
    NpyArray array;
    try {
      array = NpyArray.read(file);
    } catch (NoSuchFileException e) {
      throw new ConfigException("--scores: no file " + file);
    } catch (IOException e) {
      throw new ConfigException("--scores: " + e.getMessage());
    }
    if (array.isText() || array.shape().size() != 1) {
      String saw = array.isText() ? "texts" : "shape " + array.shape();
      throw new ConfigException(
          "--scores: saw " + saw + " in " + file + "; expected one number per frame");
    }
    double[] scores = array.doubles();
    if (scores.length == 0) {
      throw new ConfigException("--scores: saw no score in " + file + "; expected one per frame");
    }
    for (int i = 0; i < scores.length; i++) {
      if (!Double.isFinite(scores[i])) {
        throw new ConfigException(
            "--scores: was " + scores[i] + " at frame " + i + " of " + file + "; allowed: numbers");
      }
    }
    return new ScoreFile(scores);
  }

  /**
   * Picks keyframes; the seed is taken as it is, so that the original's draws can be repeated.
   *
   * @param files get the answer, or why there is none
   */
  public void pick(
      FocusMode mode,
      FocusSettings settings,
      GapRule gap,
      double fps,
      int keyframes,
      long seed,
      FocusFiles files) {
    long start = System.nanoTime();
    FocusTask task = FocusTask.withGap(scores.length, fps, keyframes, gap);
    FocusResult result;
    try {
      result =
          mode.pick(
              task,
              settings,
              frames -> Arrays.stream(frames).mapToDouble(frame -> scores[frame]).toArray(),
              seed);
    } catch (ClipException problem) {
      files.addFailed(problem.getMessage() + "", (System.nanoTime() - start) / NANOS_PER_SECOND);
      return;
    }
    files.add(
        new FocusFiles.Answer(
            result.frames().stream().map(Integer::longValue).toList(),
            scores.length,
            result.scoredFrames(),
            task.seconds()),
        Json.ordered(result.details()),
        (System.nanoTime() - start) / NANOS_PER_SECOND);
  }
}

package org.clipmill.core.focus;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How FOCUS came to its frames, with the names of the original's {@code sampling_details.json}.
 *
 * @param armSelectionProbabilities for each arm the share of the frames taken from arms that came
 *     from it; empty where none was to be taken from arms
 * @param finalSelectedFrames what was picked, by time
 */
@JsonNaming(SnakeCaseStrategy.class)
public record SamplingDetails(
    Look coarseSampling,
    Look fineSampling,
    Arms armsInfo,
    List<Double> armSelectionProbabilities,
    List<Integer> finalSelectedFrames,
    Video videoMetadata) {

  /** Copies the lists. */
  public SamplingDetails {
    armSelectionProbabilities = List.copyOf(armSelectionProbabilities);
    finalSelectedFrames = List.copyOf(finalSelectedFrames);
  }

  /**
   * The frames that were scored in one step.
   *
   * @param frameIndices in the order in which they were asked for
   * @param relevanceScores their scores, in that order
   * @param temporalOrder the same by time
   * @param budgetUsed how many they are
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Look(
      List<Integer> frameIndices,
      List<Double> relevanceScores,
      List<Moment> temporalOrder,
      int budgetUsed) {

    /** Copies the lists. */
    public Look {
      frameIndices = List.copyOf(frameIndices);
      relevanceScores = List.copyOf(relevanceScores);
      temporalOrder = List.copyOf(temporalOrder);
    }

    static Look of(ScoredFrames scored, int from, int to, double fps) {
      int[] frames = scored.frames();
      List<Moment> moments =
          IntStream.range(from, to)
              .mapToObj(
                  i -> new Moment(frames[i], scored.scores()[i], frames[i] / Math.max(1, fps)))
              .toList();
      return new Look(
          moments.stream().map(Moment::frameIdx).toList(),
          moments.stream().map(Moment::score).toList(),
          moments.stream().sorted(Comparator.comparingInt(Moment::frameIdx)).toList(),
          moments.size());
    }
  }

  /**
   * A scored frame.
   *
   * @param timestamp index through frame rate, in seconds; a rate below 1 counts as 1
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Moment(int frameIdx, double score, double timestamp) {}

  /**
   * The division of the video.
   *
   * @param framesPerArm length of the first arm; 0 if there is none
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Arms(int totalArms, int framesPerArm, List<ArmFacts> arms) {

    /** Copies the list. */
    public Arms {
      arms = List.copyOf(arms);
    }
  }

  /**
   * What was known of one arm in the end.
   *
   * @param endFrame its last frame
   * @param focusScore upper bound of its mean relevance
   * @param focusAfterCoarse the same after the first step
   * @param focusAfterFine the same after the second; null if no frame was scored there
   * @param timesSelected how many frames were taken from it as from an arm
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record ArmFacts(
      int armId,
      int startFrame,
      int endFrame,
      double focusScore,
      double focusAfterCoarse,
      @Nullable Double focusAfterFine,
      int timesSelected,
      double meanSimilarity,
      double variance,
      int samplesCount) {

    static ArmFacts of(int id, Arm arm, double boundAfterCoarse, boolean hasFine, int taken) {
      return new ArmFacts(
          id,
          arm.first(),
          arm.last(),
          arm.bound(),
          boundAfterCoarse,
          hasFine ? arm.bound() : null,
          taken,
          arm.mean(),
          arm.variance(),
          arm.frames().length);
    }
  }

  /**
   * The video and what it cost.
   *
   * @param budgetUsed how many frames were scored
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Video(int totalFrames, double fps, double durationSeconds, int budgetUsed) {}

  /**
   * Writes down how frames were found.
   *
   * @param coarse how many of the scored frames belong to the first step
   */
  static SamplingDetails of(
      FocusTask task,
      ScoredFrames scored,
      int coarse,
      List<ArmFacts> arms,
      List<Double> armShares,
      List<Keyframe> keyframes) {
    int framesPerArm = arms.isEmpty() ? 0 : arms.get(0).endFrame() - arms.get(0).startFrame() + 1;
    return new SamplingDetails(
        Look.of(scored, 0, coarse, task.fps()),
        Look.of(scored, coarse, scored.count(), task.fps()),
        new Arms(arms.size(), framesPerArm, arms),
        armShares,
        keyframes.stream().map(Keyframe::frame).toList(),
        new Video(task.frames(), task.fps(), task.seconds(), scored.count()));
  }
}

package org.clipmill.udfs.focus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.clipmill.core.encode.FrameTextScorer;
import org.clipmill.core.focus.Relevance;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.media.VideoFrames;

/**
 * How relevant frames of a video are to a text, by a model: asked frames are decoded, without the
 * rest of the video, and scored a batch at a time. One batch of frames is held.
 */
final class DecodedRelevance implements Relevance {
  private final VideoFrames video;
  private final FrameTextScorer.Query query;
  private final int batchSize;

  DecodedRelevance(VideoFrames video, FrameTextScorer.Query query, int batchSize) {
    this.video = video;
    this.query = query;
    this.batchSize = batchSize;
  }

  @Override
  public double[] scores(int[] frames) {
    Batch batch = new Batch();
    video.read(frames, batch::add);
    batch.score();
    double[] scores = new double[frames.length];
    for (int i = 0; i < frames.length; i++) {
      scores[i] = batch.scoreOf(frames[i]);
    }
    return scores;
  }

  @Override
  public OptionalInt cheapFrame(int wished, int first, int last) {
    return video.keyFrame(wished, first, last);
  }

  /** Gives the same scores, with every frame as cheap as another. */
  Relevance atAnyFrame() {
    return frames -> scores(frames);
  }

  /** Frames that wait for the model, and the scores of those that did. */
  private final class Batch {
    private final List<Integer> numbers = new ArrayList<>();
    private final List<RgbFrame> pictures = new ArrayList<>();
    private final Map<Integer, Double> scored = new HashMap<>();

    void add(int number, RgbFrame picture) {
      numbers.add(number);
      byte[] bytes = batchSize == 1 ? picture.bytes() : picture.bytes().clone();
      pictures.add(new RgbFrame(picture.width(), picture.height(), bytes));
      if (pictures.size() >= batchSize) {
        score();
      }
    }

    void score() {
      double[] scores = query.scores(pictures);
      for (int i = 0; i < scores.length; i++) {
        scored.put(numbers.get(i), scores[i]);
      }
      numbers.clear();
      pictures.clear();
    }

    double scoreOf(int number) {
      Double score = scored.get(number);
      if (score == null) {
        throw new IllegalStateException("Frame " + number + " was asked for and not scored");
      }
      return score;
    }
  }
}

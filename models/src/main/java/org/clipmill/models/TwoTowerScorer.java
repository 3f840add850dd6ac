package org.clipmill.models;

import java.util.List;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.encode.FrameTextScorer;
import org.clipmill.core.frame.RgbFrame;
import org.jspecify.annotations.Nullable;

/**
 * Compares the vector of a text, made once, with that of each frame (CLIP, SigLIP). The towers lie
 * in two files or in one; in one, frames go through beside the shortest text there is, and the text
 * beside a frame of nothing.
 */
final class TwoTowerScorer implements FrameTextScorer {
  private final ModelEntry entry;
  private final Tokenizer tokenizer;
  private final FrameRunner frames;
  private final TextRunner texts;
  private final @Nullable Tokens besideFrames;

  TwoTowerScorer(LoadedModel model) {
    this.entry = model.entry();
    this.tokenizer = model.tokenizer();
    Network vision = model.vision();
    this.texts = new TextRunner(entry, model.text());
    this.frames = new FrameRunner(entry, vision);
    this.besideFrames = vision.binding().isJoint() ? tokenizer.shortest() : null;
  }

  @Override
  public int batchSize() {
    return frames.batchSize();
  }

  @Override
  public Query query(String text) {
    float[] vector = texts.run(Texts.tokens(entry, tokenizer, text));
    return asked -> scores(vector, asked);
  }

  private double[] scores(float[] text, List<RgbFrame> asked) {
    List<FrameCode> codes = frames.run(asked, besideFrames);
    double[] scores = new double[codes.size()];
    for (int i = 0; i < scores.length; i++) {
      float[] frame = codes.get(i).values();
      if (frame.length != text.length) {
        throw new ClipException(
            ClipError.MODEL_FAILED,
            "Cannot compare by model "
                + entry.id()
                + ": saw a frame of "
                + frame.length
                + " numbers and a text of "
                + text.length);
      }
      scores[i] = Texts.finite(entry, entry.score().of(cosine(text, frame)));
    }
    return scores;
  }

  /** Gives the cosine; 0 if a vector is all zeros and has no direction. */
  private static double cosine(float[] a, float[] b) {
    double product = 0.0;
    double aa = 0.0;
    double bb = 0.0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return aa == 0.0 || bb == 0.0 ? 0.0 : product / Math.sqrt(aa * bb);
  }

  @Override
  public void close() {
    frames.close();
    texts.close();
  }
}

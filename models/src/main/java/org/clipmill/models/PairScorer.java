package org.clipmill.models;

import java.util.List;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.encode.FrameTextScorer;
import org.clipmill.core.frame.RgbFrame;

/**
 * Lets a network look at frame and text together (BLIP-ITM) and gives the probability that they
 * match: the softmax of "no match" and "match".
 */
final class PairScorer implements FrameTextScorer {
  private final ModelEntry entry;
  private final Tokenizer tokenizer;
  private final FrameRunner pairs;

  PairScorer(LoadedModel model) {
    this.entry = model.entry();
    this.tokenizer = model.tokenizer();
    this.pairs = new FrameRunner(entry, model.vision());
  }

  @Override
  public int batchSize() {
    return pairs.batchSize();
  }

  @Override
  public Query query(String text) {
    Tokens tokens = Texts.tokens(entry, tokenizer, text);
    return asked -> scores(tokens, asked);
  }

  private double[] scores(Tokens tokens, List<RgbFrame> asked) {
    List<FrameCode> codes = pairs.run(asked, tokens);
    double[] scores = new double[codes.size()];
    for (int i = 0; i < scores.length; i++) {
      float[] logits = codes.get(i).values();
      scores[i] = Texts.finite(entry, 1.0 / (1.0 + Math.exp((double) logits[0] - logits[1])));
    }
    return scores;
  }

  @Override
  public void close() {
    pairs.close();
  }
}

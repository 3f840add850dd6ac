package org.clipmill.models;

import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.encode.ShotBoundaries;
import org.clipmill.core.encode.ShotDetector;
import org.clipmill.core.frame.FrameTransform;
import org.clipmill.core.frame.ResizeFilter;
import org.clipmill.core.frame.RgbFrame;
import org.jspecify.annotations.Nullable;

/**
 * TransNetV2: looks at windows of 100 small frames and believes the middle 50 of each. Before the
 * first frame stand 25 copies of it, behind the last one as many as fill the last window. Source:
 * Soucek and Lokoc, "TransNet V2", 2020, and the inference program of its authors.
 */
final class OnnxShotDetector implements ShotDetector {
  /** Frames that the model looks at together. */
  static final int WINDOW = 100;

  private static final int STEP = 50;
  private static final int MARGIN = (WINDOW - STEP) / 2;
  private static final ResizeRule USUAL =
      new ResizeRule.Exact(new ImageInput.FrameSize(48, 27), ResizeFilter.BILINEAR);

  private final ModelEntry entry;
  private final Network network;
  private final PixelBuffer memory;
  private final Predictor<List<RgbFrame>, ShotBoundaries> predictor;
  private final FrameTransform resize;
  private boolean closed;

  OnnxShotDetector(ModelEntry entry, Network network) {
    this.entry = entry;
    this.network = network;
    this.memory = network.takeBuffer();
    this.predictor =
        network.predictor(new ShotTranslator(network.binding(), entry.output().values(), memory));
    this.resize = rule(entry).newTransform();
  }

  private static ResizeRule rule(ModelEntry entry) {
    ResizeRule rule = entry.input().resize();
    return rule == null ? USUAL : rule;
  }

  /** Looks at one window of black. */
  void tryOut() {
    ImageInput.FrameSize size = rule(entry).size();
    byte[] black = new byte[RgbFrame.CHANNELS * size.width() * size.height()];
    RgbFrame frame = new RgbFrame(size.width(), size.height(), black);
    run(Collections.nCopies(WINDOW, frame));
  }

  @Override
  public ShotBoundaries detect(Iterable<RgbFrame> frames) {
    if (closed) {
      throw new IllegalStateException("Cannot run model " + entry.id() + ": it is closed");
    }
    Windows windows = new Windows();
    for (RgbFrame frame : frames) {
      RgbFrame small = resize.apply(frame);
      byte[] own = Arrays.copyOf(small.bytes(), RgbFrame.CHANNELS * small.width() * small.height());
      windows.add(new RgbFrame(small.width(), small.height(), own));
    }
    return windows.finish();
  }

  private ShotBoundaries run(List<RgbFrame> window) {
    try {
      return predictor.predict(window);
    } catch (TranslateException e) {
      throw new ClipException(
          ClipError.MODEL_FAILED,
          "Cannot run model " + entry.id() + " on " + WINDOW + " frames: " + LoadedModel.deepest(e),
          e);
    }
  }

  /** The window that slides over one video, and what was found so far. */
  private final class Windows {
    private final List<RgbFrame> waiting = new ArrayList<>();
    private final Probabilities ends = new Probabilities();
    private final Probabilities transitions = new Probabilities();
    private @Nullable RgbFrame last;
    private int frames;

    void add(RgbFrame frame) {
      int copies = frames == 0 ? MARGIN + 1 : 1;
      frames++;
      last = frame;
      push(frame, copies);
    }

    private void push(RgbFrame frame, int copies) {
      for (int i = 0; i < copies; i++) {
        waiting.add(frame);
        if (waiting.size() == WINDOW) {
          ShotBoundaries found = run(List.copyOf(waiting));
          ends.addMiddle(found.ends());
          transitions.addMiddle(found.transitions());
          waiting.subList(0, STEP).clear();
        }
      }
    }

    ShotBoundaries finish() {
      if (last != null) {
        int rest = frames % STEP == 0 ? STEP : frames % STEP;
        push(last, MARGIN + STEP - rest);
      }
      return new ShotBoundaries(ends.first(frames), transitions.first(frames));
    }
  }

  /** A list of floats that grows by the middles of windows. */
  private static final class Probabilities {
    private float[] values = new float[STEP];
    private int count;

    void addMiddle(float[] window) {
      if (window.length == 0) {
        return;
      }
      if (count + STEP > values.length) {
        values = Arrays.copyOf(values, 2 * values.length);
      }
      System.arraycopy(window, MARGIN, values, count, STEP);
      count += STEP;
    }

    float[] first(int frames) {
      return Arrays.copyOf(values, Math.min(frames, count));
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      predictor.close();
      network.giveBack(memory);
    }
  }
}

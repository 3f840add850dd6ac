package org.clipmill.core.align;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.clipmill.core.encode.FeatureMapExtractor;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.frame.FrameSize;
import org.clipmill.core.frame.FrameSource;
import org.clipmill.core.frame.PillowResize;
import org.clipmill.core.frame.ResizeFilter;
import org.clipmill.core.frame.RgbFrame;
import org.jspecify.annotations.Nullable;

/**
 * The frames that alignment looks at: {@link FrameFeatures#RATE} a second, whatever the rate of the
 * video, scaled to about {@value #PIXELS} pixels. Frame {@code k} is source frame {@code rint(k *
 * rate / 15)}, as {@link FrameFeatures#resampled} says. Not for two threads at once.
 */
public final class AlignmentFrames {
  /** LAMV's area of a frame. */
  public static final int PIXELS = 12_000;

  private final FeatureMapExtractor extractor;
  private final List<RgbFrame> waiting = new ArrayList<>();
  private @Nullable PillowResize resize;

  private AlignmentFrames(FeatureMapExtractor extractor) {
    this.extractor = extractor;
  }

  /**
   * Reads a video to its end and gives the maps of its frames, in order; closes neither.
   *
   * @return how many there were
   */
  public static int maps(
      FrameSource source, FeatureMapExtractor extractor, Consumer<FrameCode> sink) {
    return new AlignmentFrames(extractor).read(source, sink);
  }

  /** Gives the shorter side of a frame after scaling; LAMV's rule, half to even. */
  static int shortSide(FrameSize size) {
    double factor = Math.sqrt((double) size.width() * size.height() / PIXELS);
    return (int) Math.max(1, Math.rint(Math.min(size.width(), size.height()) / factor));
  }

  private int read(FrameSource source, Consumer<FrameCode> sink) {
    double rate = source.frameRate().framesPerSecond();
    int taken = 0;
    while (source.next()) {
      @Nullable RgbFrame scaled = null;
      while (Math.rint(taken * rate / FrameFeatures.RATE) <= source.index()) {
        scaled = scaled == null ? scaled(source.readRgb()) : scaled;
        waiting.add(scaled);
        taken++;
        if (waiting.size() >= extractor.batchSize()) {
          flush(sink);
        }
      }
    }
    flush(sink);
    return taken;
  }

  private void flush(Consumer<FrameCode> sink) {
    extractor.maps(List.copyOf(waiting)).forEach(sink);
    waiting.clear();
  }

  private RgbFrame scaled(RgbFrame frame) {
    FrameSize size = FrameSize.of(frame);
    PillowResize current = resize;
    if (current == null || !current.source().equals(size)) {
      current = new PillowResize(size, size.withShortSide(shortSide(size)), ResizeFilter.BILINEAR);
      resize = current;
    }
    return current.apply(frame);
  }
}

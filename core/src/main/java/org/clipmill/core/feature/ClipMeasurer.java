package org.clipmill.core.feature;

import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.flow.OpticalFlow;
import org.clipmill.core.frame.FiltrainTransform;
import org.clipmill.core.frame.FrameSource;
import org.clipmill.core.frame.FrameTransform;
import org.clipmill.core.frame.RgbFrame;
import org.jspecify.annotations.Nullable;

/**
 * Measures clips: one pass over the frames feeds all features that are wanted. Memory does not grow
 * with the length of a clip; no more than two frames and one batch of each model are held.
 *
 * <p>The caller closes the flow, the encoder and the embedder. Not for two threads at once.
 */
public final class ClipMeasurer {
  private final MeasureMode mode;
  private final FrameTransform preparation;
  private final boolean wantsEnergy;
  private final @Nullable OpticalFlow flow;
  private final @Nullable FrameEncoder encoder;
  private final @Nullable FrameEncoder embedder;
  private final FrameTransform toMeasuringSize = new FiltrainTransform();

  private ClipMeasurer(
      MeasureMode mode,
      FrameTransform preparation,
      boolean wantsEnergy,
      @Nullable OpticalFlow flow,
      @Nullable FrameEncoder encoder,
      @Nullable FrameEncoder embedder) {
    this.mode = mode;
    this.preparation = preparation;
    this.wantsEnergy = wantsEnergy;
    this.flow = flow;
    this.encoder = encoder;
    this.embedder = embedder;
  }

  /** Gives a measurer in {@link MeasureMode#CORRECTED} that only counts frames, for now. */
  public static ClipMeasurer corrected() {
    return new ClipMeasurer(MeasureMode.CORRECTED, frame -> frame, false, null, null, null);
  }

  /** Gives a measurer of energy and flow in {@link MeasureMode#CORRECTED}. */
  public static ClipMeasurer corrected(OpticalFlow flow) {
    return corrected().withEnergy().withFlow(flow);
  }

  /**
   * Gives a measurer of energy and flow in {@link MeasureMode#FILTRAIN}.
   *
   * @param jpegRoundTrip what becomes of a frame that is stored as JPEG of quality 95 and read back
   */
  public static ClipMeasurer filtrain(OpticalFlow flow, FrameTransform jpegRoundTrip) {
    return new ClipMeasurer(MeasureMode.FILTRAIN, jpegRoundTrip, true, flow, null, null);
  }

  /** Gives the same measurer with energy. */
  public ClipMeasurer withEnergy() {
    return new ClipMeasurer(mode, preparation, true, flow, encoder, embedder);
  }

  /** Gives the same measurer with flow. */
  public ClipMeasurer withFlow(OpticalFlow opticalFlow) {
    return new ClipMeasurer(mode, preparation, wantsEnergy, opticalFlow, encoder, embedder);
  }

  /** Gives the same measurer with latents and embedding. */
  public ClipMeasurer withEncoder(FrameEncoder frameEncoder) {
    return new ClipMeasurer(mode, preparation, wantsEnergy, flow, frameEncoder, embedder);
  }

  /**
   * Gives the same measurer with an embedding of its own: the embedder sees the frames as they are,
   * not at the size of measuring.
   */
  public ClipMeasurer withEmbedder(FrameEncoder frameEmbedder) {
    return new ClipMeasurer(mode, preparation, wantsEnergy, flow, encoder, frameEmbedder);
  }

  /**
   * Measures the frames that the clock chooses. Reads the source to its end and does not close it.
   *
   * @param clock a fresh clock for this clip
   * @throws org.clipmill.core.clip.ClipException whatever the source or a model throws; {@code
   *     FRAME_COUNT} if the clock chose no frame; {@code DECODE_FAILED} if a frame is not later
   *     than the one before it
   */
  public ClipFeatures measure(FrameSource source, SamplingClock clock) {
    ClipMeasurement measurement = begin();
    while (source.next()) {
      if (clock.chooses(source.index(), source.timeMicros())) {
        add(measurement, source.timeMicros(), source.readRgb());
      }
    }
    return measurement.finish();
  }

  /**
   * Measures pictures that are sampled already.
   *
   * @param frames pictures of any one size, in order
   * @param stepMicros time from one to the next, in microseconds, at least 1
   * @throws org.clipmill.core.clip.ClipException {@code FRAME_COUNT} if there is none; {@code
   *     MODEL_FAILED} if a model rejects one
   */
  public ClipFeatures measure(Iterable<RgbFrame> frames, long stepMicros) {
    ClipMeasurement measurement = begin();
    long timeMicros = 0;
    for (RgbFrame frame : frames) {
      add(measurement, timeMicros, frame);
      timeMicros += stepMicros;
    }
    return measurement.finish();
  }

  private ClipMeasurement begin() {
    return new ClipMeasurement(
        wantsEnergy ? new EnergyAccumulator() : null,
        flow == null ? null : new FlowAccumulator(mode, flow),
        encoder == null ? null : new LatentAccumulator(encoder),
        embedder == null ? null : new EmbeddingAccumulator(embedder));
  }

  private void add(ClipMeasurement measurement, long timeMicros, RgbFrame frame) {
    RgbFrame whole = preparation.apply(frame);
    RgbFrame picture = toMeasuringSize.apply(whole);
    measurement.add(new SampledFrame(timeMicros, picture), whole);
  }
}

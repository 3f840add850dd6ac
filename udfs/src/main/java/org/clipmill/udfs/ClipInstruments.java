package org.clipmill.udfs;

import java.util.Optional;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.feature.ClipMeasurer;
import org.clipmill.core.feature.MeasureMode;
import org.clipmill.core.flow.FarnebackFlow;
import org.clipmill.core.flow.OpticalFlow;
import org.clipmill.media.JpegRoundTrip;
import org.clipmill.models.ModelCache;
import org.clipmill.models.ModelEntry;

/**
 * What measures clips, with its native memory: opened once per task, closed with it. The weights of
 * the encoder are loaded once per JVM.
 */
public final class ClipInstruments implements AutoCloseable {
  private final OpticalFlow flow;
  private final Optional<JpegRoundTrip> jpeg;
  private final Optional<FrameEncoder> encoder;
  private final ClipMeasurer measurer;

  private ClipInstruments(
      OpticalFlow flow, Optional<JpegRoundTrip> jpeg, Optional<FrameEncoder> encoder) {
    this.flow = flow;
    this.jpeg = jpeg;
    this.encoder = encoder;
    ClipMeasurer pixels =
        jpeg.map(roundTrip -> ClipMeasurer.filtrain(flow, roundTrip))
            .orElseGet(() -> ClipMeasurer.corrected(flow));
    this.measurer = encoder.map(pixels::withEncoder).orElse(pixels);
  }

  /** Opens the instruments of a task. */
  public static ClipInstruments open(MeasureMode mode, Optional<ModelEntry> encoder) {
    Optional<FrameEncoder> model = encoder.map(entry -> ModelCache.ofJvm().encoder(entry));
    return new ClipInstruments(
        new FarnebackFlow(),
        mode == MeasureMode.FILTRAIN ? Optional.of(new JpegRoundTrip()) : Optional.empty(),
        model);
  }

  /** Gives what measures one clip after the other; not for two threads at once. */
  public ClipMeasurer measurer() {
    return measurer;
  }

  @Override
  public void close() {
    encoder.ifPresent(FrameEncoder::close);
    jpeg.ifPresent(JpegRoundTrip::close);
    flow.close();
  }
}

package org.clipmill.udfs;

import java.util.ArrayList;
import java.util.List;
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
 * an encoder are loaded once per JVM. Nothing is opened that is not wanted.
 */
public final class ClipInstruments implements AutoCloseable {
  private final ClipMeasurer measurer;
  private final List<Runnable> closings;

  private ClipInstruments(ClipMeasurer measurer, List<Runnable> closings) {
    this.measurer = measurer;
    this.closings = List.copyOf(closings);
  }

  /**
   * Opens the instruments for all features, with the pooled latents as embedding.
   *
   * @param encoder empty for no latents and no embedding
   */
  public static ClipInstruments open(MeasureMode mode, Optional<ModelEntry> encoder) {
    return open(mode, encoder, Optional.empty());
  }

  /**
   * Opens the instruments for all features.
   *
   * @param encoder empty for no latents
   * @param embedder empty for an embedding made of the latents, if there are any
   */
  public static ClipInstruments open(
      MeasureMode mode, Optional<ModelEntry> encoder, Optional<ModelEntry> embedder) {
    List<Runnable> closings = new ArrayList<>();
    Optional<FrameEncoder> latents = opened(encoder, closings);
    Optional<FrameEncoder> vectors = opened(embedder, closings);
    OpticalFlow flow = new FarnebackFlow();
    closings.add(flow::close);
    ClipMeasurer pixels;
    if (mode == MeasureMode.FILTRAIN) {
      JpegRoundTrip jpeg = new JpegRoundTrip();
      closings.add(jpeg::close);
      pixels = ClipMeasurer.filtrain(flow, jpeg);
    } else {
      pixels = ClipMeasurer.corrected(flow);
    }
    ClipMeasurer measurer = latents.map(pixels::withEncoder).orElse(pixels);
    return new ClipInstruments(vectors.map(measurer::withEmbedder).orElse(measurer), closings);
  }

  private static Optional<FrameEncoder> opened(
      Optional<ModelEntry> entry, List<Runnable> closings) {
    Optional<FrameEncoder> model = entry.map(known -> ModelCache.ofJvm().encoder(known));
    model.ifPresent(opened -> closings.add(opened::close));
    return model;
  }

  /** Gives what is needed for energy alone: no flow, no model. */
  public static ClipInstruments openForEnergy() {
    return new ClipInstruments(ClipMeasurer.corrected().withEnergy(), List.of());
  }

  /** Opens the instruments for flow alone: no model. */
  public static ClipInstruments openForFlow() {
    OpticalFlow flow = new FarnebackFlow();
    return new ClipInstruments(ClipMeasurer.corrected().withFlow(flow), List.of(flow::close));
  }

  /** Opens the instruments for latents and embedding alone: no flow. */
  public static ClipInstruments openForLatents(ModelEntry encoder) {
    FrameEncoder model = ModelCache.ofJvm().encoder(encoder);
    return new ClipInstruments(ClipMeasurer.corrected().withEncoder(model), List.of(model::close));
  }

  /** Gives what measures one clip after the other; not for two threads at once. */
  public ClipMeasurer measurer() {
    return measurer;
  }

  @Override
  public void close() {
    closings.forEach(Runnable::run);
  }
}

package org.clipmill.udfs.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.clipmill.core.feature.ClipClock;
import org.clipmill.core.feature.ClipFeatures;
import org.clipmill.core.feature.FiltrainClock;
import org.clipmill.core.feature.LatentFeatures;
import org.clipmill.core.feature.MeasureMode;
import org.clipmill.core.feature.SamplingClock;
import org.clipmill.core.frame.FrameSource;
import org.clipmill.media.FfmpegFrameSource;
import org.clipmill.media.PaintSpec;
import org.clipmill.media.painted.PaintedClip;
import org.clipmill.models.ModelEntry;
import org.clipmill.udfs.ClipInstruments;

/**
 * Clips to learn from that nobody had to label: they are painted, written, and measured by the
 * instruments of the pipeline.
 *
 * @param mode whose numbers
 * @param periodMicros clip time between two sampled frames
 * @param encoder encodes frames; empty for none
 */
public record PaintedLessons(MeasureMode mode, long periodMicros, Optional<ModelEntry> encoder) {

  /**
   * Paints and measures clips, one after the other.
   *
   * @param seed decides all about them
   * @param progress is told after each clip how many are done
   * @throws org.clipmill.core.clip.ClipException if a clip cannot be written or measured
   */
  public List<LabelledClip> make(int count, long seed, IntConsumer progress) {
    List<LabelledClip> lessons = new ArrayList<>();
    try (ClipInstruments instruments = ClipInstruments.open(mode, encoder)) {
      Path folder = Files.createTempDirectory("clipmill-painted-");
      Path file = folder.resolve("clip.mp4");
      try {
        for (int i = 0; i < count; i++) {
          lessons.add(lesson(PaintedClip.of(seed, i), file, instruments));
          progress.accept(i + 1);
        }
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lessons;
  }

  private LabelledClip lesson(PaintedClip clip, Path file, ClipInstruments instruments) {
    clip.write(file);
    return new LabelledClip(
        clip.id(),
        clip.id(),
        clip.kind().label(),
        clip.kind().isGood() ? LabelledClip.Label.GOOD : LabelledClip.Label.BAD,
        measured(file, clip.spec(), instruments));
  }

  private List<Double> measured(Path file, PaintSpec spec, ClipInstruments instruments) {
    try (FrameSource source = FfmpegFrameSource.open(file)) {
      return columns(instruments.measurer().measure(source, clock(spec)));
    }
  }

  private SamplingClock clock(PaintSpec spec) {
    return mode == MeasureMode.CORRECTED
        ? new ClipClock(periodMicros)
        : new FiltrainClock(0, spec.frames(), spec.frameRate().framesPerSecond());
  }

  /** Gives the numbers in the order of the ranker's columns. */
  private static List<Double> columns(ClipFeatures features) {
    LatentFeatures latents = features.latents();
    return List.of(
        features.maxRgbDiff(),
        features.meanRgbDiff(),
        features.maxVelocity(),
        features.meanVelocity(),
        latents == null ? Double.NaN : latents.mse(),
        latents == null ? Double.NaN : latents.cosSim(),
        (double) features.frames());
  }
}

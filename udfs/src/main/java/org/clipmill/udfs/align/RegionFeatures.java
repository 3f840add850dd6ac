package org.clipmill.udfs.align;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clipmill.core.align.AlignmentFrames;
import org.clipmill.core.align.Moments;
import org.clipmill.core.align.RegionalMaxima;
import org.clipmill.core.align.Whitening;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.encode.FeatureMapExtractor;
import org.clipmill.core.frame.FrameSource;
import org.clipmill.core.npy.NpyArray;
import org.clipmill.core.npy.NpzFile;
import org.clipmill.core.npy.NpzWriter;
import org.clipmill.media.FfmpegFrameSource;
import org.jspecify.annotations.Nullable;

/** Features of videos by regional pooling, and the whitening that is learned from them. */
public final class RegionFeatures {
  private RegionFeatures() {}

  /**
   * Gives the features of a video, {@code [frames][dimension]}, 15 frames a second.
   *
   * @throws ClipException {@code FRAME_COUNT} if it has no frame; what decoder and model throw
   */
  public static NpyArray of(
      Path video, FeatureMapExtractor extractor, Optional<Whitening> whitening) {
    List<float[]> rows = new ArrayList<>();
    try (FrameSource source = FfmpegFrameSource.open(video)) {
      AlignmentFrames.maps(
          source,
          extractor,
          map ->
              rows.add(
                  whitening
                      .map(learned -> RegionalMaxima.describe(map, learned))
                      .orElseGet(() -> RegionalMaxima.describe(map))));
    }
    if (rows.isEmpty()) {
      throw new ClipException(
          ClipError.FRAME_COUNT, "Cannot describe " + video + ": saw 0 frames, expected 1 or more");
    }
    int dimension = rows.get(0).length;
    float[] values = new float[rows.size() * dimension];
    for (int t = 0; t < rows.size(); t++) {
      System.arraycopy(rows.get(t), 0, values, t * dimension, dimension);
    }
    return NpyArray.of(values, rows.size(), dimension);
  }

  /** Takes the regions of all frames of the videos. */
  public static Moments moments(List<Path> videos, FeatureMapExtractor extractor) {
    Gathered gathered = new Gathered();
    for (Path video : videos) {
      try (FrameSource source = FfmpegFrameSource.open(video)) {
        AlignmentFrames.maps(
            source,
            extractor,
            map -> {
              for (float[] region : RegionalMaxima.regions(map)) {
                gathered.add(region);
              }
            });
      }
    }
    return gathered.moments();
  }

  private static final class Gathered {
    private @Nullable Moments moments;

    void add(float[] region) {
      Moments known = moments == null ? new Moments(region.length) : moments;
      known.add(region, 0);
      moments = known;
    }

    Moments moments() {
      if (moments == null || moments.count() < 2) {
        throw new ConfigException("Was no frame to learn from; expected videos with frames");
      }
      return moments;
    }
  }

  /** Writes a whitening as {@code .npz}: mean and projection. */
  public static void write(Whitening whitening, Path file) throws IOException {
    try (NpzWriter writer = NpzWriter.create(file)) {
      writer.write("mean", NpyArray.of(whitening.mean(), whitening.dimension()));
      writer.write(
          "projection",
          NpyArray.of(whitening.projection(), whitening.components(), whitening.dimension()));
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws ConfigException if there is no such file
   */
  public static Whitening read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException("Cannot find the whitening " + file);
    }
    try (NpzFile archive = NpzFile.open(file)) {
      return Whitening.of(archive.read("mean").floats(), archive.read("projection").floats());
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException("Cannot read the whitening " + file + ": " + e.getMessage());
    }
  }
}

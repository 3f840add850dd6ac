package org.clipmill.udfs.align;

import java.util.List;
import org.clipmill.core.encode.FeatureMapExtractor;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.models.ModelCache;
import org.clipmill.models.ModelEntry;
import org.clipmill.models.Task;

/** Opens what gives maps of frames: a model of maps, or an encoder, whose codes are small maps. */
public final class Maps {
  private Maps() {}

  /** Opens a model; the caller closes it. */
  public static FeatureMapExtractor open(ModelEntry entry) {
    return entry.task() == Task.FEATURE_MAPS
        ? ModelCache.ofJvm().featureMaps(entry)
        : new Codes(ModelCache.ofJvm().encoder(entry));
  }

  private record Codes(FrameEncoder encoder) implements FeatureMapExtractor {
    @Override
    public int batchSize() {
      return encoder.batchSize();
    }

    @Override
    public List<FrameCode> maps(List<RgbFrame> frames) {
      return encoder.encode(frames);
    }

    @Override
    public void close() {
      encoder.close();
    }
  }
}

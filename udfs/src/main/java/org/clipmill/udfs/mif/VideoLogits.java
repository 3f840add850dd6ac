package org.clipmill.udfs.mif;

import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.encode.FrameClassifier;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.media.FfmpegFrameSource;
import org.clipmill.udfs.Storage;

/** What a classifier says of every frame of a video. */
final class VideoLogits {
  private VideoLogits() {}

  /**
   * Decodes and classifies a whole video; one batch of frames is held, and all logits.
   *
   * @return one row per frame, at least one
   * @throws ClipException if the video cannot be read or decoded, or has no frame
   */
  static List<float[]> of(String path, Storage storage, FrameClassifier classifier) {
    List<float[]> logits = new ArrayList<>();
    List<RgbFrame> batch = new ArrayList<>();
    try (Storage.LocalFile local = storage.read(path);
        FfmpegFrameSource video = FfmpegFrameSource.open(local.path())) {
      while (video.next()) {
        RgbFrame frame = video.readRgb();
        batch.add(new RgbFrame(frame.width(), frame.height(), frame.bytes().clone()));
        if (batch.size() == classifier.batchSize()) {
          logits.addAll(classifier.logits(batch));
          batch.clear();
        }
      }
    }
    logits.addAll(classifier.logits(batch));
    if (logits.isEmpty()) {
      throw new ClipException(ClipError.DECODE_FAILED, "Cannot classify " + path + ": no frame");
    }
    return logits;
  }
}

package org.clipmill.core.dedup;

import java.util.Optional;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.feature.ClipClock;
import org.clipmill.core.frame.FrameSource;
import org.clipmill.core.frame.RgbFrame;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a clip, hashed on their way: whoever reads them to the end gets the {@link
 * ClipHash} without another decode. A frame that is hashed and read is converted once.
 */
public final class HashedFrames implements FrameSource {
  private final FrameSource frames;
  private final ClipClock clock = new ClipClock(ClipHash.PERIOD_MICROS);
  private final ClipHash.Builder hash = new ClipHash.Builder();
  private @Nullable RgbFrame current;
  private boolean isAtEnd;
  private boolean isEmpty = true;

  private HashedFrames(FrameSource frames) {
    this.frames = frames;
  }

  /** Hashes these frames; closing this closes them. */
  public static HashedFrames of(FrameSource frames) {
    return new HashedFrames(frames);
  }

  /**
   * Reads all frames and gives their hash; closes them.
   *
   * @return empty if there is no frame
   */
  public static Optional<ClipHash> hash(FrameSource frames) {
    try (HashedFrames hashed = of(frames)) {
      boolean isFrame;
      do {
        isFrame = hashed.next();
      } while (isFrame);
      return hashed.hash();
    }
  }

  /**
   * Gives the hash of all frames.
   *
   * @return empty if there was no frame
   * @throws IllegalStateException if the frames were not read to their end
   */
  public Optional<ClipHash> hash() {
    if (!isAtEnd) {
      throw new IllegalStateException("Cannot give the hash of a clip: frames are left");
    }
    return isEmpty ? Optional.empty() : Optional.of(hash.build());
  }

  @Override
  public boolean next() {
    current = null;
    if (!frames.next()) {
      isAtEnd = true;
      return false;
    }
    if (clock.chooses(frames.index(), frames.timeMicros())) {
      RgbFrame frame = frames.readRgb();
      hash.add(frame);
      current = frame;
      isEmpty = false;
    }
    return true;
  }

  @Override
  public RgbFrame readRgb() {
    RgbFrame frame = current;
    return frame == null ? frames.readRgb() : frame;
  }

  @Override
  public int width() {
    return frames.width();
  }

  @Override
  public int height() {
    return frames.height();
  }

  @Override
  public FrameRate frameRate() {
    return frames.frameRate();
  }

  @Override
  public long index() {
    return frames.index();
  }

  @Override
  public long timeMicros() {
    return frames.timeMicros();
  }

  @Override
  public void close() {
    frames.close();
  }
}

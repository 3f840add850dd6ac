package org.clipmill.models;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model wants its frames: {@code [batch][3][height][width]}, red first, each value {@code
 * (byte / 255 - mean) / std} computed in float32; or, if the model file declares it so, float16.
 *
 * @param name the name of the input in the model file; null to try the names that are customary
 * @param size the only size it takes when there is no {@code resize}; null if it takes any
 * @param resize how frames are brought to size; null if they are taken as they are
 * @param mean one number for red, green and blue each; 0 leaves 0..1 as it is
 * @param std one number for red, green and blue each, not 0; 1 leaves 0..1 as it is
 */
public record ImageInput(
    @Nullable String name,
    @Nullable FrameSize size,
    @Nullable ResizeRule resize,
    List<Float> mean,
    List<Float> std)
    implements Serializable {

  /** Gives the size at which frames reach the model; null if that is theirs. */
  public @Nullable FrameSize fedSize() {
    return resize == null ? size : resize.size();
  }

  /**
   * Columns and rows of a frame.
   *
   * @param width at least 1
   * @param height at least 1
   */
  public record FrameSize(int width, int height) implements Serializable {
    @Override
    public String toString() {
      return width + "x" + height;
    }
  }
}

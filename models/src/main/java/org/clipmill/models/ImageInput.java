package org.clipmill.models;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a model wants its frames: float32 {@code [batch][3][height][width]}, red first, each value
 * {@code (byte / 255 - mean) / std}.
 *
 * @param name the name of the input in the model file
 * @param size the only size it takes; null if it takes any
 * @param mean one number for red, green and blue each; 0 leaves 0..1 as it is
 * @param std one number for red, green and blue each, not 0; 1 leaves 0..1 as it is
 */
public record ImageInput(String name, @Nullable FrameSize size, List<Float> mean, List<Float> std)
    implements Serializable {

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

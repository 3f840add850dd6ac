package org.clipmill.core.frame;

/**
 * A rectangle inside a picture.
 *
 * @param left first column, counted from 0
 * @param top first row, counted from 0
 * @param size columns and rows
 */
public record Crop(int left, int top, FrameSize size) {

  /**
   * Checks the corner.
   *
   * @throws IllegalArgumentException if it lies left of or above the picture
   */
  public Crop {
    if (left < 0 || top < 0) {
      throw new IllegalArgumentException(
          "Was a crop at column " + left + ", row " + top + "; allowed: 0 or more");
    }
  }

  /** Gives the rectangle that is the whole picture. */
  public static Crop whole(FrameSize picture) {
    return new Crop(0, 0, picture);
  }

  /**
   * Gives the rectangle in the middle, as torchvision's {@code CenterCrop} places it: {@link
   * CropRounding#HALF_EVEN}.
   *
   * @throws IllegalArgumentException if the rectangle is larger than the picture (torchvision would
   *     paint a black border)
   */
  public static Crop centred(FrameSize picture, FrameSize size) {
    return centred(picture, size, CropRounding.HALF_EVEN);
  }

  /**
   * Gives the rectangle in the middle.
   *
   * @param rounding where it lies when the middle is between two pixels
   * @throws IllegalArgumentException if the rectangle is larger than the picture
   */
  public static Crop centred(FrameSize picture, FrameSize size, CropRounding rounding) {
    if (size.width() > picture.width() || size.height() > picture.height()) {
      throw new IllegalArgumentException(
          "Cannot crop " + size + " from the middle of " + picture + ": the picture is smaller");
    }
    int left = rounding.half(picture.width() - size.width());
    int top = rounding.half(picture.height() - size.height());
    return new Crop(left, top, size);
  }

  boolean liesWithin(FrameSize picture) {
    return left + size.width() <= picture.width() && top + size.height() <= picture.height();
  }
}

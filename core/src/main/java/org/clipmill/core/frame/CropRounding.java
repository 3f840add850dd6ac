package org.clipmill.core.frame;

/** Where a middle lies that falls between two pixels. */
public enum CropRounding {
  /** At the even pixel of the two: torchvision's {@code CenterCrop}. */
  HALF_EVEN {
    @Override
    int half(int remainder) {
      return (int) Math.rint(remainder / 2.0);
    }
  },

  /** At the first pixel of the two: the image processors of Hugging Face's transformers. */
  DOWN {
    @Override
    int half(int remainder) {
      return remainder / 2;
    }
  };

  /** Gives how much of what is cut off lies before the middle. */
  abstract int half(int remainder);
}

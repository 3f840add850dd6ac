package org.clipmill.core.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.clipmill.core.frame.GreyFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every optical flow must do. */
public abstract class OpticalFlowContract {
  private static final int SIDE = 240;
  private static final int BORDER = 40;

  /** Farneback finds 2.88 of 3 pixels on a smooth pattern; a wrong direction is off by 1.5. */
  private static final double TOLERANCE_PX = 0.2;

  private OpticalFlow flow;

  /** Opens the flow that is tested. */
  protected abstract OpticalFlow open();

  @BeforeEach
  void openFlow() {
    flow = open();
  }

  @AfterEach
  void closeFlow() {
    flow.close();
  }

  /** A smooth pattern without repetition at short distance, moved by a fraction of a pixel. */
  private static GreyFrame pattern(int width, int height, double right, double down) {
    float[] values = new float[width * height];
    for (int i = 0; i < values.length; i++) {
      int row = i / width;
      double x = i - row * width - right;
      double y = row - down;
      values[i] =
          (float)
              (128
                  + 50 * Math.sin(x / 7.3 + Math.cos(y / 11.1))
                  + 50 * Math.cos(y / 6.1 + Math.sin(x / 13.7)));
    }
    return new GreyFrame(width, height, values);
  }

  private static void assertMiddleMoved(FlowField field, double right, double down) {
    double[] sums = new double[2];
    int count = 0;
    for (int y = BORDER; y < field.height() - BORDER; y++) {
      for (int x = BORDER; x < field.width() - BORDER; x++) {
        sums[0] += field.vectors()[2 * (y * field.width() + x)];
        sums[1] += field.vectors()[2 * (y * field.width() + x) + 1];
        count++;
      }
    }
    assertEquals(right, sums[0] / count, TOLERANCE_PX, "to the right");
    assertEquals(down, sums[1] / count, TOLERANCE_PX, "down");
  }

  @Test
  void aKnownShiftIsFound() {
    double[][] shifts = {{2.25, 0}, {0, -3}, {-1.5, 0.5}};
    for (double[] shift : shifts) {
      FlowField field =
          flow.between(pattern(SIDE, SIDE, 0, 0), pattern(SIDE, SIDE, shift[0], shift[1]));
      assertMiddleMoved(field, shift[0], shift[1]);
    }
  }

  @Test
  void equalPicturesDoNotMove() {
    GreyFrame picture = pattern(SIDE, SIDE, 0, 0);
    assertEquals(0.0, flow.between(picture, picture).meanMagnitude(), 5e-3);
  }

  @Test
  void aPlainPictureDoesNotMove() {
    float[] values = new float[SIDE * SIDE];
    Arrays.fill(values, 77f);
    GreyFrame plain = new GreyFrame(SIDE, SIDE, values);
    assertEquals(0.0, flow.between(plain, plain).meanMagnitude(), 1e-6);
  }

  @Test
  void theFieldHasTheSizeOfThePictures() {
    FlowField field = flow.between(pattern(96, 54, 0, 0), pattern(96, 54, 1, 0));
    assertEquals(96, field.width());
    assertEquals(54, field.height());
  }

  @Test
  void aFieldIsNotOverwrittenByTheNextOne() {
    FlowField first = flow.between(pattern(SIDE, SIDE, 0, 0), pattern(SIDE, SIDE, 2, 0));
    float[] before = first.vectors().clone();
    flow.between(pattern(SIDE, SIDE, 0, 0), pattern(SIDE, SIDE, 0, 3));
    assertArrayEquals(before, first.vectors());
  }

  @Test
  void theSamePicturesGiveTheSameFieldAgain() {
    GreyFrame first = pattern(SIDE, SIDE, 0, 0);
    GreyFrame second = pattern(SIDE, SIDE, 1.7, -0.4);
    float[] before = flow.between(first, second).vectors();
    flow.between(pattern(64, 64, 0, 0), pattern(64, 64, 0, 3));
    assertArrayEquals(before, flow.between(first, second).vectors());
  }

  @Test
  void picturesOfTwoSizesAreRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> flow.between(pattern(96, 54, 0, 0), pattern(54, 96, 0, 0)));
    assertEquals("Cannot compare pictures of 96x54 and 54x96", e.getMessage());
  }
}

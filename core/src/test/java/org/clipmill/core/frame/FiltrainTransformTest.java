package org.clipmill.core.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.util.List;
import org.clipmill.core.FiltrainScene;
import org.clipmill.core.Pictures;
import org.junit.jupiter.api.Test;

class FiltrainTransformTest {

  @Test
  void picturesOfTheProjectAreThoseOfPillowBitByBit() {
    assertTransformed(FiltrainScene.inProject());
  }

  @Test
  void allSharedPicturesAreThoseOfPillowBitByBit() {
    assertTransformed(FiltrainScene.inShared());
  }

  private static void assertTransformed(List<FiltrainScene> scenes) {
    FiltrainTransform transform = new FiltrainTransform();
    for (FiltrainScene scene : scenes) {
      assertEquals(scene.transformed().size(), scene.frames().size(), scene.name());
      for (int i = 0; i < scene.frames().size(); i++) {
        RgbFrame actual = transform.apply(scene.frames().get(i));
        assertArrayEquals(
            scene.transformed().get(i).bytes(), actual.bytes(), scene.name() + " frame " + i);
      }
    }
  }

  @Test
  void everyResultHasBytesOfItsOwn() {
    FiltrainTransform transform = new FiltrainTransform();
    RgbFrame frame = Pictures.paint(64, 48, (x, y) -> x * y);
    assertNotSame(transform.apply(frame).bytes(), transform.apply(frame).bytes());
  }

  @Test
  void thePictureThatNeedsNoScalingIsOnlyCropped() {
    RgbFrame frame = Pictures.paint(240, 320, (x, y) -> (x << 16) + (y << 7) + 3);
    byte[] expected = Pictures.paint(240, 240, (x, y) -> (x << 16) + ((y + 40) << 7) + 3).bytes();
    assertArrayEquals(expected, new FiltrainTransform().apply(frame).bytes());
  }
}

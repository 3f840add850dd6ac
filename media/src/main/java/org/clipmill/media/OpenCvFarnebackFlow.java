package org.clipmill.media;

import java.nio.FloatBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_video;
import org.bytedeco.opencv.opencv_core.Mat;
import org.clipmill.core.flow.FlowField;
import org.clipmill.core.flow.OpticalFlow;
import org.clipmill.core.frame.GreyFrame;

/**
 * Dense flow by Farneback's polynomial expansion, computed by OpenCV on one thread with filtrain's
 * settings: the native twin of {@link org.clipmill.core.flow.FarnebackFlow}, which is faster and
 * needs no library. This one is the reference that the other is held against.
 *
 * <p>Native memory is that of three pictures and is reused.
 */
public final class OpenCvFarnebackFlow implements OpticalFlow {
  private static final double PYRAMID_SCALE = 0.5;
  private static final int LEVELS = 3;
  private static final int WINDOW_PX = 15;
  private static final int ITERATIONS = 3;
  private static final int NEIGHBOURHOOD_PX = 5;
  private static final double GAUSSIAN_SIGMA = 1.2;
  private static final int NO_FLAGS = 0;

  static {
    OpenCv.load();
  }

  private final Mat first = new Mat();
  private final Mat second = new Mat();
  private final Mat field = new Mat();

  @Override
  public FlowField between(GreyFrame earlier, GreyFrame later) {
    int width = earlier.width();
    int height = earlier.height();
    if (later.width() != width || later.height() != height) {
      throw new IllegalArgumentException(
          "Cannot compare pictures of %dx%d and %dx%d"
              .formatted(width, height, later.width(), later.height()));
    }
    copy(earlier, first);
    copy(later, second);
    opencv_video.calcOpticalFlowFarneback(
        first,
        second,
        field,
        PYRAMID_SCALE,
        LEVELS,
        WINDOW_PX,
        ITERATIONS,
        NEIGHBOURHOOD_PX,
        GAUSSIAN_SIGMA,
        NO_FLAGS);
    float[] vectors = new float[2 * width * height];
    field.<FloatBuffer>createBuffer().get(vectors);
    return new FlowField(width, height, vectors);
  }

  /** Copies pixels; memory is only allocated when the size changes. */
  private static void copy(GreyFrame frame, Mat target) {
    target.create(frame.height(), frame.width(), opencv_core.CV_32FC1);
    target.<FloatBuffer>createBuffer().put(frame.values());
  }

  @Override
  public void close() {
    first.close();
    second.close();
    field.close();
  }
}

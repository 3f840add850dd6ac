package org.clipmill.core.focus;

/**
 * How a video is divided: all lengths in frames.
 *
 * @param stride wished length of an arm
 * @param fineStride wished distance of the frames of the second look
 * @param halfWindow how far the second look reaches to each side of a centre
 * @param arms how many arms there are; 0 for a video without frames
 * @param armFrames length of an arm; the last one may be longer in the corrected division
 */
record FocusGrid(int stride, int fineStride, int halfWindow, int arms, int armFrames) {
  private static final double SHORTEST_SECONDS = 1e-6;

  static FocusGrid of(FocusTask task, FocusSettings settings) {
    double wished =
        Math.ceil(task.seconds() / Math.max(SHORTEST_SECONDS, settings.arms().everySeconds()));
    double segments = Math.max(settings.arms().least(), wished);
    int stride = (int) Math.max(1, Math.floor(task.frames() / segments));
    int fine = (int) Math.max(1, Math.rint(settings.zoom().everySeconds() * task.fps()));
    Double given = settings.zoom().halfWindowSeconds();
    double halfSeconds =
        given != null
            ? given
            : Math.max(
                1 / task.fps(),
                Math.max(SHORTEST_SECONDS, task.seconds() / Math.max(1, segments)) / 2);
    int half = (int) Math.max(1, Math.rint(halfSeconds * task.fps()));
    int arms = task.frames() == 0 ? 0 : Math.max(1, task.frames() / stride);
    int armFrames = arms == 0 ? 0 : Math.max(1, task.frames() / arms);
    return new FocusGrid(stride, Math.min(fine, stride), half, arms, armFrames);
  }

  /** Gives how many arms are looked at again. */
  int zoomArms(FocusSettings settings) {
    int wished = (int) Math.ceil(arms * settings.zoom().share());
    return Math.min(arms, Math.max(settings.zoom().least(), wished));
  }

  /** Gives how many frames the second look scores in one arm, if none of them was scored before. */
  int fineFramesPerArm() {
    return Math.max(1, (2 * halfWindow + 1) / fineStride);
  }
}

package org.clipmill.media;

import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.opencv.global.opencv_core;

/** Versions of the native libraries behind this module. */
public final class MediaVersions {
  private MediaVersions() {}

  /**
   * Asks the loaded FFmpeg, for example {@code 8.0.1}.
   *
   * @throws LinkageError if it cannot be loaded on this machine
   */
  public static String ffmpeg() {
    Ffmpeg.load();
    return avutil.av_version_info().getString();
  }

  /** Gives the version of OpenCV that the jars hold, for example {@code 4.13.0}; loads nothing. */
  public static String openCv() {
    return opencv_core.CV_VERSION_MAJOR
        + "."
        + opencv_core.CV_VERSION_MINOR
        + "."
        + opencv_core.CV_VERSION_REVISION;
  }
}

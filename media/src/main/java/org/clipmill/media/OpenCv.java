package org.clipmill.media;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;

/**
 * Loads OpenCV's native libraries without those for windows on a screen.
 *
 * <p>JavaCPP loads {@code opencv_video} together with the JNI libraries of every module that its
 * presets inherit from, {@code highgui} among them, and {@code highgui} is linked with GTK 2 and
 * X11, which a server does not have. None of OpenCV's own libraries for optical flow needs it. So
 * the name of that one JNI library is given to another library, which is loaded anyway, before
 * JavaCPP asks for it: JavaCPP then takes it for loaded. That {@code libopencv_highgui} itself
 * cannot be loaded is no error to JavaCPP. Window functions stay without code; nothing here calls
 * them.
 */
final class OpenCv {
  private static final String WINDOWS = "jniopencv_highgui";

  private OpenCv() {}

  static {
    URL loaded = fileUrl(Loader.load(opencv_core.class));
    Loader.loadLibrary(opencv_core.class, new URL[] {loaded}, WINDOWS);
    // Spark runs one task per core; threads of our own would fight with the other tasks.
    opencv_core.setNumThreads(1);
  }

  /**
   * Loads what is not loaded yet, once per process. To be called before any class of {@code
   * org.bytedeco.opencv} is used.
   *
   * @throws UnsatisfiedLinkError if a library cannot be loaded; the message names the file
   */
  static void load() {
    // The work is done by the static initializer, which the JVM runs once and for all threads.
  }

  private static URL fileUrl(String path) {
    try {
      return new File(path).toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("Cannot name the library " + path, e);
    }
  }
}

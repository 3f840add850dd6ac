package org.clipmill.udfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * Makes XGBoost's native library loadable on machines without OpenMP: it needs libgomp.so.1, which
 * slim servers lack. A libgomp that is in memory under that name is what the linker then takes. It
 * must be there before the first class of XGBoost.
 */
public final class XgboostLibrary {
  private static final String NAME = "libgomp.so.1";

  static {
    loadOpenMp();
  }

  private XgboostLibrary() {}

  /** Loads what XGBoost needs, once per JVM; does nothing where no libgomp comes with us. */
  public static void load() {
    // The work is done by the class being initialised.
  }

  private static void loadOpenMp() {
    String resource = "/org/bytedeco/leptonica/" + platform() + "/" + NAME;
    try (InputStream in = XgboostLibrary.class.getResourceAsStream(resource)) {
      if (in == null) {
        return;
      }
      Path folder = Files.createTempDirectory("clipmill-openmp-");
      Path file = folder.resolve(NAME);
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      System.load(file.toString());
      // Once it is mapped, Linux keeps the content without the name.
      Files.delete(file);
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack " + NAME, e);
    }
  }

  private static String platform() {
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = arch.equals("aarch64") ? "arm64" : "x86_64";
    return (name.startsWith("linux") ? "linux" : "other") + "-" + machine;
  }
}

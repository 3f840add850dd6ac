package org.clipmill.udfs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.clipmill.media.MediaVersions;
import org.clipmill.models.EngineVersions;

/** Versions of the libraries that make numbers. */
public final class NativeVersions {
  private static final String XGBOOST = "/xgboost4j-version.properties";

  private NativeVersions() {}

  /**
   * Gives name to version: {@code djl}, {@code ffmpeg}, {@code onnxruntime}, {@code opencv}, {@code
   * xgboost}. What this machine cannot load is left out: it has made no number.
   */
  public static Map<String, String> all() {
    Map<String, String> versions = new TreeMap<>();
    put(versions, "ffmpeg", MediaVersions::ffmpeg);
    put(versions, "opencv", MediaVersions::openCv);
    put(versions, "onnxruntime", EngineVersions::onnxRuntime);
    put(versions, "djl", EngineVersions::djl);
    put(versions, "xgboost", NativeVersions::xgboost);
    return versions;
  }

  /** Gives the version of XGBoost that the jars hold, for example {@code 3.1.1}; loads nothing. */
  public static String xgboost() {
    Properties properties = new Properties();
    try (InputStream in = XGBoost.class.getResourceAsStream(XGBOOST)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }

  private static void put(Map<String, String> versions, String name, Supplier<String> version) {
    try {
      versions.put(name, version.get());
    } catch (LinkageError e) {
      versions.remove(name);
    }
  }
}

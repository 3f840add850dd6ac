package org.clipmill.models;

import ai.djl.engine.Engine;
import ai.onnxruntime.OrtEnvironment;

/** Versions of what runs models. */
public final class EngineVersions {
  private EngineVersions() {}

  /** Gives the version of Deep Java Library, for example {@code 0.35.1}; loads nothing native. */
  public static String djl() {
    return Engine.getDjlVersion();
  }

  /**
   * Asks the loaded ONNX Runtime, for example {@code 1.24.2}. DJL's own answer is the version that
   * DJL was built with.
   *
   * @throws LinkageError if it cannot be loaded on this machine
   */
  public static String onnxRuntime() {
    ModelCache.startEngine();
    return OrtEnvironment.getEnvironment().getVersion();
  }
}

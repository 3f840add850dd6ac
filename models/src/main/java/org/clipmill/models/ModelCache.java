package org.clipmill.models;

import ai.djl.engine.Engine;
import java.util.HashMap;
import java.util.Map;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.encode.FrameEncoder;

/**
 * The models in memory: each is loaded once, however many tasks use it.
 *
 * <p>DJL's extension for Spark does the same: one model per executor, one predictor per task. Safe
 * for any number of threads.
 */
public final class ModelCache implements AutoCloseable {
  static {
    // DJL would look for updates and report its use over the network.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  /**
   * Its models stay until the JVM ends. They are not closed by a shutdown hook: a task that is
   * still running then would use freed memory.
   */
  private static final ModelCache OF_JVM = new ModelCache();

  private final Map<ModelEntry, LoadedModel> models = new HashMap<>();

  /** Loads ONNX Runtime with DJL's settings, which must be the first. */
  static void startEngine() {
    Engine.getEngine(LoadedModel.ENGINE);
  }

  /** Gives the cache that all tasks of this JVM share; it is never closed. */
  public static ModelCache ofJvm() {
    return OF_JVM;
  }

  /**
   * Gives a new encoder over a model, which is loaded if this is the first use of it.
   *
   * @param entry best with its hash, as {@link ModelCatalog#checked} gives it: then a file that
   *     changes is another model, and a machine with other weights says so
   * @throws ConfigException if the file is missing, damaged or of another hash, the processor is
   *     not there, or the model has not the input and output that the entry names
   */
  public FrameEncoder encoder(ModelEntry entry) {
    return new OnnxFrameEncoder(model(entry));
  }

  private synchronized LoadedModel model(ModelEntry entry) {
    return models.computeIfAbsent(entry, LoadedModel::load);
  }

  /** Frees all models; their encoders must be closed before. */
  @Override
  public synchronized void close() {
    models.values().forEach(LoadedModel::close);
    models.clear();
  }
}

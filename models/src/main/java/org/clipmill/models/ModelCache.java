package org.clipmill.models;

import ai.djl.engine.Engine;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.encode.FeatureMapExtractor;
import org.clipmill.core.encode.FrameClassifier;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.encode.FrameTextScorer;
import org.clipmill.core.encode.ShotDetector;

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
    // PyTorch, where it is there, has one pool for the whole JVM.
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
  }

  /**
   * Its models stay until the JVM ends. They are not closed by a shutdown hook: a task that is
   * still running then would use freed memory.
   */
  private static final ModelCache OF_JVM = new ModelCache();

  private final Map<ModelEntry, LoadedModel> models = new HashMap<>();

  /** Loads ONNX Runtime with DJL's settings, which must be the first. */
  static void startEngine() {
    Engine.getEngine(Network.ENGINE);
  }

  /** Gives the cache that all tasks of this JVM share; it is never closed. */
  public static ModelCache ofJvm() {
    return OF_JVM;
  }

  /**
   * Gives a new encoder of frames over a model, which is loaded if this is the first use of it: the
   * moments of a vae-encoder, the vectors of an image-embedder or of the image tower of a
   * text-scorer.
   *
   * @param entry best with its hashes, as {@link ModelCatalog#checked} gives it: then a file that
   *     changes is another model, and a machine with other weights says so
   * @throws ConfigException if the model is of another task, or cannot be loaded: a file is
   *     missing, damaged or of another hash, the processor is not there, or its inputs and outputs
   *     are not what the entry says
   */
  public FrameEncoder encoder(ModelEntry entry) {
    return new OnnxFrameEncoder(
        model(entry, Task.VAE_ENCODER, Task.IMAGE_EMBEDDER, Task.TEXT_SCORER));
  }

  /**
   * Gives a new scorer of frames against texts, for a text-scorer or a pair-scorer.
   *
   * @throws ConfigException as {@link #encoder}
   */
  public FrameTextScorer textScorer(ModelEntry entry) {
    LoadedModel model = model(entry, Task.TEXT_SCORER, Task.PAIR_SCORER);
    return entry.task() == Task.PAIR_SCORER ? new PairScorer(model) : new TwoTowerScorer(model);
  }

  /**
   * Gives a new classifier.
   *
   * @throws ConfigException as {@link #encoder}
   */
  public FrameClassifier classifier(ModelEntry entry) {
    return new OnnxFrameClassifier(model(entry, Task.CLASSIFIER));
  }

  /**
   * Gives a new extractor of convolution maps.
   *
   * @throws ConfigException as {@link #encoder}
   */
  public FeatureMapExtractor featureMaps(ModelEntry entry) {
    return new OnnxFrameEncoder(model(entry, Task.FEATURE_MAPS));
  }

  /**
   * Gives a new detector of shots.
   *
   * @throws ConfigException as {@link #encoder}
   */
  public ShotDetector shotDetector(ModelEntry entry) {
    return new OnnxShotDetector(entry, model(entry, Task.SHOT_DETECTOR).vision());
  }

  private LoadedModel model(ModelEntry entry, Task... allowed) {
    if (!List.of(allowed).contains(entry.task())) {
      String tasks = String.join(", ", Arrays.stream(allowed).map(Task::toString).toList());
      throw new ConfigException(
          "Cannot use model " + entry.id() + ": was a " + entry.task() + "; allowed: " + tasks);
    }
    return model(entry);
  }

  /** Gives the model of an entry, which is loaded if this is the first use of it. */
  synchronized LoadedModel model(ModelEntry entry) {
    return models.computeIfAbsent(entry, LoadedModel::load);
  }

  /** Frees all models; their encoders must be closed before. */
  @Override
  public synchronized void close() {
    models.values().forEach(LoadedModel::close);
    models.clear();
  }
}

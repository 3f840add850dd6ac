package org.clipmill.models;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoBatchifyTranslator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.clipmill.core.config.ConfigException;

/** One network in memory. Any number of threads may make predictors of it. */
final class Network implements AutoCloseable {
  /** DJL's name of ONNX Runtime. */
  static final String ENGINE = "OnnxRuntime";

  private final ZooModel<NDList, NDList> model;
  private final Binding binding;
  private final PixelValues values;
  private final Queue<PixelBuffer> idle = new ConcurrentLinkedQueue<>();

  private Network(ZooModel<NDList, NDList> model, Binding binding, PixelValues values) {
    this.model = model;
    this.binding = binding;
    this.values = values;
  }

  /**
   * Loads a network.
   *
   * @throws ConfigException if the engine cannot
   */
  static Network load(ModelEntry entry, Role role, Binding binding) {
    Weights weights = Weights.of(entry, role);
    TensorType pixels = binding.frames() == null ? TensorType.FLOAT32 : binding.frames().type();
    return new Network(open(entry, weights), binding, new PixelValues(entry.input(), pixels));
  }

  private static ZooModel<NDList, NDList> open(ModelEntry entry, Weights weights) {
    try {
      Path folder = Files.createTempDirectory("clipmill-model");
      try {
        return criteria(entry, weights, weights.localFile(folder)).loadModel();
      } finally {
        Files.deleteIfExists(folder.resolve(weights.fileName()));
        Files.delete(folder);
      }
    } catch (IOException | ModelNotFoundException | MalformedModelException e) {
      throw new ConfigException(
          "Cannot load model "
              + entry.id()
              + " from "
              + weights.place()
              + ": "
              + LoadedModel.deepest(e));
    }
  }

  private static Criteria<NDList, NDList> criteria(ModelEntry entry, Weights weights, Path file) {
    String threads = Integer.toString(entry.threads());
    return Criteria.builder()
        .setTypes(NDList.class, NDList.class)
        .optModelPath(file)
        .optEngine(weights.isTorchScript() ? TorchScript.ENGINE : ENGINE)
        .optDevice(Devices.of(entry))
        .optOption("intraOpNumThreads", threads)
        .optOption("interOpNumThreads", "1")
        .build();
  }

  Binding binding() {
    return binding;
  }

  /** Gives a buffer that is in no other's use; give it back when done. */
  PixelBuffer takeBuffer() {
    PixelBuffer buffer = idle.poll();
    return buffer == null ? new PixelBuffer(values) : buffer;
  }

  /** Takes a buffer back for the next one who needs one. */
  void giveBack(PixelBuffer buffer) {
    idle.add(buffer);
  }

  /** Gives how many buffers wait for the next one who needs one. */
  int idleBuffers() {
    return idle.size();
  }

  /** Gives a predictor, to be closed by the caller. */
  <I, O> Predictor<I, O> predictor(NoBatchifyTranslator<I, O> translator) {
    return model.newPredictor(translator);
  }

  @Override
  public void close() {
    model.close();
  }
}

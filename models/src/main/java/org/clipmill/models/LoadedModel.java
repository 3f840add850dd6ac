package org.clipmill.models;

import ai.djl.MalformedModelException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.frame.RgbFrame;

/** A model in memory, checked by one dry run. Any number of threads may make predictors of it. */
final class LoadedModel implements AutoCloseable {
  /** DJL's name of ONNX Runtime. */
  static final String ENGINE = "OnnxRuntime";

  /** Small enough to cost nothing, and a multiple of what encoders shrink by. */
  private static final ImageInput.FrameSize DRY_RUN = new ImageInput.FrameSize(64, 64);

  private static final String SIZE_HINT =
      "; a model for one size of frames or batches only needs it in input.size or batch";

  private final ModelEntry entry;
  private final ZooModel<NDList, NDList> model;

  /** Direct buffers go away only when the garbage collector runs; so tasks hand them on. */
  private final Queue<FrameTranslator> idle = new ConcurrentLinkedQueue<>();

  private LoadedModel(ModelEntry entry, ZooModel<NDList, NDList> model) {
    this.entry = entry;
    this.model = model;
  }

  /**
   * Loads a model and tries it.
   *
   * @throws ConfigException if the file is missing, damaged or of another hash, or the model has
   *     not the input and output that its entry names
   */
  static LoadedModel load(ModelEntry entry) {
    Weights weights = new Weights(entry);
    List<String> problems = new ArrayList<>();
    weights.sha256(problems);
    Devices.check(entry, problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    LoadedModel loaded = new LoadedModel(entry, open(entry, weights));
    try {
      loaded.check(weights);
    } catch (ConfigException e) {
      loaded.close();
      throw e;
    }
    return loaded;
  }

  private static ZooModel<NDList, NDList> open(ModelEntry entry, Weights weights) {
    try {
      Path folder = Files.createTempDirectory("clipmill-model");
      try {
        return criteria(entry, weights.localFile(folder)).loadModel();
      } finally {
        Files.deleteIfExists(folder.resolve("model.onnx"));
        Files.delete(folder);
      }
    } catch (IOException | ModelNotFoundException | MalformedModelException e) {
      throw new ConfigException(
          "Cannot load model " + entry.id() + " from " + weights.place() + ": " + deepest(e));
    }
  }

  private static Criteria<NDList, NDList> criteria(ModelEntry entry, Path file) {
    return Criteria.builder()
        .setTypes(NDList.class, NDList.class)
        .optModelPath(file)
        .optEngine(ENGINE)
        .optDevice(Devices.of(entry))
        .optOption("intraOpNumThreads", "1")
        .optOption("interOpNumThreads", "1")
        .build();
  }

  /** Gives a translator that is in no other's use; give it back when done. */
  FrameTranslator takeTranslator() {
    FrameTranslator translator = idle.poll();
    return translator == null ? new FrameTranslator(entry) : translator;
  }

  /** Takes a translator back for the next one who needs one. */
  void giveBack(FrameTranslator translator) {
    idle.add(translator);
  }

  /** Gives a predictor, to be closed by the caller. */
  Predictor<List<RgbFrame>, List<FrameCode>> newPredictor(FrameTranslator translator) {
    return model.newPredictor(translator);
  }

  ModelEntry entry() {
    return entry;
  }

  private void check(Weights weights) {
    String place = "Cannot use model " + entry.id() + " (" + weights.place() + "): ";
    List<String> inputs = model.getBlock().describeInput().keys();
    if (!inputs.equals(List.of(entry.input().name()))) {
      throw new ConfigException(
          place + "saw inputs " + inputs + ", expected only " + entry.input().name());
    }
    ImageInput.FrameSize size = entry.input().size() == null ? DRY_RUN : entry.input().size();
    List<Integer> shape = List.of(entry.batch(), RgbFrame.CHANNELS, size.height(), size.width());
    try (Predictor<List<RgbFrame>, List<FrameCode>> predictor =
        newPredictor(new FrameTranslator(entry))) {
      int codes = predictor.predict(Collections.nCopies(entry.batch(), black(size))).size();
      if (codes != entry.batch()) {
        throw new ConfigException(
            place + "saw " + codes + " codes from an input of " + shape + ", expected one a frame");
      }
    } catch (TranslateException e) {
      String hint = entry.input().size() == null ? SIZE_HINT : "";
      throw new ConfigException(
          place + "a trial with an input of " + shape + " failed: " + deepest(e) + hint);
    }
  }

  private static RgbFrame black(ImageInput.FrameSize size) {
    int bytes = RgbFrame.CHANNELS * size.width() * size.height();
    return new RgbFrame(size.width(), size.height(), new byte[bytes]);
  }

  /** Gives what the innermost of nested errors says, in one line. */
  static String deepest(Throwable error) {
    Throwable at = error;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    String message = at.getMessage() == null ? at.toString() : at.getMessage();
    return message.strip().replaceAll("\\s+", " ");
  }

  @Override
  public void close() {
    model.close();
  }
}

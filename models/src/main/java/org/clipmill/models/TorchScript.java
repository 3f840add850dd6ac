package org.clipmill.models;

import ai.djl.engine.Engine;
import java.util.List;
import java.util.Optional;

/**
 * TorchScript files, run by DJL's PyTorch engine where it is on the class path; Clipmill is built
 * without it unless Maven is told {@code -Ppytorch}.
 *
 * <p>Such a file names nothing. So only networks with one input and one output are taken: a model
 * of frames. The input is float32; what comes out is checked by a trial.
 */
final class TorchScript {
  /** DJL's name of PyTorch. */
  static final String ENGINE = "PyTorch";

  /** The name of an input or output that has none. */
  static final String NAMELESS = "";

  private TorchScript() {}

  /**
   * Binds the one input and the one output.
   *
   * @param problems takes what cannot be
   */
  static Optional<Binding> bind(ModelEntry entry, Weights weights, List<String> problems) {
    String place = "Cannot use model " + entry.id() + " (" + weights.place() + "): ";
    if (!Engine.hasEngine(ENGINE)) {
      problems.add(
          place
              + "a TorchScript file needs DJL's PyTorch engine, which is not on the class path; "
              + "build with -Ppytorch, or export the model to ONNX");
      return Optional.empty();
    }
    boolean isNamed = entry.input().name() != null || entry.output().name() != null;
    if (entry.text() != null || entry.task() == Task.SHOT_DETECTOR || isNamed) {
      problems.add(
          place
              + "a TorchScript file names no inputs and outputs; expected a model with one input, "
              + "frames, and one output, and no names in the entry; or an ONNX file");
      return Optional.empty();
    }
    TensorSpec nameless = new TensorSpec(NAMELESS, TensorType.FLOAT32, List.of());
    return Optional.of(new Binding(nameless, null, null, null, nameless, null, null));
  }
}

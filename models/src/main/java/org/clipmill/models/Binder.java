package org.clipmill.models;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clipmill.core.frame.RgbFrame;
import org.jspecify.annotations.Nullable;

/**
 * Finds in a network's file the inputs and outputs that an entry names or, where it names none, the
 * customary ones; and checks what the file declares about them. Notes every problem.
 */
final class Binder {
  private final ModelEntry entry;
  private final String place;
  private final OnnxSignature signature;
  private final List<String> problems;
  private final List<TensorSpec> unbound;

  private Binder(ModelEntry entry, String place, OnnxSignature signature, List<String> problems) {
    this.entry = entry;
    this.place = place;
    this.signature = signature;
    this.problems = problems;
    this.unbound = new ArrayList<>(signature.inputs());
  }

  /**
   * Binds one network of a model.
   *
   * @param problems takes what does not fit
   * @return empty if there are problems
   */
  static Optional<Binding> bind(ModelEntry entry, Role role, List<String> problems) {
    Weights weights = Weights.of(entry, role);
    if (weights.isTorchScript()) {
      return TorchScript.bind(entry, weights, problems);
    }
    int before = problems.size();
    try {
      Binder binder = new Binder(entry, weights.place(), weights.signature(), problems);
      Binding binding = binder.bind(role);
      return problems.size() == before ? Optional.of(binding) : Optional.empty();
    } catch (NoSuchFileException e) {
      problems.add("Missing model " + entry.id() + ": no file " + weights.place());
    } catch (IOException e) {
      String what = e instanceof EOFException ? "it is cut short: " : "";
      problems.add(
          "Cannot read model "
              + entry.id()
              + " from "
              + weights.place()
              + ": "
              + what
              + e.getMessage());
    }
    return Optional.empty();
  }

  private Binding bind(Role role) {
    boolean seesFrames = role != Role.TEXT;
    boolean readsText = role == Role.TEXT || (role == Role.MODEL && entry.text() != null);
    boolean isShots = entry.task() == Task.SHOT_DETECTOR;
    // Texts first: their names are sure, and what is left must be the pictures.
    TensorSpec ids = readsText ? textInput() : null;
    TextInput text = entry.text();
    TensorSpec mask =
        readsText ? optional(text == null ? null : text.mask(), CustomaryNames.MASK) : null;
    TensorSpec segments = readsText ? optional(null, CustomaryNames.SEGMENTS) : null;
    TensorSpec frames =
        seesFrames
            ? input(entry.input().name(), isShots ? CustomaryNames.FRAMES : CustomaryNames.PIXELS)
            : null;
    if (!unbound.isEmpty()) {
      note("saw inputs " + signature.inputs() + ", of which nothing here can fill " + unbound);
    }
    TensorSpec frameOutput =
        seesFrames ? output(entry.output().name(), CustomaryNames.output(entry.task())) : null;
    TensorSpec textOutput =
        readsText && text != null && entry.task() == Task.TEXT_SCORER
            ? output(text.output().name(), CustomaryNames.TEXT_VECTOR)
            : null;
    TensorSpec second = isShots ? namedOutput(CustomaryNames.TRANSITIONS) : null;
    Binding binding = new Binding(frames, ids, mask, segments, frameOutput, textOutput, second);
    check(binding);
    return binding;
  }

  private @Nullable TensorSpec textInput() {
    TextInput text = entry.text();
    return input(text == null ? null : text.ids(), CustomaryNames.IDS);
  }

  /** Finds an input that must be there; the only one left will do, whatever it is called. */
  private @Nullable TensorSpec input(@Nullable String named, List<String> customary) {
    TensorSpec found = optional(named, customary);
    if (found == null && named == null && unbound.size() == 1) {
      found = unbound.remove(0);
    }
    if (found == null) {
      note(
          "saw inputs "
              + signature.inputs()
              + ", expected "
              + (named == null ? "one of " + customary + ", or its name in the entry" : named));
    }
    return found;
  }

  private @Nullable TensorSpec optional(@Nullable String named, List<String> customary) {
    TensorSpec found = find(unbound, named == null ? customary : List.of(named));
    if (found != null) {
      unbound.remove(found);
    }
    return found;
  }

  private @Nullable TensorSpec output(@Nullable String named, List<String> customary) {
    List<TensorSpec> outputs = signature.outputs();
    TensorSpec found = find(outputs, named == null ? customary : List.of(named));
    if (found == null && named == null && outputs.size() == 1) {
      found = outputs.get(0);
    }
    if (found == null) {
      note(
          "saw outputs "
              + outputs
              + ", expected "
              + (named == null ? "one of " + customary + ", or its name in the entry" : named));
    }
    return found;
  }

  private @Nullable TensorSpec namedOutput(List<String> customary) {
    return find(signature.outputs(), customary);
  }

  private static @Nullable TensorSpec find(List<TensorSpec> specs, List<String> names) {
    for (String name : names) {
      for (TensorSpec spec : specs) {
        if (spec.name().equals(name)) {
          return spec;
        }
      }
    }
    return null;
  }

  private void check(Binding binding) {
    if (binding.frames() != null) {
      if (entry.task() == Task.SHOT_DETECTOR) {
        checkVideo(binding.frames());
      } else {
        checkPixels(binding.frames());
      }
    }
    for (TensorSpec text : new @Nullable TensorSpec[] {binding.ids(), binding.mask()}) {
      if (text != null && (text.hasOtherRankThan(2) || !isWhole(text))) {
        note("saw input " + text + ", expected whole numbers [batch, tokens]");
      }
    }
    checkOutput(binding.frameOutput(), entry.output());
    TextInput text = entry.text();
    if (text != null) {
      checkOutput(binding.textOutput(), text.output());
    }
  }

  private static boolean isWhole(TensorSpec spec) {
    return spec.type() == TensorType.INT64 || spec.type() == TensorType.INT32;
  }

  private void checkVideo(TensorSpec frames) {
    boolean isKnown = frames.type() == TensorType.FLOAT32 || frames.type() == TensorType.UINT8;
    int window = OnnxShotDetector.WINDOW;
    if (frames.hasOtherRankThan(5) || !isKnown || frames.contradicts(1, window)) {
      note(
          "saw input "
              + frames
              + ", expected float32 or uint8 [batch, "
              + window
              + ", height, width, 3]");
    }
  }

  private void checkPixels(TensorSpec pixels) {
    if (pixels.hasOtherRankThan(4) || !pixels.type().isReal()) {
      note("saw input " + pixels + ", expected float32 or float16 [batch, 3, height, width]");
      return;
    }
    ImageInput.FrameSize size = entry.input().fedSize();
    boolean otherSize =
        size == null
            ? pixels.contradicts(2, -1) || pixels.contradicts(3, -1)
            : pixels.contradicts(2, size.height()) || pixels.contradicts(3, size.width());
    if (otherSize) {
      note(
          "saw input "
              + pixels
              + ", which takes one size only; expected "
              + (size == null
                  ? "it in input.size or input.resize"
                  : "height and width of " + size));
    }
    if (pixels.contradicts(1, RgbFrame.CHANNELS)) {
      note("saw input " + pixels + ", expected 3 channels in the second axis");
    }
    if (pixels.contradicts(0, entry.batch())) {
      note(
          "saw input "
              + pixels
              + ", which takes batches of "
              + pixels.shape().get(0)
              + " only; expected batch: "
              + pixels.shape().get(0)
              + " in the entry, saw "
              + entry.batch());
    }
  }

  private void checkOutput(@Nullable TensorSpec output, TensorOutput wanted) {
    if (output == null) {
      return;
    }
    if (!output.type().isReal()) {
      note("saw output " + output + ", expected float32 or float16");
    }
    Integer channels = wanted.channels();
    int axis = output.shape().size() == 3 ? 2 : 1;
    boolean isVideo = entry.task() == Task.SHOT_DETECTOR;
    if (channels != null && !isVideo && output.contradicts(axis, channels)) {
      note("saw output " + output + ", expected " + channels + " channels in axis " + axis);
    }
  }

  private void note(String what) {
    problems.add("Cannot use model " + entry.id() + " (" + place + "): " + what);
  }
}

package org.clipmill.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which inputs of a network take what, and which outputs are taken. Everything goes by name: by
 * position, ids and mask exchanged would run and give other numbers.
 *
 * @param frames takes frames; null if the network sees none
 * @param ids takes token ids; null if it reads no text
 * @param mask tells tokens from padding; null if the network has no such input
 * @param segments tells one sentence from the next; null if it has no such input
 * @param frameOutput what is taken for frames
 * @param textOutput what is taken for a text; null if nothing
 * @param secondOutput what else is taken for frames; null if nothing
 */
record Binding(
    @Nullable TensorSpec frames,
    @Nullable TensorSpec ids,
    @Nullable TensorSpec mask,
    @Nullable TensorSpec segments,
    @Nullable TensorSpec frameOutput,
    @Nullable TensorSpec textOutput,
    @Nullable TensorSpec secondOutput) {

  TensorSpec framesOrThrow() {
    return Objects.requireNonNull(frames, "the network sees frames");
  }

  TensorSpec idsOrThrow() {
    return Objects.requireNonNull(ids, "the network reads texts");
  }

  TensorSpec frameOutputOrThrow() {
    return Objects.requireNonNull(frameOutput, "the network sees frames");
  }

  TensorSpec textOutputOrThrow() {
    return Objects.requireNonNull(textOutput, "the network reads texts");
  }

  /** Tells whether frames and texts go into the network together. */
  boolean isJoint() {
    return frames != null && ids != null;
  }

  /** Gives what is bound in words: {@code pixels: NAME TYPE [SHAPE]}, one for each. */
  List<String> described() {
    List<String> lines = new ArrayList<>();
    add(lines, "frames", frames);
    add(lines, "token ids", ids);
    add(lines, "mask", mask);
    add(lines, "segments", segments);
    add(lines, "output for frames", frameOutput);
    add(lines, "second output", secondOutput);
    add(lines, "output for text", textOutput);
    return lines;
  }

  private static void add(List<String> lines, String what, @Nullable TensorSpec spec) {
    if (spec != null) {
      lines.add(what + ": " + spec);
    }
  }
}

package org.clipmill.models;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.frame.RgbFrame;
import org.jspecify.annotations.Nullable;

/**
 * A model in memory: its networks, each loaded when it is first needed and tried once, its
 * tokenizer and its labels. Safe for any number of threads.
 */
final class LoadedModel implements AutoCloseable {
  /** Small enough to cost nothing, and a multiple of what encoders shrink by. */
  private static final ImageInput.FrameSize TRIAL = new ImageInput.FrameSize(64, 64);

  private static final String SIZE_HINT =
      "; a model for one size of frames or batches only needs it in input.size or batch";

  private final ModelEntry entry;
  private final Map<Role, Binding> bindings;
  private final Map<Role, Network> networks = new EnumMap<>(Role.class);
  private final List<String> labels;
  private @Nullable Tokenizer tokenizer;

  private LoadedModel(ModelEntry entry, Map<Role, Binding> bindings) {
    this.entry = entry;
    this.bindings = bindings;
    this.labels = entry.file(Role.LABELS).isPresent() ? Labels.read(entry) : List.of();
  }

  /**
   * Checks the files of a model.
   *
   * @throws ConfigException if one is missing, damaged or of another hash, or does not fit the
   *     entry
   */
  static LoadedModel load(ModelEntry entry) {
    return new LoadedModel(entry, Inspection.bindings(entry));
  }

  ModelEntry entry() {
    return entry;
  }

  List<String> labels() {
    return labels;
  }

  /**
   * Gives the network for frames.
   *
   * @throws ConfigException if it cannot be loaded or a trial fails
   */
  Network vision() {
    return network(bindings.containsKey(Role.VISION) ? Role.VISION : Role.MODEL);
  }

  /**
   * Gives the network for texts; of a model with both in one file the same as {@link #vision}.
   *
   * @throws ConfigException if it cannot be loaded or a trial fails
   */
  Network text() {
    return network(bindings.containsKey(Role.TEXT) ? Role.TEXT : Role.MODEL);
  }

  /**
   * Gives the tokenizer.
   *
   * @throws ConfigException if it cannot be read
   */
  synchronized Tokenizer tokenizer() {
    if (tokenizer == null) {
      tokenizer = Tokenizer.load(entry);
    }
    return tokenizer;
  }

  private synchronized Network network(Role role) {
    Network loaded = networks.get(role);
    if (loaded == null) {
      Binding binding = Objects.requireNonNull(bindings.get(role), "every network is bound");
      loaded = Network.load(entry, role, binding);
      try {
        tryOut(loaded, role);
      } catch (ConfigException e) {
        loaded.close();
        throw e;
      }
      networks.put(role, loaded);
    }
    return loaded;
  }

  private void tryOut(Network network, Role role) {
    Binding binding = network.binding();
    if (entry.task() == Task.SHOT_DETECTOR) {
      tryVideo(network);
      return;
    }
    if (binding.frames() != null) {
      tryFrames(network, binding.ids() == null ? null : tokenizer().ofLargestId());
    }
    if (binding.ids() != null && binding.textOutput() != null) {
      tryText(network, role);
    }
  }

  private void tryFrames(Network network, @Nullable Tokens tokens) {
    ImageInput.FrameSize size = trialSize(entry);
    byte[] black = new byte[RgbFrame.CHANNELS * size.width() * size.height()];
    RgbFrame frame = new RgbFrame(size.width(), size.height(), black);
    String place = place(vision(entry));
    try (FrameRunner runner = new FrameRunner(entry, network)) {
      List<FrameCode> codes = runner.run(Collections.nCopies(entry.batch(), frame), tokens);
      if (entry.task() == Task.CLASSIFIER && codes.get(0).channels() != labels.size()) {
        throw new ConfigException(Labels.mismatch(entry, labels.size(), codes.get(0).channels()));
      }
      if (entry.task() == Task.PAIR_SCORER && codes.get(0).channels() != 2) {
        throw new ConfigException(
            place + "saw " + codes.get(0).channels() + " numbers a pair, expected 2");
      }
    } catch (ClipException e) {
      List<Integer> shape = List.of(entry.batch(), RgbFrame.CHANNELS, size.height(), size.width());
      String hint = entry.input().fedSize() == null ? SIZE_HINT : "";
      String text = tokens == null ? "" : " and token id " + tokenizer().largestId();
      throw new ConfigException(
          place + "a trial with an input of " + shape + text + " failed: " + deepest(e) + hint);
    }
  }

  private void tryVideo(Network network) {
    try (OnnxShotDetector detector = new OnnxShotDetector(entry, network)) {
      detector.tryOut();
    } catch (ClipException e) {
      throw new ConfigException(place(Role.MODEL) + "a trial failed: " + deepest(e));
    }
  }

  private void tryText(Network network, Role role) {
    try (TextRunner runner = new TextRunner(entry, network)) {
      runner.run(tokenizer().ofLargestId());
    } catch (ClipException e) {
      throw new ConfigException(
          place(role)
              + "a trial with id "
              + tokenizer().largestId()
              + ", the largest of "
              + Weights.of(entry, Role.TOKENIZER).place()
              + ", failed: "
              + deepest(e)
              + "; are tokenizer and network of one model?");
    }
  }

  private static Role vision(ModelEntry entry) {
    return entry.file(Role.VISION).isPresent() ? Role.VISION : Role.MODEL;
  }

  private String place(Role role) {
    return "Cannot use model " + entry.id() + " (" + Weights.of(entry, role).place() + "): ";
  }

  /** Gives the size of frames that a model surely takes. */
  static ImageInput.FrameSize trialSize(ModelEntry entry) {
    ImageInput.FrameSize size = entry.input().fedSize();
    return size == null ? TRIAL : size;
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
  public synchronized void close() {
    networks.values().forEach(Network::close);
    networks.clear();
    if (tokenizer != null) {
      tokenizer.close();
      tokenizer = null;
    }
  }
}

package org.clipmill.models;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clipmill.core.frame.CropRounding;
import org.clipmill.core.frame.ResizeFilter;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code models.yaml}, its preset laid under it. */
final class EntryReader {
  /**
   * What is best on one core (docs/benchmarks.md): ONNX Runtime's CPU kernels gain nothing from a
   * larger batch and lose their caches to it. A GPU wants more.
   */
  static final int DEFAULT_BATCH = 1;

  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");

  private final Path catalogue;
  private final Path weights;

  /**
   * @param catalogue the folder that {@code file} is relative to
   * @param weights the folder with a folder for each model
   */
  EntryReader(Path catalogue, Path weights) {
    this.catalogue = catalogue;
    this.weights = weights;
  }

  ModelEntry read(String id, Section section) {
    section.text("task");
    Task task = section.choice("task", Task.values(), Task.VAE_ENCODER);
    Processor processor = section.choice("engine", Processor.values(), Processor.AUTO);
    FilesReader files = new FilesReader(catalogue, weights.resolve(id), section);
    List<ModelFile> read = files.read();
    ModelEntry entry =
        new ModelEntry(
            id,
            task,
            processor,
            files.source(),
            section.textOrNull("note"),
            section.text("licence"),
            section.count("batch", DEFAULT_BATCH),
            section.count("threads", 1),
            read,
            input(section.sectionOrEmpty("input")),
            output(section.sectionOrEmpty("output")),
            text(section, task),
            score(section.sectionOrEmpty("score")));
    section.refuseOtherKeys();
    checkRoles(entry, section);
    return entry;
  }

  private static void checkRoles(ModelEntry entry, Section section) {
    switch (entry.task()) {
      case TEXT_SCORER -> {
        if (entry.file(Role.MODEL).isEmpty()) {
          require(entry, section, Role.VISION);
          require(entry, section, Role.TEXT);
        }
        require(entry, section, Role.TOKENIZER);
      }
      case PAIR_SCORER -> {
        require(entry, section, Role.MODEL);
        require(entry, section, Role.TOKENIZER);
      }
      case CLASSIFIER -> {
        require(entry, section, Role.MODEL);
        require(entry, section, Role.LABELS);
      }
      case VAE_ENCODER, IMAGE_EMBEDDER, FEATURE_MAPS, SHOT_DETECTOR ->
          require(entry, section, Role.MODEL);
    }
  }

  private static void require(ModelEntry entry, Section section, Role role) {
    if (entry.file(role).isEmpty()) {
      section.missing("files." + role, "which a " + entry.task() + " needs");
    }
  }

  private static ImageInput input(Section section) {
    ImageInput input =
        new ImageInput(
            section.textOrNull("name"),
            section.has("size") ? size(section) : null,
            section.has("resize") ? resize(section.section("resize")) : null,
            section.colours("mean", 0.0f),
            section.colours("std", 1.0f));
    if (input.std().contains(0.0f)) {
      section.problem("std", input.std().toString(), "numbers other than 0");
    }
    section.refuseOtherKeys();
    return input;
  }

  private static @Nullable ResizeRule resize(Section section) {
    ResizeFilter filter = section.choice("filter", ResizeFilter.values());
    ResizeRule rule;
    if (section.has("size")) {
      ImageInput.FrameSize size = size(section);
      rule = size == null ? null : new ResizeRule.Exact(size, filter);
    } else {
      int shortSide = section.count("short-side", 0);
      int crop = section.count("crop", 0);
      CropRounding rounding =
          section.choice("rounding", CropRounding.values(), CropRounding.HALF_EVEN);
      if (shortSide == 0 || crop == 0 || crop > shortSide) {
        section.problem(
            "short-side",
            shortSide + " with crop " + crop,
            "size: WIDTHxHEIGHT, or short-side with a crop that is no larger");
      }
      rule = new ResizeRule.ShortSide(shortSide, crop, filter, rounding);
    }
    section.refuseOtherKeys();
    return rule;
  }

  private static ImageInput.@Nullable FrameSize size(Section section) {
    String text = section.text("size");
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      section.problem("size", text, "WIDTHxHEIGHT, for example 240x240");
      return null;
    }
    return new ImageInput.FrameSize(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  private static TensorOutput output(Section section) {
    TensorOutput output =
        new TensorOutput(
            section.textOrNull("name"),
            section.countOrNull("channels"),
            section.choice("pooling", Pooling.values(), Pooling.FIRST),
            section.choice("values", TensorOutput.Values.values(), TensorOutput.Values.LOGITS));
    section.refuseOtherKeys();
    return output;
  }

  private static @Nullable TextInput text(Section entry, Task task) {
    if (task != Task.TEXT_SCORER && task != Task.PAIR_SCORER) {
      return null;
    }
    Section section = entry.section("text");
    Integer context = section.countOrNull("context");
    if (context == null && !section.has("context")) {
      section.missing("context", "the most tokens of a text");
    }
    Integer padId = section.wholeOrNull("pad-id", 0);
    TextInput text =
        new TextInput(
            section.textOrNull("ids"),
            section.textOrNull("mask"),
            output(section.sectionOrEmpty("output")),
            context == null ? 1 : context,
            padId == null ? 0 : padId,
            section.choice("padding", TextInput.Padding.values(), TextInput.Padding.NONE));
    section.refuseOtherKeys();
    return text;
  }

  private static ScoreRule score(Section section) {
    ScoreRule score =
        new ScoreRule(
            section.choice("kind", ScoreRule.Kind.values(), ScoreRule.Kind.COSINE),
            section.number("scale", 1.0),
            section.number("bias", 0.0));
    section.refuseOtherKeys();
    return score;
  }
}

package org.clipmill.models;

import java.util.List;

/**
 * The names that public exports give their inputs and outputs, the most telling first. They are
 * tried when an entry names none.
 */
final class CustomaryNames {
  static final List<String> PIXELS =
      List.of("pixel_values", "pixels", "sample", "images", "image", "input", "x", "data");
  static final List<String> IDS = List.of("input_ids", "ids", "tokens", "text");
  static final List<String> MASK = List.of("attention_mask", "mask", "input_mask");
  static final List<String> SEGMENTS = List.of("token_type_ids", "segment_ids");
  static final List<String> FRAMES = List.of("frames", "input", "input_1", "images");

  static final List<String> MOMENTS =
      List.of(
          "moments",
          "latent_parameters",
          "latent_dist",
          "latent_sample",
          "latents",
          "latent",
          "output");
  static final List<String> IMAGE_VECTOR =
      List.of(
          "image_embeds",
          "image_features",
          "embedding",
          "embeddings",
          "pooler_output",
          "last_hidden_state",
          "features",
          "output");
  static final List<String> TEXT_VECTOR =
      List.of(
          "text_embeds",
          "text_features",
          "sentence_embedding",
          "pooler_output",
          "last_hidden_state",
          "output");
  static final List<String> LOGITS = List.of("logits", "output", "scores", "class_logits");
  static final List<String> MATCH = List.of("itm_score", "itm_scores", "logits", "output");
  static final List<String> MAPS =
      List.of("features", "feature_maps", "last_feature_map", "output");
  static final List<String> SHOT_ENDS =
      List.of("single_frame_logits", "boundary_logits", "output_1", "output0", "output");
  static final List<String> TRANSITIONS =
      List.of("many_hot", "all_frame_logits", "output_2", "output1");

  private CustomaryNames() {}

  /** Gives what the output of a network for frames may be called. */
  static List<String> output(Task task) {
    return switch (task) {
      case VAE_ENCODER -> MOMENTS;
      case IMAGE_EMBEDDER, TEXT_SCORER -> IMAGE_VECTOR;
      case PAIR_SCORER -> MATCH;
      case CLASSIFIER -> LOGITS;
      case FEATURE_MAPS -> MAPS;
      case SHOT_DETECTOR -> SHOT_ENDS;
    };
  }
}

package org.clipmill.models;

import static org.clipmill.models.TinyGraph.FLOAT;
import static org.clipmill.models.TinyGraph.FLOAT16;
import static org.clipmill.models.TinyGraph.INT64;
import static org.clipmill.models.TinyGraph.INT8;

import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** ONNX files of a few operations, whose results can be told by hand. */
final class TinyOnnx {
  /** The words that {@link #textTower} knows: their vectors are red, green, blue and nothing. */
  static final List<String> WORDS = List.of("red", "green", "blue", "dark");

  private static final float[] COLOURS = {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0};
  private static final int COLUMNS = 64;
  private static final int ROWS = 8;
  private static final float SCALE = 0.125f;

  /** What a model holds and takes. */
  enum Kind {
    FLOAT32,
    FLOAT16,
    /** Weights of 8 bits with a scale; input and output are float32. */
    INT8
  }

  private TinyOnnx() {}

  /**
   * Gives a model that returns its input.
   *
   * @param axes the lengths of the axes; -1 is any
   */
  static byte[] identity(String input, String output, int... axes) {
    return new TinyGraph()
        .node("Identity", List.of(input), output)
        .input(input, FLOAT, axes)
        .output(output, FLOAT, axes)
        .bytes();
  }

  /**
   * Gives a model that multiplies each row of its input, {@code [batch][3][any][64]}, with the
   * matrix of {@link #weight}: {@code moments [batch][3][any][8]}.
   *
   * @param kind what weights, input and output are
   */
  static byte[] projection(Kind kind) {
    int type = kind == Kind.FLOAT16 ? FLOAT16 : FLOAT;
    TinyGraph graph = new TinyGraph();
    if (kind == Kind.INT8) {
      graph
          .node("DequantizeLinear", List.of("q", "scale"), "w")
          .tensor("q", INT8, weights(kind), COLUMNS, ROWS)
          .floats("scale", new float[] {SCALE});
    } else {
      graph.tensor("w", type, weights(kind), COLUMNS, ROWS);
    }
    return graph
        .node("MatMul", List.of("pixels", "w"), "moments")
        .input("pixels", type, -1, 3, -1, -1)
        .output("moments", type, -1, 3, -1, ROWS)
        .bytes();
  }

  /** Gives what column {@code x} of a row counts for value {@code i}: a small multiple of 1/8. */
  static float weight(int x, int i) {
    return ((x * 5 + i * 3) % 15 - 7) * SCALE;
  }

  private static byte[] weights(Kind kind) {
    ByteBuffer all = ByteBuffer.allocate(4 * COLUMNS * ROWS).order(ByteOrder.LITTLE_ENDIAN);
    for (int x = 0; x < COLUMNS; x++) {
      for (int i = 0; i < ROWS; i++) {
        switch (kind) {
          case FLOAT32 -> all.putFloat(weight(x, i));
          case FLOAT16 -> all.putShort(Fp16Conversions.floatToFp16(weight(x, i)));
          case INT8 -> all.put((byte) Math.round(weight(x, i) / SCALE));
        }
      }
    }
    byte[] bytes = new byte[all.position()];
    all.flip().get(bytes);
    return bytes;
  }

  /** Gives the mean colour of a picture: {@code output [batch][3]}. */
  static byte[] meanColour(String input, String output) {
    return colour(new TinyGraph(), input, output).output(output, FLOAT, -1, 3).bytes();
  }

  private static TinyGraph colour(TinyGraph graph, String input, String output) {
    return graph
        .node("GlobalAveragePool", List.of(input), "pooled")
        .node("Flatten", List.of("pooled"), output)
        .input(input, FLOAT, -1, 3, -1, -1);
  }

  /** Gives one colour per word: {@code last_hidden_state [batch][tokens][3]}. */
  static byte[] textTower() {
    return new TinyGraph()
        .node("Gather", List.of("colours", "input_ids"), "last_hidden_state")
        .floats("colours", COLOURS, WORDS.size(), 3)
        .input("input_ids", INT64, -1, -1)
        .input("attention_mask", INT64, -1, -1)
        .output("last_hidden_state", FLOAT, -1, -1, 3)
        .bytes();
  }

  /** Gives both towers in one file; its text output is the first word's colour. */
  static byte[] bothTowers() {
    return colour(new TinyGraph(), "pixel_values", "image_embeds")
        .node("Gather", List.of("colours", "input_ids"), "text_embeds")
        .floats("colours", COLOURS, WORDS.size(), 3)
        .input("input_ids", INT64, -1, -1)
        .output("text_embeds", FLOAT, -1, -1, 3)
        .output("image_embeds", FLOAT, -1, 3)
        .bytes();
  }

  /**
   * Gives {@code itm_score [batch][2]}: for pixel means {@code p} and the mean colour {@code w} of
   * the words, {@code -p.w} and {@code p.w}.
   */
  static byte[] pairs() {
    return colour(new TinyGraph(), "pixel_values", "frame")
        .node("Gather", List.of("colours", "input_ids"), "words")
        .node(
            "ReduceMean",
            List.of("words"),
            "text",
            TinyGraph.attributes("axes", 1),
            TinyGraph.attribute("keepdims", 0))
        .node("Mul", List.of("frame", "text"), "products")
        .node("MatMul", List.of("products", "signs"), "itm_score")
        .floats("colours", COLOURS, WORDS.size(), 3)
        .floats("signs", new float[] {-1, 1, -1, 1, -1, 1}, 3, 2)
        .input("input_ids", INT64, -1, -1)
        .output("itm_score", FLOAT, -1, 2)
        .bytes();
  }

  /** Gives the mean of each frame of a window, colours in the third axis: {@code 534 [1][100]}. */
  static byte[] meanLevels() {
    return new TinyGraph()
        .node(
            "ReduceMean",
            List.of("input"),
            "534",
            TinyGraph.attributes("axes", 2, 3, 4),
            TinyGraph.attribute("keepdims", 0))
        .input("input", FLOAT, 1, 100, 3, 27, 48)
        .output("534", FLOAT, 1, 100)
        .bytes();
  }
}

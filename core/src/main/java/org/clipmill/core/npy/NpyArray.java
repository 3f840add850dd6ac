package org.clipmill.core.npy;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * An array of any shape in memory: numbers, or texts. Small integers and truth values of a file
 * become {@code int}.
 */
public final class NpyArray {
  private final List<Integer> shape;
  private final Object values;

  NpyArray(Object values, int count, List<Integer> shape) {
    long expected = 1;
    for (int axis : shape) {
      expected = Math.multiplyExact(expected, axis);
    }
    if (expected != count) {
      throw new IllegalArgumentException(
          "Was " + count + " values; expected " + expected + " for shape " + shape);
    }
    this.values = values;
    this.shape = List.copyOf(shape);
  }

  /**
   * Wraps values, the last axis running fastest; they are not copied.
   *
   * @param shape length of every axis; none is a single value
   * @throws IllegalArgumentException if the number of values does not match
   */
  public static NpyArray of(float[] values, int... shape) {
    return new NpyArray(values, values.length, Arrays.stream(shape).boxed().toList());
  }

  /** As {@link #of(float[], int...)}. */
  public static NpyArray of(double[] values, int... shape) {
    return new NpyArray(values, values.length, Arrays.stream(shape).boxed().toList());
  }

  /** As {@link #of(float[], int...)}. */
  public static NpyArray of(int[] values, int... shape) {
    return new NpyArray(values, values.length, Arrays.stream(shape).boxed().toList());
  }

  /** As {@link #of(float[], int...)}. */
  public static NpyArray of(long[] values, int... shape) {
    return new NpyArray(values, values.length, Arrays.stream(shape).boxed().toList());
  }

  /** Gives a row of texts. */
  public static NpyArray ofTexts(List<String> texts) {
    return new NpyArray(texts.toArray(String[]::new), texts.size(), List.of(texts.size()));
  }

  /**
   * Reads a whole file.
   *
   * @throws NpyFormatException if it is no such array, or damaged
   */
  public static NpyArray read(Path file) throws IOException {
    try (NpyReader reader = NpyReader.open(file)) {
      return reader.readAll();
    }
  }

  /** Gives the length of every axis. */
  public List<Integer> shape() {
    return shape;
  }

  /** Says whether the values are texts. */
  public boolean isText() {
    return values instanceof String[];
  }

  /**
   * Gives all values as float32, rounded where they are wider; not a copy where they are float32.
   *
   * @throws IllegalStateException if they are texts
   */
  public float[] floats() {
    if (values instanceof float[] floats) {
      return floats;
    }
    double[] wide = doubles();
    float[] floats = new float[wide.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) wide[i];
    }
    return floats;
  }

  /**
   * Gives all values as float64; not a copy where they are float64.
   *
   * @throws IllegalStateException if they are texts
   */
  public double[] doubles() {
    if (values instanceof double[] doubles) {
      return doubles;
    }
    if (values instanceof float[] floats) {
      double[] wide = new double[floats.length];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = floats[i];
      }
      return wide;
    }
    return Arrays.stream(longs()).asDoubleStream().toArray();
  }

  /**
   * Gives all values as integers; not a copy where they are 64 bits wide.
   *
   * @throws IllegalStateException if they are no integers
   */
  public long[] longs() {
    if (values instanceof long[] longs) {
      return longs;
    }
    if (values instanceof int[] ints) {
      return Arrays.stream(ints).asLongStream().toArray();
    }
    throw new IllegalStateException("Was an array of " + kind() + "; expected integers");
  }

  /**
   * Gives all values as integers; not a copy where they are 32 bits wide or less.
   *
   * @throws IllegalStateException if they are no integers
   * @throws ArithmeticException if one does not fit
   */
  public int[] ints() {
    return values instanceof int[] ints
        ? ints
        : Arrays.stream(longs()).mapToInt(Math::toIntExact).toArray();
  }

  /**
   * Gives all values as texts.
   *
   * @throws IllegalStateException if they are numbers
   */
  public List<String> texts() {
    if (values instanceof String[] texts) {
      return List.of(texts);
    }
    throw new IllegalStateException("Was an array of " + kind() + "; expected texts");
  }

  /** Gives the matrix whose values lie here column by column, row by row. */
  NpyArray fromColumns() {
    int rows = shape.get(0);
    int columns = shape.get(1);
    Object byRow = Array.newInstance(values.getClass().componentType(), rows * columns);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        System.arraycopy(values, column * rows + row, byRow, row * columns + column, 1);
      }
    }
    return new NpyArray(byRow, rows * columns, shape);
  }

  /** Gives the values in the type in which they are held. */
  Object values() {
    return values;
  }

  private String kind() {
    return values instanceof String[] ? "texts" : values.getClass().componentType() + "s";
  }
}

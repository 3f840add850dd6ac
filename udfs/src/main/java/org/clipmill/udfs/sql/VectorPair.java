package org.clipmill.udfs.sql;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.collection.Seq;

/** Two vectors of one length, taken from SQL arrays. */
final class VectorPair {
  private final double[] first;
  private final double[] second;

  private VectorPair(double[] first, double[] second) {
    this.first = first;
    this.second = second;
  }

  /**
   * Computes something over two arrays.
   *
   * @return null if an array or one of its elements is null
   * @throws IllegalArgumentException if they differ in length
   */
  static @Nullable Double over(
      @Nullable Seq<Double> a, @Nullable Seq<Double> b, ToDoubleFunction<VectorPair> function) {
    if (a == null || b == null) {
      return null;
    }
    if (a.length() != b.length()) {
      throw new IllegalArgumentException(
          "Cannot compare vectors of different lengths: saw " + a.length() + " and " + b.length());
    }
    Optional<double[]> first = values(a);
    Optional<double[]> second = values(b);
    return first.isEmpty() || second.isEmpty()
        ? null
        : function.applyAsDouble(new VectorPair(first.get(), second.get()));
  }

  private static Optional<double[]> values(Seq<Double> array) {
    double[] values = new double[array.length()];
    int at = 0;
    for (Iterator<Double> it = array.iterator(); it.hasNext(); at++) {
      @Nullable Double value = it.next();
      if (value == null) {
        return Optional.empty();
      }
      values[at] = value;
    }
    return Optional.of(values);
  }

  double euclidean() {
    double sum = 0.0;
    for (int i = 0; i < first.length; i++) {
      double difference = first[i] - second[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  double cosine() {
    double norm = Math.sqrt(product(first, first)) * Math.sqrt(product(second, second));
    if (norm == 0.0) {
      return product(first, first) == product(second, second) ? 0.0 : 1.0;
    }
    double distance = 1.0 - product(first, second) / norm;
    return distance < CosineDistance.ROUNDING ? 0.0 : distance;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0.0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

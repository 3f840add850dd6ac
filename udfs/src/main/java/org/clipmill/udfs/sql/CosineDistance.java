package org.clipmill.udfs.sql;

import org.apache.spark.sql.api.java.UDF2;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;

/**
 * SQL's {@code cosine_distance(a, b)}: one minus the cosine of the angle between two vectors, by
 * the rules of {@link org.clipmill.core.sample.Metric#COSINE}. NaN if an element is.
 */
public final class CosineDistance implements UDF2<Seq<Double>, Seq<Double>, Double> {
  /** What 1 - cos of two vectors of one direction may differ from 0 by. */
  static final double ROUNDING = 1e-12;

  /**
   * Gives the distance, 0 to 2; null if a vector or one of its elements is null.
   *
   * @throws IllegalArgumentException if the vectors differ in length
   */
  @Override
  public @Nullable Double call(@Nullable Seq<Double> a, @Nullable Seq<Double> b) {
    return VectorPair.over(a, b, VectorPair::cosine);
  }
}

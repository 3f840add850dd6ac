package org.clipmill.udfs.sql;

import org.apache.spark.sql.api.java.UDF2;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;

/**
 * SQL's {@code l2_distance(a, b)}: the Euclidean distance between two vectors, not squared. NaN if
 * an element is.
 */
public final class L2Distance implements UDF2<Seq<Double>, Seq<Double>, Double> {

  /**
   * Gives the distance; null if a vector or one of its elements is null.
   *
   * @throws IllegalArgumentException if the vectors differ in length
   */
  @Override
  public @Nullable Double call(@Nullable Seq<Double> a, @Nullable Seq<Double> b) {
    return VectorPair.over(a, b, VectorPair::euclidean);
  }
}

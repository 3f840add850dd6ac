package org.clipmill.jobs.sample;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.clipmill.core.variance.FrameVariance;
import org.clipmill.core.variance.VarianceIndex;

/**
 * A video as it was measured.
 *
 * @param path where it lies
 * @param frames how many it has
 * @param durationMicros how long it is
 * @param curves those that were measured
 */
public record VideoCurves(
    String path, long frames, long durationMicros, Map<FrameVariance, VarianceIndex> curves) {

  /** Reads a row that {@code MeasureVariance} made without an error. */
  public static VideoCurves of(Row row) {
    Map<FrameVariance, VarianceIndex> curves = new EnumMap<>(FrameVariance.class);
    for (FrameVariance variance : FrameVariance.values()) {
      int column = row.fieldIndex(variance.name().toLowerCase(Locale.ROOT));
      if (!row.isNullAt(column)) {
        List<Double> weights = row.getList(column);
        double[] values = weights.stream().mapToDouble(Double::doubleValue).toArray();
        curves.put(variance, index(values));
      }
    }
    return new VideoCurves(
        row.getAs("path"), row.<Long>getAs("frames"), row.<Long>getAs("duration_us"), curves);
  }

  /** The last frame has a share only where all have the same. */
  private static VarianceIndex index(double[] weights) {
    double[] distances = Arrays.copyOf(weights, Math.max(0, weights.length - 1));
    boolean isStill = weights.length > 0 && weights[weights.length - 1] > 0;
    return VarianceIndex.ofDistances(isStill ? new double[distances.length] : distances);
  }

  /** Gives a curve, if it was measured. */
  public Optional<VarianceIndex> curve(FrameVariance variance) {
    return Optional.ofNullable(curves.get(variance));
  }

  /** Gives the name of the file without folder and ending. */
  public String name() {
    String file = path.substring(path.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }
}

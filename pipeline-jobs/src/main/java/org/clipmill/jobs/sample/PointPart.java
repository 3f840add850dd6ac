package org.clipmill.jobs.sample;

import java.util.List;

/** What one file gave: points row by row, and a name and a score for each or none. */
final class PointPart {
  final int dimension;
  final float[] values;
  final List<String> names;
  final List<Double> scores;

  PointPart(int dimension, float[] values, List<String> names, List<Double> scores) {
    this.dimension = dimension;
    this.values = values;
    this.names = names;
    this.scores = scores;
  }
}

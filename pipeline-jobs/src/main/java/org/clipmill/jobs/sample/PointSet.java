package org.clipmill.jobs.sample;

import java.util.List;
import java.util.Optional;
import org.clipmill.core.sample.Points;

/**
 * Points to sample from.
 *
 * @param names one for each point, or none
 * @param scores one for each point, if they were asked for
 */
public record PointSet(Points points, List<String> names, Optional<List<Double>> scores) {

  /** Gives the name of a point; its index where there are no names. */
  public String name(int point) {
    return names.isEmpty() ? Integer.toString(point) : names.get(point);
  }
}

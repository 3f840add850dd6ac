package org.clipmill.models;

import java.util.List;

/**
 * An input or output as a model file declares it.
 *
 * @param shape the length of each axis; -1 for any. Empty if the file does not say
 */
record TensorSpec(String name, TensorType type, List<Long> shape) {

  /** Tells whether the file says how many axes there are, and it is another number. */
  boolean hasOtherRankThan(int rank) {
    return !shape.isEmpty() && shape.size() != rank;
  }

  /** Tells whether the file fixes an axis to another length. */
  boolean contradicts(int axis, long length) {
    return axis < shape.size() && shape.get(axis) >= 0 && shape.get(axis) != length;
  }

  @Override
  public String toString() {
    String axes =
        String.join(", ", shape.stream().map(axis -> axis < 0 ? "?" : "" + axis).toList());
    return name + " " + type + " [" + axes + "]";
  }
}

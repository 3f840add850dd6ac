package org.clipmill.core.sample;

/** How a diverse few are chosen. */
public enum SelectionMethod {
  /** Farthest-point sampling: no point is far from a chosen one. */
  FPS,
  /** Facility location: points are near to a chosen one on average. */
  FACILITY,
  /** Facility location and a good score at once. */
  QUALITY_DIVERSITY
}

package org.clipmill.core.variance;

/** By what two frames of a video in a row are said to differ. */
public enum FrameVariance {
  /** One minus the structural similarity of the two (EVFR's SSVD). */
  SSVD,
  /** Mean length of the optical flow from one to the next, in pixels (EVFR's OFVD). */
  OFVD,
  /** One minus the cosine of the features of the two (EVFR's FSD). */
  FSD
}

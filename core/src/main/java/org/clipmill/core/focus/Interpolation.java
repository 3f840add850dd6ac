package org.clipmill.core.focus;

/** How the relevance of an arm's frames is guessed from the few that were scored. */
public enum Interpolation {
  /** As the nearest scored frame; of equally near ones the one that was scored first. */
  NEAREST,
  /** On straight lines between neighbouring scored frames; level beyond the outermost. */
  LINEAR,
  /** By a sum of Gaussian bells through the scored frames. */
  RBF,
  /** Not at all: frames of the arm are drawn, each as likely. */
  UNIFORM,
  /** As the mean of the scored frames; the original does so for any name it does not know. */
  MEAN
}

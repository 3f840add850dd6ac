package org.clipmill.core.feature;

/**
 * How much in a clip moves; all 0 for one frame.
 *
 * @param maxVelocity largest of the pairs' mean flow lengths, in pixels of the 240x240 picture for
 *     one sampled step (with {@link MeasureMode#FILTRAIN} since the first frame)
 * @param meanVelocity mean of the pairs' mean flow lengths, in the same unit
 * @param motionScore mean over the pairs of the mean flow length per second, as a share of the
 *     picture's diagonal; does not depend on size and sampling rate
 */
public record FlowFeatures(double maxVelocity, double meanVelocity, double motionScore) {}

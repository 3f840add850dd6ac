package org.clipmill.core.feature;

import org.jspecify.annotations.Nullable;

/**
 * The numbers of a clip. A pair is two sampled frames that follow each other; a clip of one sampled
 * frame has no pair, and all its motion is 0.
 *
 * @param maxRgbDiff largest {@link Energy} of a pair
 * @param meanRgbDiff mean {@link Energy} of the pairs
 * @param maxVelocity largest of the pairs' mean flow lengths, in pixels of the 240x240 picture for
 *     one sampled step (with {@link MeasureMode#FILTRAIN} since the first frame)
 * @param meanVelocity mean of the pairs' mean flow lengths, in the same unit
 * @param motionScore mean over the pairs of the mean flow length per second, as a share of the
 *     picture's diagonal; does not depend on size and sampling rate
 * @param frames how many frames were sampled, at least 1 (column {@code no_frames})
 * @param latents what the encoder tells; null when there was no encoder
 */
public record ClipFeatures(
    double maxRgbDiff,
    double meanRgbDiff,
    double maxVelocity,
    double meanVelocity,
    double motionScore,
    long frames,
    @Nullable LatentFeatures latents) {}

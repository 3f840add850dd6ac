package org.clipmill.core.feature;

/**
 * How much the pictures of a clip differ.
 *
 * @param max largest {@link Energy} of a pair; 0 for one frame
 * @param mean mean {@link Energy} of the pairs; 0 for one frame
 */
public record EnergyFeatures(double max, double mean) {}

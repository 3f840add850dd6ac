package org.clipmill.core.feature;

/**
 * What an encoder tells about a clip.
 *
 * @param mse mean over neighbouring sampled frames of {@link LatentMotion#meanSquaredError}; 0 for
 *     one frame
 * @param cosSim mean over neighbouring sampled frames of {@link LatentMotion#cosine}; 1 for one
 *     frame
 * @param embedding where the clip lies among all clips
 */
public record LatentFeatures(double mse, double cosSim, ClipEmbedding embedding) {}

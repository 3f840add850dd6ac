package org.clipmill.media;

import org.clipmill.core.clip.FrameRate;

/**
 * What a video file says of itself, checked by decoding its first frame.
 *
 * @param width columns of the upright picture
 * @param height rows of the upright picture
 * @param frameRate the mean rate of the stream; nominal where the rate varies
 * @param durationMicros length of the video stream as the container states it, or as its packets
 *     span if it does not
 * @param codec FFmpeg's name of the coding, for example {@code h264}
 * @param container FFmpeg's names of the container, for example {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param rotationDegrees how far the stored picture is turned clockwise when shown: 0, 90, 180, 270
 * @param hasAudio whether there is a sound stream
 */
public record VideoFacts(
    int width,
    int height,
    FrameRate frameRate,
    long durationMicros,
    String codec,
    String container,
    int rotationDegrees,
    boolean hasAudio) {}

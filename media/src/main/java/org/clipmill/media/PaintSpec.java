package org.clipmill.media;

import org.clipmill.core.clip.FrameRate;

/**
 * The form of a video that is painted.
 *
 * @param width columns; even for most encoders
 * @param height rows; even for most encoders
 * @param frameRate the rate of its clock
 * @param frames how many frames it has, at least 1
 * @param timing whether all frames are shown equally long
 * @param sound what is to be heard
 * @param encoder one of {@link Encoders#available}
 * @param keyFrameSeconds the longest time from one key frame to the next
 * @param bFrames how many frames in a row may be predicted from later ones; few encoders can
 * @param rotation how far a player is told to turn the pictures
 */
public record PaintSpec(
    int width,
    int height,
    FrameRate frameRate,
    long frames,
    Timing timing,
    Sound sound,
    String encoder,
    double keyFrameSeconds,
    int bFrames,
    Rotation rotation) {

  /** How long frames are shown. */
  public enum Timing {
    /** All equally long. */
    EVEN,
    /** Every third one twice as long as the others; the mean rate is 3/4 of the clock's. */
    UNEVEN;

    /** Gives when a frame is shown, counted in ticks of the frame rate. */
    public long tickOf(long frame) {
      return this == EVEN ? frame : frame + frame / 3;
    }
  }

  /** What is to be heard. */
  public enum Sound {
    /** Nothing; there is no sound stream. */
    NONE,
    /** A tone of 440 Hz in the first, third, fifth second; silence in the others. */
    TONE
  }

  /** Gives a plain video: frames equally long, silent, H.264 with a key frame a second. */
  public static PaintSpec of(int width, int height, FrameRate frameRate, long frames) {
    return new PaintSpec(
        width,
        height,
        frameRate,
        frames,
        Timing.EVEN,
        Sound.NONE,
        "libopenh264",
        1.0,
        0,
        Rotation.NONE);
  }

  /** Gives the same with other lengths of frames. */
  public PaintSpec with(Timing choice) {
    return new PaintSpec(
        width,
        height,
        frameRate,
        frames,
        choice,
        sound,
        encoder,
        keyFrameSeconds,
        bFrames,
        rotation);
  }

  /** Gives the same with other sound. */
  public PaintSpec with(Sound choice) {
    return new PaintSpec(
        width,
        height,
        frameRate,
        frames,
        timing,
        choice,
        encoder,
        keyFrameSeconds,
        bFrames,
        rotation);
  }

  /** Gives the same with pictures that a player is to turn. */
  public PaintSpec with(Rotation choice) {
    return new PaintSpec(
        width, height, frameRate, frames, timing, sound, encoder, keyFrameSeconds, bFrames, choice);
  }

  /** Gives the same by another encoder, with its groups of pictures. */
  public PaintSpec with(String encoderChoice, double keyFrameSecondsChoice, int bFramesChoice) {
    return new PaintSpec(
        width,
        height,
        frameRate,
        frames,
        timing,
        sound,
        encoderChoice,
        keyFrameSecondsChoice,
        bFramesChoice,
        rotation);
  }
}

package org.clipmill.media;

import org.bytedeco.ffmpeg.global.avutil;

/** The sound of painted videos: 440 Hz in the seconds 0, 2, 4, silence in the others. */
final class Tone implements NativeResource {
  private static final int SAMPLE_RATE = 44_100;
  private static final double HERTZ = 440.0;
  private static final double LOUDNESS = 0.5;
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final SoundTrack track;

  private Tone(SoundTrack track) {
    this.track = track;
  }

  /** Adds the sound to a file that has not started. */
  static Tone open(MovieFile movie) {
    return new Tone(SoundTrack.open(movie, SAMPLE_RATE, 1));
  }

  /** Plays from where it stands to a moment. */
  void playUntil(long micros) {
    long from = track.written();
    long to = avutil.av_rescale(micros, SAMPLE_RATE, MICROS_PER_SECOND);
    float[] samples = new float[(int) Math.max(0, to - from)];
    for (int i = 0; i < samples.length; i++) {
      long sample = from + i;
      boolean isLoud = sample / SAMPLE_RATE % 2 == 0;
      samples[i] =
          isLoud ? (float) (LOUDNESS * Math.sin(2 * Math.PI * HERTZ * sample / SAMPLE_RATE)) : 0f;
    }
    track.write(new float[][] {samples}, 0, samples.length);
  }

  /** Completes the stream. */
  void finish() {
    track.finish();
  }

  @Override
  public void close() {
    track.close();
  }
}

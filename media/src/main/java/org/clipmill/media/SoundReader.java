package org.clipmill.media;

import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.clipmill.core.clip.ClipError;

/**
 * The sound of a file from a moment on, as floats, at a rate and with the channels that AAC takes.
 *
 * <p>Samples are placed by the times that the file states, not by counting: where sound is missing
 * (it starts late, or has a gap) there is silence, so that it stays with the pictures.
 */
final class SoundReader implements NativeResource {
  /** The rates of AAC (ISO/IEC 14496-3, table 1.18) that are in use. */
  private static final int[] SAMPLE_RATES = {
    8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000
  };

  private static final int FALLBACK_SAMPLE_RATE = 48_000;
  private static final int MOST_CHANNELS = 2;
  private static final long MICROS_PER_SECOND = 1_000_000;

  /** Decoders need some sound before the wanted one to be exact; a few blocks of any codec. */
  private static final long LEAD_IN_MICROS = 500_000;

  /** A stated time this close to the counted one is a rounded one; 50 ms. */
  private static final int JITTER_PER_SECOND = 20;

  private final StreamDecoder stream;
  private final SwrContext resampler;
  private final AVFrame resampled = avutil.av_frame_alloc();
  private final long startMicros;
  private final int sampleRate;
  private final int channels;

  private float[][] samples;
  private int count;
  private long position = Long.MIN_VALUE;

  private SoundReader(StreamDecoder stream, long startMicros) {
    this.stream = stream;
    this.startMicros = startMicros;
    AVCodecParameters parameters = stream.stream().codecpar();
    sampleRate = sampleRateFor(parameters.sample_rate());
    channels = Math.max(1, Math.min(MOST_CHANNELS, parameters.ch_layout().nb_channels()));
    samples = new float[channels][0];
    resampler = swresample.swr_alloc();
  }

  /**
   * Opens the sound of a file.
   *
   * @param startMicros the moment from which it is wanted, on the clock of the file
   * @return nothing if the file has no sound
   * @throws org.clipmill.core.clip.ClipException {@code DECODE_FAILED} if it cannot be decoded
   */
  static Optional<SoundReader> open(Path file, long startMicros) {
    try (NativeResources opening = new NativeResources()) {
      MediaFile media = opening.add(MediaFile.open(file));
      Optional<AVStream> stream = media.audio();
      if (stream.isEmpty()) {
        return Optional.empty();
      }
      StreamDecoder decoder = StreamDecoder.open(media, stream.get(), 1);
      opening.handOver();
      decoder.seek(Ffmpeg.ticks(startMicros - LEAD_IN_MICROS, decoder.tick()));
      return Optional.of(new SoundReader(decoder, startMicros));
    }
  }

  private static int sampleRateFor(int stated) {
    for (int rate : SAMPLE_RATES) {
      if (rate == stated) {
        return rate;
      }
    }
    return FALLBACK_SAMPLE_RATE;
  }

  int sampleRate() {
    return sampleRate;
  }

  int channels() {
    return channels;
  }

  /**
   * Hands on the sound from where the track stands to a moment; less if the sound ends before it.
   *
   * @param lengthMicros the moment, after the start
   */
  void copyTo(SoundTrack track, long lengthMicros) {
    long end = avutil.av_rescale(lengthMicros, sampleRate, MICROS_PER_SECOND);
    while (track.written() < end) {
      if (position + count <= track.written() && !decode()) {
        return;
      }
      if (position > track.written()) {
        long silent = Math.min(Math.min(position, end) - track.written(), sampleRate);
        track.write(new float[channels][(int) silent], 0, (int) silent);
      } else {
        int from = (int) Math.min(count, track.written() - position);
        int to = (int) Math.min(count, end - position);
        track.write(samples, from, to);
      }
    }
  }

  /** Decodes the next block to {@link #samples} and says in {@link #position} where it belongs. */
  private boolean decode() {
    if (!stream.next()) {
      return false;
    }
    AVFrame frame = stream.frame();
    long stamp = frame.best_effort_timestamp();
    long counted = position + count;
    boolean isFirst = position == Long.MIN_VALUE;
    position = isFirst ? 0 : counted;
    if (stamp != avutil.AV_NOPTS_VALUE) {
      long micros = Ffmpeg.micros(stamp, stream.tick()) - startMicros;
      long stated = avutil.av_rescale(micros, sampleRate, MICROS_PER_SECOND);
      if (isFirst || Math.abs(stated - counted) > sampleRate / JITTER_PER_SECOND) {
        position = stated;
      }
    }
    resample(frame);
    return true;
  }

  private void resample(AVFrame frame) {
    avutil.av_frame_unref(resampled);
    resampled.format(avutil.AV_SAMPLE_FMT_FLTP).sample_rate(sampleRate);
    AVChannelLayout layout = resampled.ch_layout();
    avutil.av_channel_layout_default(layout, channels);
    Ffmpeg.check(
        swresample.swr_convert_frame(resampler, resampled, frame),
        ClipError.DECODE_FAILED,
        "resample the sound of " + stream.media().file());
    count = resampled.nb_samples();
    if (samples[0].length < count) {
      samples = new float[channels][count];
    }
    for (int channel = 0; channel < channels; channel++) {
      new FloatPointer(resampled.data(channel)).get(samples[channel], 0, count);
    }
  }

  @Override
  public void close() {
    avutil.av_frame_free(resampled);
    swresample.swr_free(resampler);
    stream.close();
  }
}

package org.clipmill.media;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * When each frame of a video is shown and which of them are key frames, read from the packets of
 * the file without decoding any.
 *
 * <p>Frames are counted in the order in which they are shown. Only a file whose packets leave no
 * doubt has an index: each states when it is shown, no two the same time, and the first one is a
 * key frame and shown first.
 */
final class FrameIndex {
  private final long[] stamps;
  private final BitSet keys;
  private final long[] seekTicks;

  private FrameIndex(long[] stamps, BitSet keys, long[] seekTicks) {
    this.stamps = stamps;
    this.keys = keys;
    this.seekTicks = seekTicks;
  }

  /** Reads the rest of a file; the container must be at its start. */
  static Optional<FrameIndex> read(MediaFile media, AVStream stream) {
    Packets packets = new Packets();
    AVPacket packet = avcodec.av_packet_alloc();
    try {
      while (avformat.av_read_frame(media.container(), packet) >= 0) {
        if (packet.stream_index() == stream.index()) {
          packets.add(packet);
        }
        avcodec.av_packet_unref(packet);
      }
    } finally {
      avcodec.av_packet_free(packet);
    }
    return packets.index();
  }

  /** What is noted of packets, in the order of the file. */
  private static final class Packets {
    private static final int SEEK = 1;
    private static final int FIRST_CAPACITY = 1024;

    private long[][] packets = new long[FIRST_CAPACITY][];
    private int count;
    private boolean isDoubtful;

    void add(AVPacket packet) {
      boolean isHidden = (packet.flags() & avcodec.AV_PKT_FLAG_DISCARD) != 0;
      boolean isKey = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
      boolean isDamaged = (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
      boolean isTimed = packet.pts() != avutil.AV_NOPTS_VALUE;
      isDoubtful |= isDamaged || !isTimed || (count == 0 && (isHidden || !isKey));
      if (isHidden || isDoubtful) {
        return;
      }
      if (count == packets.length) {
        packets = Arrays.copyOf(packets, 2 * count);
      }
      long seek = packet.dts() == avutil.AV_NOPTS_VALUE ? packet.pts() : packet.dts();
      packets[count++] = new long[] {packet.pts(), seek, isKey ? 1 : 0};
    }

    Optional<FrameIndex> index() {
      if (isDoubtful || count == 0) {
        return Optional.empty();
      }
      long first = packets[0][0];
      long[][] shown = Arrays.copyOf(packets, count);
      Arrays.sort(shown, (a, b) -> Long.compare(a[0], b[0]));
      long[] stamps = Arrays.stream(shown).mapToLong(packet -> packet[0]).toArray();
      Set<Long> different = new HashSet<>();
      Arrays.stream(stamps).forEach(different::add);
      if (stamps[0] != first || different.size() < count) {
        return Optional.empty();
      }
      BitSet keys = new BitSet(count);
      long[] seekTicks = new long[count];
      for (int i = 0; i < count; i++) {
        keys.set(i, shown[i][2] == 1);
        seekTicks[i] = shown[i][SEEK];
      }
      return Optional.of(new FrameIndex(stamps, keys, seekTicks));
    }
  }

  /** Gives how many frames the video has. */
  int count() {
    return stamps.length;
  }

  /** Gives when a frame is shown, in ticks of the stream. */
  long stamp(int frame) {
    return stamps[frame];
  }

  /** Gives when the packet of a frame is to be decoded, in ticks of the stream: where to seek. */
  long seekTicks(int frame) {
    return seekTicks[frame];
  }

  /** Gives the last key frame up to a frame. */
  int keyBefore(int frame) {
    return keys.previousSetBit(frame);
  }

  /** Gives the first key frame from a frame on; -1 for none. */
  int keyFrom(int frame) {
    return keys.nextSetBit(frame);
  }

  /** Finds the frame that is shown at a time; negative for none. */
  int find(long stamp) {
    return Arrays.binarySearch(stamps, stamp);
  }
}

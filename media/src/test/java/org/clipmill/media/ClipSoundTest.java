package org.clipmill.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClipSoundTest {
  private static final double LOUD = 0.1;

  @TempDir Path folder;

  /** The tone is heard in the seconds 0, 2, 4, so in a clip it changes where that second began. */
  @ParameterizedTest
  @CsvSource({"0,50,mp4", "60,140,mp4", "13,87,mkv", "110,150,mp4"})
  void soundStaysWithThePictures(long first, long end, String ending) {
    PaintSpec spec = Painted.small(Painted.FPS_25, 150).with(PaintSpec.Sound.TONE);
    Path video = Painted.paint(folder.resolve("a." + ending), spec);
    Path target = folder.resolve("clip.mp4");
    cut(video, first, end, target, AudioTrack.KEEP);
    List<Double> loudness = loudnessOfEach10Millis(target);
    assertTrue(Math.abs((end - first) * 4 - loudness.size()) <= 5, "saw " + loudness.size());
    for (int i = 0; i < (end - first) * 4; i++) {
      long millis = 40 * first + 10L * i + 5;
      boolean isNearChange = millis % 1000 < 35 || millis % 1000 > 965;
      if (!isNearChange) {
        boolean isLoud = millis / 1000 % 2 == 0;
        assertEquals(isLoud, loudness.get(i) > LOUD, "at " + millis + " ms");
      }
    }
  }

  @Test
  void soundIsDroppedWhenItIsNotWanted() {
    PaintSpec spec = Painted.small(Painted.FPS_25, 20).with(PaintSpec.Sound.TONE);
    Path video = Painted.paint(folder.resolve("a.mp4"), spec);
    Path target = folder.resolve("clip.mp4");
    cut(video, 0, 20, target, AudioTrack.DROP);
    assertFalse(VideoProbe.probe(target).hasAudio());
  }

  @Test
  void aSilentVideoGivesASilentClip() {
    Path video = Painted.paint(folder.resolve("a.mp4"), Painted.small(Painted.FPS_25, 20));
    Path target = folder.resolve("clip.mp4");
    cut(video, 0, 20, target, AudioTrack.KEEP);
    assertFalse(VideoProbe.probe(target).hasAudio());
  }

  private static void cut(Path video, long first, long end, Path target, AudioTrack audio) {
    ClipCutter cutter = new ClipCutter(CutSettings.defaults().with(audio));
    CutRequest request = new CutRequest("clip", first, end, target);
    assertEquals(end - first, cutter.cut(video, List.of(request)).get(0).written().frames());
  }

  private static List<Double> loudnessOfEach10Millis(Path file) {
    List<Float> samples = new ArrayList<>();
    int rate;
    MediaFile media = MediaFile.open(file);
    try (StreamDecoder decoder = StreamDecoder.open(media, media.audio().orElseThrow(), 1)) {
      rate = decoder.stream().codecpar().sample_rate();
      while (decoder.next()) {
        AVFrame frame = decoder.frame();
        float[] block = new float[frame.nb_samples()];
        new FloatPointer(frame.data(0)).get(block);
        for (float sample : block) {
          samples.add(sample);
        }
      }
    }
    assertTrue(rate > 0);
    List<Double> loudness = new ArrayList<>();
    int window = rate / 100;
    for (int start = 0; start + window <= samples.size(); start += window) {
      double sum = 0;
      for (float sample : samples.subList(start, start + window)) {
        sum += Math.abs(sample);
      }
      loudness.add(sum / window);
    }
    return loudness;
  }
}

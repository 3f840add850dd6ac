package org.clipmill.core.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clipmill.core.Pictures;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.flow.FlowField;
import org.clipmill.core.flow.OpticalFlow;
import org.clipmill.core.frame.FrameSource;
import org.clipmill.core.frame.GreyFrame;
import org.clipmill.core.frame.RgbFrame;
import org.junit.jupiter.api.Test;

class ClipMeasurerTest {
  private static final long STEP = 250_000;

  private static RgbFrame grey(int level) {
    return Pictures.paint(32, 18, (x, y) -> level * 0x010101);
  }

  /** Takes the change of brightness for the movement to the right. */
  private static final class BrightnessFlow implements OpticalFlow {
    private final List<WeakReference<GreyFrame>> seen = new ArrayList<>();

    @Override
    public FlowField between(GreyFrame first, GreyFrame second) {
      seen.add(new WeakReference<>(first));
      seen.add(new WeakReference<>(second));
      float[] vectors = new float[2 * first.values().length];
      for (int i = 0; i < first.values().length; i++) {
        vectors[2 * i] = second.values()[i] - first.values()[i];
      }
      return new FlowField(first.width(), first.height(), vectors);
    }

    @Override
    public void close() {}
  }

  /** Takes the colour of the first pixel for the code; counts the frames of each call. */
  private static final class FirstPixelEncoder implements FrameEncoder {
    private final List<Integer> batches = new ArrayList<>();
    private final List<WeakReference<RgbFrame>> seen = new ArrayList<>();

    @Override
    public int batchSize() {
      return 4;
    }

    @Override
    public List<FrameCode> encode(List<RgbFrame> frames) {
      batches.add(frames.size());
      List<FrameCode> codes = new ArrayList<>();
      for (RgbFrame frame : frames) {
        seen.add(new WeakReference<>(frame));
        codes.add(new FrameCode(2, 1, 1, new float[] {frame.bytes()[0] & 0xFF, 1}));
      }
      return codes;
    }

    @Override
    public void close() {}
  }

  /** Frames whose brightness is their number; counts how many were converted to colour. */
  private static final class CountingSource implements FrameSource {
    private final FrameRate rate = new FrameRate(30, 1);
    private final byte[] bytes = new byte[32 * 18 * 3];
    private final long frames;
    private long index = -1;
    private int reads;

    private CountingSource(long frames) {
      this.frames = frames;
    }

    @Override
    public int width() {
      return 32;
    }

    @Override
    public int height() {
      return 18;
    }

    @Override
    public FrameRate frameRate() {
      return rate;
    }

    @Override
    public boolean next() {
      index++;
      return index < frames;
    }

    @Override
    public long index() {
      return index;
    }

    @Override
    public long timeMicros() {
      return rate.microsOfFrame(index);
    }

    @Override
    public RgbFrame readRgb() {
      reads++;
      Arrays.fill(bytes, (byte) index);
      return new RgbFrame(32, 18, bytes);
    }

    @Override
    public void close() {}
  }

  @Test
  void everyFrameIsComparedWithTheOneBeforeIt() {
    ClipFeatures features =
        ClipMeasurer.corrected(new BrightnessFlow())
            .measure(List.of(grey(10), grey(20), grey(40)), STEP);
    assertEquals(400.0, features.maxRgbDiff());
    assertEquals(250.0, features.meanRgbDiff());
    assertEquals(20.0, features.maxVelocity(), 1e-4);
    assertEquals(15.0, features.meanVelocity(), 1e-4);
    assertEquals(15.0 * 4 / (240 * Math.sqrt(2)), features.motionScore(), 1e-6);
    assertEquals(3, features.frames());
    assertNull(features.latents());
  }

  @Test
  void filtrainComparesTheFlowOfEveryFrameWithTheFirst() {
    ClipFeatures features =
        ClipMeasurer.filtrain(new BrightnessFlow(), frame -> frame)
            .measure(List.of(grey(10), grey(20), grey(40)), STEP);
    assertEquals(400.0, features.maxRgbDiff());
    assertEquals(30.0, features.maxVelocity(), 1e-4);
    assertEquals(20.0, features.meanVelocity(), 1e-4);
  }

  @Test
  void filtrainTakesRedForBlue() {
    RgbFrame black = Pictures.paint(32, 18, (x, y) -> 0);
    RgbFrame red = Pictures.paint(32, 18, (x, y) -> 0xFF0000);
    OpticalFlow flow = new BrightnessFlow();
    List<RgbFrame> frames = List.of(black, red);
    double corrected = ClipMeasurer.corrected(flow).measure(frames, STEP).maxVelocity();
    double filtrain = ClipMeasurer.filtrain(flow, f -> f).measure(frames, STEP).maxVelocity();
    assertEquals(0.299 * 255, corrected, 1e-3);
    assertEquals(0.114 * 255, filtrain, 1e-3);
  }

  @Test
  void filtrainSeesTheFramesAsTheyAreAfterTheRoundTrip() {
    ClipFeatures features =
        ClipMeasurer.filtrain(new BrightnessFlow(), frame -> grey(7))
            .measure(List.of(grey(10), grey(20)), STEP);
    assertEquals(0.0, features.maxRgbDiff());
  }

  @Test
  void theMotionScoreDoesNotDependOnTheStep() {
    ClipMeasurer measurer = ClipMeasurer.corrected(new BrightnessFlow());
    double everyFrame = measurer.measure(List.of(grey(10), grey(20), grey(30)), STEP).motionScore();
    double everySecond = measurer.measure(List.of(grey(10), grey(30)), 2 * STEP).motionScore();
    assertEquals(everyFrame, everySecond, 1e-6);
  }

  @Test
  void aClipOfOneFrameDoesNotMove() {
    ClipFeatures features =
        ClipMeasurer.corrected(new BrightnessFlow())
            .withEncoder(new FirstPixelEncoder())
            .measure(List.of(grey(10)), STEP);
    assertEquals(
        List.of(0.0, 0.0, 0.0, 0.0, 0.0),
        List.of(
            features.maxRgbDiff(),
            features.meanRgbDiff(),
            features.maxVelocity(),
            features.meanVelocity(),
            features.motionScore()));
    assertEquals(1, features.frames());
    LatentFeatures latents = features.latents();
    assertNotNull(latents);
    assertEquals(0.0, latents.mse());
    assertEquals(1.0, latents.cosSim());
  }

  @Test
  void onlyWhatIsWantedIsMeasured() {
    List<RgbFrame> frames = List.of(grey(10), grey(20), grey(40));
    FirstPixelEncoder encoder = new FirstPixelEncoder();
    ClipFeatures all =
        ClipMeasurer.corrected(new BrightnessFlow()).withEncoder(encoder).measure(frames, STEP);
    ClipFeatures energy = ClipMeasurer.corrected().withEnergy().measure(frames, STEP);
    assertEquals(new ClipFeatures(3, all.energy(), null, null, null), energy);
    ClipFeatures flow =
        ClipMeasurer.corrected().withFlow(new BrightnessFlow()).measure(frames, STEP);
    assertEquals(new ClipFeatures(3, null, all.flow(), null, null), flow);
    ClipFeatures latents = ClipMeasurer.corrected().withEncoder(encoder).measure(frames, STEP);
    assertNull(latents.energy());
    assertNull(latents.flow());
    assertEquals(all.latents().mse(), latents.latents().mse());
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> energy.motionScore());
    assertEquals("Cannot give the flow of a clip: was not measured", e.getMessage());
  }

  @Test
  void anEmbedderSeesWholeFramesAndEveryFrameCountsTheSame() {
    List<String> seen = new ArrayList<>();
    FrameEncoder embedder =
        new FrameEncoder() {
          @Override
          public int batchSize() {
            return 2;
          }

          @Override
          public List<FrameCode> encode(List<RgbFrame> frames) {
            List<FrameCode> codes = new ArrayList<>();
            for (RgbFrame frame : frames) {
              seen.add(frame.width() + "x" + frame.height() + ":" + frame.bytes()[0]);
              float level = frame.bytes()[0];
              codes.add(new FrameCode(2, 1, 1, new float[] {level == 30 ? 0 : level, level - 10}));
            }
            return codes;
          }

          @Override
          public void close() {}
        };
    ClipFeatures features =
        ClipMeasurer.corrected()
            .withEncoder(new FirstPixelEncoder())
            .withEmbedder(embedder)
            .measure(List.of(grey(10), grey(30), grey(10)), STEP);
    assertEquals(List.of("32x18:10", "32x18:30", "32x18:10"), seen);
    assertArrayEquals(new float[] {2 / 3f, 1 / 3f}, features.embedding().values(), 1e-6f);
    assertNotNull(features.latents());
  }

  @Test
  void withoutAnEmbedderTheEmbeddingIsThePooledLatents() {
    ClipFeatures features =
        ClipMeasurer.corrected()
            .withEncoder(new FirstPixelEncoder())
            .measure(List.of(grey(1)), STEP);
    assertArrayEquals(features.latents().embedding().values(), features.embedding().values());
    assertNull(ClipMeasurer.corrected().measure(List.of(grey(1)), STEP).embedding());
  }

  @Test
  void latentsAreComparedAcrossBatches() {
    FirstPixelEncoder encoder = new FirstPixelEncoder();
    List<RgbFrame> frames = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      frames.add(grey(i));
    }
    LatentFeatures latents =
        ClipMeasurer.corrected(new BrightnessFlow())
            .withEncoder(encoder)
            .measure(frames, STEP)
            .latents();
    assertEquals(List.of(4, 4, 2), encoder.batches);
    assertNotNull(latents);
    assertEquals(0.5, latents.mse(), 1e-9);
    assertEquals(4.5f, latents.embedding().values()[0]);
  }

  @Test
  void aClipWithoutSampledFramesIsAnError() {
    ClipMeasurer measurer = ClipMeasurer.corrected(new BrightnessFlow());
    ClipException e = assertThrows(ClipException.class, () -> measurer.measure(List.of(), STEP));
    assertEquals(ClipError.FRAME_COUNT, e.error());
    assertEquals("Cannot measure clip: saw 0 sampled frames, expected 1 or more", e.getMessage());
  }

  @Test
  void timeThatDoesNotAdvanceIsAnError() {
    ClipMeasurer measurer = ClipMeasurer.corrected(new BrightnessFlow());
    ClipException e =
        assertThrows(ClipException.class, () -> measurer.measure(List.of(grey(1), grey(2)), 0));
    assertEquals(ClipError.DECODE_FAILED, e.error());
    assertEquals(
        "Cannot measure clip: a frame at 0 us follows one at 0 us, expected a later one",
        e.getMessage());
  }

  @Test
  void onlyChosenFramesAreConverted() {
    CountingSource source = new CountingSource(95);
    ClipFeatures features =
        ClipMeasurer.corrected(new BrightnessFlow()).measure(source, new ClipClock(STEP));
    assertEquals(13, features.frames());
    assertEquals(13, source.reads);
    assertEquals(7.5, features.meanVelocity(), 0.1);
  }

  @Test
  void memoryDoesNotGrowWithTheLengthOfAClip() {
    BrightnessFlow flow = new BrightnessFlow();
    FirstPixelEncoder encoder = new FirstPixelEncoder();
    List<Integer> alive = new ArrayList<>();
    SamplingClock clock = new ClipClock(STEP);
    SamplingClock watched =
        (index, timeMicros) -> {
          if (index % 5_000 == 4_999) {
            System.gc();
            alive.add(alive(flow.seen) + alive(encoder.seen));
          }
          return clock.chooses(index, timeMicros);
        };
    ClipFeatures features =
        ClipMeasurer.corrected(flow)
            .withEncoder(encoder)
            .measure(new CountingSource(20_000), watched);
    assertEquals(2667, features.frames());
    assertEquals(4, alive.size());
    assertTrue(alive.stream().allMatch(count -> count <= 8), "pictures alive: " + alive);
    assertTrue(encoder.batches.stream().allMatch(size -> size <= 4));
  }

  private static <T> int alive(List<WeakReference<T>> references) {
    return (int) references.stream().filter(reference -> reference.get() != null).count();
  }
}

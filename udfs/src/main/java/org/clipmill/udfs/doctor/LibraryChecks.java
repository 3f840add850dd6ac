package org.clipmill.udfs.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.config.PipelineConfig;
import org.clipmill.core.encode.FrameCode;
import org.clipmill.core.encode.FrameEncoder;
import org.clipmill.core.feature.MeasureMode;
import org.clipmill.core.flow.FarnebackFlow;
import org.clipmill.core.flow.OpticalFlow;
import org.clipmill.core.frame.FiltrainTransform;
import org.clipmill.core.frame.GreyFrame;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.media.Encoders;
import org.clipmill.media.JpegRoundTrip;
import org.clipmill.media.MediaVersions;
import org.clipmill.media.PaintSpec;
import org.clipmill.media.VideoPainter;
import org.clipmill.media.VideoProbe;
import org.clipmill.media.paint.Scene;
import org.clipmill.media.paint.Scenes;
import org.clipmill.models.EngineVersions;
import org.clipmill.models.ModelCache;
import org.clipmill.models.ModelEntry;
import org.clipmill.udfs.EncoderChoice;
import org.clipmill.udfs.NativeVersions;
import org.clipmill.udfs.XgboostLibrary;

/** The libraries that do the work, each tried on something small. */
final class LibraryChecks {
  private static final String ENCODER_KEY = "split.encoder";
  private static final String MODEL_KEY = "measure.encoder";
  private static final String EMBEDDER_KEY = "measure.embedder";
  private static final String NEITHER = "none: no latents, no embedding";
  private static final long FRAMES = 25;
  private static final double PAN_PX = 3.0;

  /** So far off may the measured speed of the painted pan be: what enters at the edge is unseen. */
  private static final double PAN_TOLERANCE_PX = 0.3;

  /** The first try of a computation pays for its compilation. */
  private static final int TRIES = 5;

  private LibraryChecks() {}

  static List<Check> all(PipelineConfig config) {
    return List.of(
        tried("ffmpeg", MediaVersions::ffmpeg, ""),
        videoEncoder(config.split().encoder()),
        tried("farneback flow", LibraryChecks::flow, ""),
        openCv(config.measure().mode()),
        tried("onnxruntime", LibraryChecks::onnxRuntime, ""),
        tried(
            MODEL_KEY,
            () -> frameEncoder(config.measure()),
            "set measure.encoder to a model that is there, or to none for no latents"),
        tried(
            EMBEDDER_KEY,
            () -> embedder(config.measure()),
            "set measure.embedder to a model that is there, or to vae for pooled latents"),
        tried("xgboost", LibraryChecks::xgboost, ""));
  }

  /** Something that is tried; gives what was seen. */
  private interface Trial {
    String seen() throws IOException, XGBoostError;
  }

  private static Check tried(String name, Trial trial, String remedy) {
    try {
      return Check.ok(name, trial.seen());
    } catch (LinkageError e) {
      return Check.fail(name, Remedies.said(e), Remedies.of(e));
    } catch (ClipException | ConfigException | IOException | XGBoostError e) {
      return Check.fail(name, Remedies.said(e), remedy);
    }
  }

  private static Check videoEncoder(String encoder) {
    return tried(
        ENCODER_KEY,
        () -> {
          String problem = Encoders.problem(ENCODER_KEY, encoder).orElse("");
          if (!problem.isEmpty()) {
            throw new ConfigException(problem);
          }
          return paintedAndRead(encoder) + "; for H.264 here: " + h264();
        },
        "set split.encoder to one of them; libopenh264 always works");
  }

  private static String h264() {
    return String.join(", ", Encoders.availableForH264());
  }

  private static String paintedAndRead(String encoder) throws IOException {
    Path video = Files.createTempFile("clipmill-doctor", ".mp4");
    try {
      long start = System.nanoTime();
      PaintSpec form = PaintSpec.of(320, 240, new FrameRate(FRAMES, 1), FRAMES);
      VideoPainter.paint(video, form.with(encoder, 1.0, 0), Scenes.pan(1, PAN_PX, 0));
      long frames = VideoProbe.countFrames(video);
      if (frames != FRAMES) {
        throw new IOException("wrote " + FRAMES + " frames with " + encoder + ", read " + frames);
      }
      return encoder + " wrote " + FRAMES + " frames and they were read, in " + millisSince(start);
    } finally {
      Files.deleteIfExists(video);
    }
  }

  private static String flow() throws IOException {
    Scene scene = Scenes.pan(1, PAN_PX, 0);
    GreyFrame first = GreyFrame.ofTrueWeights(frame(scene, 0));
    GreyFrame second = GreyFrame.ofTrueWeights(frame(scene, 1));
    double seenPx = 0;
    String time = "";
    try (OpticalFlow flow = new FarnebackFlow()) {
      for (int i = 0; i < TRIES; i++) {
        long start = System.nanoTime();
        seenPx = flow.between(first, second).meanMagnitude();
        time = millisSince(start);
      }
    }
    String seen =
        String.format(Locale.ROOT, "a move of %.2f px is seen as %.2f px", PAN_PX, seenPx);
    if (Math.abs(seenPx - PAN_PX) > PAN_TOLERANCE_PX) {
      throw new IOException(seen);
    }
    return seen + ", in " + time;
  }

  /** Needed for filtrain's numbers only. */
  private static Check openCv(MeasureMode mode) {
    Check check = tried("opencv", LibraryChecks::jpegRoundTrip, "");
    return check.state() == Check.State.OK || mode == MeasureMode.FILTRAIN
        ? check
        : Check.warn(
            check.name(), check.seen() + "; only measure.mode filtrain needs it", check.remedy());
  }

  private static String jpegRoundTrip() {
    RgbFrame frame = frame(Scenes.still(1), 0);
    try (JpegRoundTrip jpeg = new JpegRoundTrip()) {
      long start = System.nanoTime();
      RgbFrame back = jpeg.apply(frame);
      return MediaVersions.openCv()
          + ", wrote and read a JPEG of "
          + back.width()
          + "x"
          + back.height()
          + " in "
          + millisSince(start);
    }
  }

  private static String onnxRuntime() {
    return EngineVersions.onnxRuntime() + ", through DJL " + EngineVersions.djl();
  }

  private static String frameEncoder(PipelineConfig.Measure settings) {
    return EncoderChoice.of(settings)
        .map(LibraryChecks::encoded)
        .orElse(EncoderChoice.hasEmbedding(settings) ? "none: no latents" : NEITHER);
  }

  private static String embedder(PipelineConfig.Measure settings) {
    return EncoderChoice.embedder(settings)
        .map(LibraryChecks::encoded)
        .orElse(
            EncoderChoice.hasEmbedding(settings) ? "pools what measure.encoder gives" : NEITHER);
  }

  private static String encoded(ModelEntry entry) {
    RgbFrame frame = frame(Scenes.still(1), 0);
    String seen = "";
    try (ModelCache models = new ModelCache();
        FrameEncoder encoder = models.encoder(entry)) {
      for (int i = 0; i < TRIES; i++) {
        long start = System.nanoTime();
        FrameCode code = encoder.encode(List.of(frame)).get(0);
        String shape = code.channels() + "x" + code.height() + "x" + code.width();
        seen = entry.id() + " makes " + shape + " of a frame in " + millisSince(start);
      }
    }
    return seen;
  }

  private static String xgboost() throws XGBoostError {
    XgboostLibrary.load();
    DMatrix matrix = new DMatrix(new float[] {1, 2}, 1, 2, Float.NaN);
    try {
      return NativeVersions.xgboost() + ", took a matrix of " + matrix.rowNum() + " row";
    } finally {
      matrix.dispose();
    }
  }

  private static RgbFrame frame(Scene scene, long number) {
    int side = FiltrainTransform.SIDE;
    RgbFrame canvas = new RgbFrame(side, side, new byte[RgbFrame.CHANNELS * side * side]);
    scene.paint(canvas, number, number / (double) FRAMES);
    return canvas;
  }

  private static String millisSince(long startNanos) {
    return String.format(Locale.ROOT, "%.1f ms", (System.nanoTime() - startNanos) / 1e6);
  }
}

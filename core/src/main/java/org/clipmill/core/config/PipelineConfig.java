package org.clipmill.core.config;

import java.util.List;
import java.util.Map;
import org.clipmill.core.feature.MeasureMode;
import org.clipmill.core.focus.FocusMode;
import org.clipmill.core.sample.Metric;
import org.clipmill.core.sample.SelectionMethod;

/**
 * All settings of the pipeline: one component per key, one record per section. The values that ship
 * are in {@code conf/pipeline.yaml}.
 */
public record PipelineConfig(
    Run run,
    Ingest ingest,
    Download download,
    Split split,
    Measure measure,
    Rank rank,
    Keyframes keyframes,
    Select select,
    Export export) {

  /** Settings of every run. */
  public record Run(
      @Key(value = "Folder of all tables and files; local, hdfs: or s3a:.", path = true)
          String work,
      @Key(value = "Seed of every random choice.", min = 0) long seed,
      @Key(
              value =
                  "A stage in which a larger share of the rows fails is not taken as finished, and"
                      + " the run ends with exit code 3.",
              min = 0,
              max = 1)
          double maxErrorShare,
      @Key(
              value =
                  "Rows per Spark task in the stages that touch video; a killed run loses no more.",
              min = 1,
              max = 100_000)
          int rowsPerTask) {}

  /** How the metadata is written. */
  public enum MetadataFormat {
    /** By the ending of the file: .json and .json.gz are HDVG. */
    AUTO,
    /** One JSON object of videos per file. */
    HDVG,
    /** A header line and one clip a line. */
    CSV,
    /** One clip a row. */
    PARQUET
  }

  /** Settings of the stage ingest. */
  public record Ingest(
      @Key(value = "Metadata files, folders or patterns with *.", path = true) List<String> inputs,
      @Key("How the files are written.") MetadataFormat format,
      @Key(
              "For csv and parquet: our column name to theirs. Ours are clip_id, video_id, url,"
                  + " caption, fps, and either span_start/span_end (hh:mm:ss.mmm or seconds) with"
                  + " cut_start/cut_end (frames), or start/end alone (seconds).")
          Map<String, String> columns) {}

  /** What is done with a source that lies on the local disk. */
  public enum LocalFiles {
    /** Copied into the work folder. */
    COPY,
    /** Read where they are. */
    USE
  }

  /** Settings of the stage download. */
  public record Download(
      @Key("Sources on the local disk: copied into the work folder, or read where they are.")
          LocalFiles localFiles,
      @Key(value = "Tries per video, the first one included.", min = 1, max = 20) int tries,
      @Key(
              value = "Pause before the second try; doubled for each further one, and jittered.",
              min = 0,
              max = 3600)
          double backoffSeconds,
      @Key(value = "Longest pause that a server may ask for by Retry-After.", min = 0, max = 86_400)
          double maxPauseSeconds,
      @Key(value = "Limit for connecting and for each silence.", min = 0.1, max = 3600)
          double timeoutSeconds,
      @Key("What a server is told that we are.") String userAgent) {}

  /** What becomes of the sound of a video. */
  public enum Audio {
    /** Cut with the pictures. */
    KEEP,
    /** Left out. */
    DROP
  }

  /** Settings of the stage split. */
  public record Split(
      @Key("FFmpeg's name of the video encoder; clipmill doctor lists what is there.")
          String encoder,
      @Key(
              value =
                  "Quantiser of H.264, 1 (best) to 51; for other encoders what is alike in their own"
                      + " measure.",
              min = 1,
              max = 51)
          int quality,
      @Key(value = "Longest time from one key frame of a clip to the next.", min = 0.01, max = 60)
          double keyFrameSeconds,
      @Key("The sound: kept or dropped.") Audio audio,
      @Key(
              value =
                  "How far the end of a cut may lie behind the end of its video; the clip then ends"
                      + " with the video.",
              min = 0,
              max = 3600)
          double endSlackSeconds,
      @Key(value = "Shorter clips are filtered: too_short.", min = 0) double minClipSeconds,
      @Key(value = "Longer clips are filtered: too_long.", min = 0) double maxClipSeconds) {}

  /** Settings of the stage measure. */
  public record Measure(
      @Key("Whose numbers: corrected, or filtrain with its faults.") MeasureMode mode,
      @Key(value = "Clip time between two sampled frames.", min = 1, max = 60_000)
          int samplePeriodMs,
      @Key("Model that encodes frames, an id of the catalog; none leaves mse and cos_sim empty.")
          String encoder,
      @Key(
              "Whose vectors are the embedding: vae for the pooled codes of the encoder, or a model"
                  + " that embeds frames, an id of the catalog. Clips lie where the mean of their"
                  + " frames' vectors lies, each of length 1.")
          String embedder,
      @Key(value = "The file that lists the models.", path = true) String modelCatalog,
      @Key(value = "Clips with fewer sampled frames are filtered: too_few_frames.", min = 1)
          int minFrames,
      @Key(value = "Clips with more sampled frames are filtered: too_many_frames.", min = 1)
          int maxFrames) {}

  /** Settings of the stage rank. */
  public record Rank(
      @Key(
              value =
                  "XGBoost model over the seven features (.json or .ubj); zoo: names one that ships.",
              path = true)
          String model,
      @Key(value = "How many of the best clips stay; the others are filtered: below_keep.", min = 1)
          int keep,
      @Key(value = "How many clips of one span stay; the others are filtered: same_span.", min = 1)
          int perSpan) {}

  /** What is written of keyframes besides their numbers. */
  public enum KeyframeFiles {
    /** Nothing. */
    NONE,
    /** A JPEG file of quality 95 for each. */
    JPEG,
    /** A PNG file for each, exact. */
    PNG
  }

  /** Settings of the stage keyframes. */
  public record Keyframes(
      @Key(
              "Model that says how well a frame fits the caption, a text-scorer or pair-scorer of the"
                  + " catalog; none takes frames at even distances and asks nothing.")
          String scorer,
      @Key(
              value = "How many keyframes a clip gets; a clip of fewer frames has fewer.",
              min = 1,
              max = 1000)
          int count,
      @Key("Whose FOCUS: bandit is ours, reference the authors' program with its faults.")
          FocusMode mode,
      @Key("What is written of keyframes besides their numbers.") KeyframeFiles files) {}

  /** What becomes of clips that show the same as a better one. */
  public enum Dedup {
    /** They are filtered. */
    DROP,
    /** They stay. */
    KEEP
  }

  /** Settings of the stage select. */
  public record Select(
      @Key(
              "How the diverse few are found: fps leaves no clip far from a selected one, facility is"
                  + " near to most, quality-diversity looks at the score too.")
          SelectionMethod method,
      @Key("Distance between embeddings.") Metric metric,
      @Key(value = "How many clips are selected; the others are filtered: not_picked.", min = 1)
          int count,
      @Key(
              value = "What the score counts in quality-diversity: from 0, nothing, to 1, all.",
              min = 0,
              max = 1)
          double qualityWeight,
      @Key(
              value =
                  "More ranked clips than these are dealt into buckets by their ids; each bucket"
                      + " selects its own, and the last selection is made among those. Up to these,"
                      + " one task holds all embeddings.",
              min = 1)
          int distributedAbove,
      @Key(value = "How many clips a bucket has, about.", min = 1) int clipsPerBucket,
      @Key(
              value =
                  "How many times count a bucket selects: the more, the nearer to a selection in one"
                      + " piece.",
              min = 1,
              max = 100)
          double oversampling,
      @Key(
              "Clips that show the same as a better one (score, then pixels): dropped as"
                  + " near_duplicate, or kept.")
          Dedup dedup,
      @Key(
              value =
                  "Clips whose common frames are alike by so much, as a mean cosine of hashes, show"
                      + " the same.",
              min = 0,
              max = 1)
          double dedupScore) {}

  /** How clip files come to lie beside the dataset. */
  public enum ClipFiles {
    /** A hard link where the storage has them, else a copy. */
    LINK,
    /** A copy. */
    COPY,
    /** They stay where they are; the column video holds their full path. */
    NONE
  }

  /** Settings of the stage export. */
  public record Export(
      @Key("How the clip files come to lie beside the Parquet file.") ClipFiles clipFiles,
      @Key(
              value = "Size of a row group; readers of Hugging Face's viewer take up to 286 MiB.",
              min = 1,
              max = 286)
          int rowGroupMib,
      @Key(value = "Rows of one Parquet file.", min = 1) long rowsPerFile) {}
}

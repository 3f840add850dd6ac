package org.clipmill.udfs.focus;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.config.PipelineConfig.KeyframeFiles;
import org.clipmill.core.encode.FrameTextScorer;
import org.clipmill.core.focus.EvenFrames;
import org.clipmill.core.focus.FocusMode;
import org.clipmill.core.focus.FocusResult;
import org.clipmill.core.focus.FocusSettings;
import org.clipmill.core.focus.FocusTask;
import org.clipmill.core.focus.Keyframe;
import org.clipmill.core.focus.Relevance;
import org.clipmill.core.random.StableSeed;
import org.clipmill.core.table.Tables;
import org.clipmill.media.PictureFile;
import org.clipmill.media.VideoFrames;
import org.clipmill.models.ModelCache;
import org.clipmill.models.ModelEntry;
import org.clipmill.udfs.Guard;
import org.clipmill.udfs.Rows;
import org.clipmill.udfs.Storage;
import org.clipmill.udfs.TableRow;
import org.jspecify.annotations.Nullable;

/**
 * Picks the keyframes of clips by their captions; without a scorer frames at even distances.
 *
 * @param mode whose FOCUS
 * @param count how many keyframes
 * @param files what is written of them
 * @param scorer scores frames against a caption; null for none
 * @param seed of the run; that of a clip comes from it and the clip's id
 */
public record PickKeyframes(
    FocusMode mode,
    int count,
    KeyframeFiles files,
    @Nullable ModelEntry scorer,
    long seed,
    Storage storage,
    Guard guard)
    implements MapPartitionsFunction<Row, Row> {
  /** Folder of the pictures below the work folder. */
  public static final String FOLDER = "files/keyframes";

  private static final String EVEN = "even";

  @Override
  public Iterator<Row> call(Iterator<Row> clips) {
    FrameTextScorer opened = scorer == null ? null : ModelCache.ofJvm().textScorer(scorer);
    TaskContext task = TaskContext.get();
    if (task != null && opened != null) {
      TaskCompletionListener closing = context -> opened.close();
      task.addTaskCompletionListener(closing);
    }
    return Rows.mapped(
        clips,
        clip ->
            guard.row(
                () -> picked(clip, opened).build(),
                () -> TableRow.of(Tables.KEYFRAMES).setAllFrom(clip)));
  }

  private TableRow picked(Row clip, @Nullable FrameTextScorer opened) {
    String file = storage.locate(clip.getString(clip.fieldIndex("path")));
    TableRow row = TableRow.of(Tables.KEYFRAMES).setAllFrom(clip);
    try (Storage.LocalFile local = storage.read(file);
        VideoFrames video = VideoFrames.open(local.path())) {
      List<Integer> frames = opened == null ? even(video, row) : asked(clip, video, opened, row);
      row.set("keyframes", frames.stream().mapToLong(Integer::longValue).toArray());
      row.set("keyframes_us", frames.stream().mapToLong(video::timeMicros).toArray());
      if (files != KeyframeFiles.NONE) {
        row.set("keyframes_path", written(clip, video, frames));
      }
    }
    return row;
  }

  private List<Integer> even(VideoFrames video, TableRow row) {
    List<Integer> frames = EvenFrames.of(video.count(), count);
    row.set("scored_frames", 0);
    row.set("keyframes_origin", frames.stream().map(frame -> EVEN).toArray(String[]::new));
    return frames;
  }

  private List<Integer> asked(Row clip, VideoFrames video, FrameTextScorer opened, TableRow row) {
    String query = clip.getString(clip.fieldIndex("query"));
    if (query == null || query.isBlank()) {
      throw new ClipException(
          ClipError.BAD_QUERY, "Cannot ask for keyframes: the clip has no caption");
    }
    FocusTask task =
        FocusTask.withUsualGap(video.count(), video.frameRate().framesPerSecond(), count);
    FocusSettings usual = FocusSettings.usual();
    FocusSettings settings = usual.scaledTo(task.seconds());
    var decoded = new DecodedRelevance(video, opened.query(query), opened.batchSize());
    // A short clip has few key frames, and decoding all of it costs little: any frame will do.
    Relevance asked = settings.equals(usual) ? decoded : decoded.atAnyFrame();
    long ownSeed = StableSeed.of(seed, clip.getString(clip.fieldIndex(Tables.CLIP_ID)));
    FocusResult result = mode.pick(task, settings, asked, ownSeed);
    List<Keyframe> keyframes = result.keyframes();
    float[] relevance = new float[keyframes.size()];
    for (int i = 0; i < relevance.length; i++) {
      relevance[i] = (float) keyframes.get(i).relevance();
    }
    row.set("keyframes_relevance", relevance);
    row.set("keyframes_origin", keyframes.stream().map(PickKeyframes::word).toArray(String[]::new));
    row.set("scored_frames", result.scoredFrames());
    return result.frames();
  }

  private static String word(Keyframe keyframe) {
    return keyframe.origin().name().toLowerCase(Locale.ROOT);
  }

  /** Writes the pictures and gives their places below the work folder. */
  private String[] written(Row clip, VideoFrames video, List<Integer> frames) {
    PictureFile.Coding coding =
        files == KeyframeFiles.PNG ? PictureFile.Coding.PNG : PictureFile.Coding.JPEG;
    String id = clip.getString(clip.fieldIndex(Tables.CLIP_ID));
    String start = FOLDER + "/" + Rows.versioned(clip, id) + "/";
    Map<Integer, String> places = new TreeMap<>();
    video.read(
        frames.stream().mapToInt(Integer::intValue).toArray(),
        (number, picture) -> {
          String place = start + "%06d".formatted(number) + coding.ending();
          Path draft = storage.draft(storage.locate(place));
          PictureFile.write(draft, picture, coding);
          storage.publish(draft, storage.locate(place));
          places.put(number, place);
        });
    return places.values().toArray(String[]::new);
  }
}

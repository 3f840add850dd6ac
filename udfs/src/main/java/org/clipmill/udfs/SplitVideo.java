package org.clipmill.udfs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.clip.ClipPlace;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.table.Tables;
import org.clipmill.media.ClipCutter;
import org.clipmill.media.CutRequest;
import org.clipmill.media.CutResult;
import org.clipmill.media.CutSettings;

/**
 * Cuts all clips of a video in one decode. The rows of a video come one after the other; each is a
 * clip with its place and the file of its video.
 *
 * @param settings how clips are written
 * @param endSlackMicros how far the end of a cut may lie behind the end of its video; the clip then
 *     ends with the video
 */
public record SplitVideo(CutSettings settings, long endSlackMicros, Storage storage, Guard guard)
    implements MapPartitionsFunction<Row, Row> {
  /** Folder of the clips below the work folder. */
  public static final String FOLDER = "files/clips";

  private static final String ENDING = ".mp4";

  @Override
  public Iterator<Row> call(Iterator<Row> clips) {
    return Rows.mappedGroups(clips, Tables.VIDEO_ID, this::cut);
  }

  private List<Row> cut(List<Row> clips) {
    List<Row> rows = new ArrayList<>();
    Map<CutRequest, Row> wanted = new LinkedHashMap<>();
    for (Row clip : clips) {
      try {
        wanted.put(request(clip), clip);
      } catch (ClipException problem) {
        rows.add(guard.failedRow(problem, named(clip)));
      }
    }
    try {
      cutWanted(wanted, rows);
    } catch (ClipException problem) {
      wanted.forEach((request, clip) -> rows.add(guard.failedRow(problem, named(clip))));
    } finally {
      wanted.keySet().forEach(request -> Storage.discard(request.target()));
    }
    return rows;
  }

  private void cutWanted(Map<CutRequest, Row> wanted, List<Row> rows) {
    if (wanted.isEmpty()) {
      return;
    }
    Row any = wanted.values().iterator().next();
    String video = storage.locate(any.getString(any.fieldIndex("path")));
    List<CutResult> results;
    try (Storage.LocalFile source = storage.read(video)) {
      results = new ClipCutter(settings).cut(source.path(), List.copyOf(wanted.keySet()));
    }
    for (CutResult result : results) {
      Row clip = wanted.get(result.request());
      if (clip == null) {
        throw new IllegalStateException("The cutter answered for a clip that was not asked for");
      }
      rows.add(guard.row(() -> published(clip, result.written()), () -> named(clip)));
    }
    wanted.clear();
  }

  private CutRequest request(Row clip) {
    FrameRate video = rate(clip, "video_fps_num", "video_fps_den");
    int end = clip.fieldIndex("cut_end_frame");
    ClipPlace place =
        new ClipPlace(
            clip.getLong(clip.fieldIndex("span_start_us")),
            clip.getLong(clip.fieldIndex("span_end_us")),
            rate(clip, "fps_num", "fps_den"),
            clip.getLong(clip.fieldIndex("cut_start_frame")),
            clip.isNullAt(end) ? OptionalLong.empty() : OptionalLong.of(clip.getLong(end)));
    return new CutRequest(
        clip.getString(clip.fieldIndex(Tables.CLIP_ID)),
        place.firstFrame(video),
        place.endFrame(video),
        place.cutEnd().isPresent() ? video.frameNearest(endSlackMicros) : CutRequest.ANY_SLACK,
        draft(clip));
  }

  private Path draft(Row clip) {
    return storage.draft(storage.locate(placeOf(clip)));
  }

  private Row published(Row clip, CutResult.Written written) {
    String place = placeOf(clip);
    storage.publish(written.request().target(), storage.locate(place));
    return named(clip)
        .set("path", place)
        .set("file_bytes", written.fileBytes())
        .set("width", written.width())
        .set("height", written.height())
        .set("fps_num", written.frameRate().numerator())
        .set("fps_den", written.frameRate().denominator())
        .set("num_frames", written.frames())
        .set("duration_us", written.durationMicros())
        .set("first_frame", written.firstFrame())
        .set("end_frame", written.endFrame())
        .set("start_us", written.startMicros())
        .build();
  }

  private static TableRow named(Row clip) {
    return TableRow.of(Tables.CLIPS)
        .set(Tables.CLIP_ID, clip.getString(clip.fieldIndex(Tables.CLIP_ID)))
        .set(Tables.VIDEO_ID, clip.getString(clip.fieldIndex(Tables.VIDEO_ID)))
        .set("cut_start_frame", clip.getLong(clip.fieldIndex("cut_start_frame")))
        .set(Tables.ROW_RECIPE, clip.getString(clip.fieldIndex(Tables.ROW_RECIPE)));
  }

  private static String placeOf(Row clip) {
    return FOLDER
        + "/"
        + clip.getString(clip.fieldIndex(Tables.VIDEO_ID))
        + "/"
        + clip.getString(clip.fieldIndex(Tables.CLIP_ID))
        + ENDING;
  }

  private static FrameRate rate(Row clip, String numerator, String denominator) {
    return new FrameRate(
        clip.getLong(clip.fieldIndex(numerator)), clip.getLong(clip.fieldIndex(denominator)));
  }
}

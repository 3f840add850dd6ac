package org.clipmill.udfs.frames;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.frame.FrameSource;
import org.clipmill.media.FfmpegFrameSource;
import org.clipmill.udfs.Rows;
import org.clipmill.udfs.Schemas;
import org.clipmill.udfs.Storage;
import org.clipmill.udfs.TableRow;

/**
 * Writes chosen frames of videos as PNG files: {@code FOLDER/NAME/000042.png} for frame 42. A
 * finished file replaces an older one in one step.
 *
 * @param folder where the videos' own folders lie
 */
public record SaveFrames(String folder, Storage storage)
    implements MapPartitionsFunction<Row, Row> {
  /** Columns of the input: the video, the name of its folder, the frames. */
  public static final StructType WANTED =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("name", DataTypes.StringType)
          .add("frames", DataTypes.createArrayType(DataTypes.IntegerType, false));

  /** Columns of the output. */
  public static final StructType SCHEMA =
      new StructType()
          .add("path", DataTypes.StringType)
          .add("written", DataTypes.LongType)
          .add("error", Schemas.ERROR);

  @Override
  public Iterator<Row> call(Iterator<Row> videos) {
    return Rows.mapped(videos, this::row);
  }

  private Row row(Row video) {
    String path = video.getString(0);
    List<Integer> list = video.getList(2);
    Set<Integer> wanted = new HashSet<>(list);
    long written = 0;
    try (Storage.LocalFile local = storage.read(path);
        FrameSource source = FfmpegFrameSource.open(local.path())) {
      while (written < wanted.size() && source.next()) {
        if (wanted.contains(Math.toIntExact(source.index()))) {
          String target = "%s/%s/%06d.png".formatted(folder, video.getString(1), source.index());
          Path draft = storage.draft(target);
          Pictures.write(source.readRgb(), draft);
          storage.publish(draft, target);
          written++;
        }
      }
      return RowFactory.create(path, written, null);
    } catch (ClipException e) {
      return RowFactory.create(path, written, TableRow.error(MeasureVariance.STAGE, e));
    }
  }
}

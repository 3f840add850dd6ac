package org.clipmill.udfs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.config.PipelineConfig.LocalFiles;
import org.clipmill.core.fetch.FetchSettings;
import org.clipmill.core.fetch.HttpDownload;
import org.clipmill.core.recipe.Fingerprint;
import org.clipmill.core.table.Tables;
import org.clipmill.media.VideoFacts;
import org.clipmill.media.VideoProbe;

/**
 * Brings a video onto the storage of the work folder, from the local disk, over HTTP or from
 * whatever Hadoop's file systems open. A file is good only when FFmpeg can decode its first frame.
 *
 * @param localFiles what is done with a source on the local disk
 * @param patience how HTTP behaves
 */
public record DownloadVideo(
    LocalFiles localFiles, FetchSettings patience, Storage storage, Guard guard)
    implements MapPartitionsFunction<Row, Row> {
  /** Folder of the videos below the work folder. */
  public static final String FOLDER = "files/videos";

  private static final Pattern ENDING = Pattern.compile("\\.([A-Za-z0-9]{1,5})(?:[?#].*)?$");
  private static final String UNKNOWN_ENDING = ".video";

  @Override
  public Iterator<Row> call(Iterator<Row> videos) {
    HttpDownload http = new HttpDownload(patience, new SplittableRandom());
    return Rows.mapped(videos, video -> row(video, http));
  }

  private Row row(Row video, HttpDownload http) {
    return guard.row(
        () -> downloaded(video, http), () -> TableRow.of(Tables.VIDEOS).setAllFrom(video));
  }

  private Row downloaded(Row video, HttpDownload http) {
    String url = video.getString(video.fieldIndex("url"));
    String videoId = video.getString(video.fieldIndex(Tables.VIDEO_ID));
    if (Storage.isLocal(url) && localFiles == LocalFiles.USE) {
      return described(video, Storage.localPath(url).toString(), existing(url));
    }
    String place = FOLDER + "/" + Rows.versioned(video, videoId) + endingOf(url);
    String target = storage.locate(place);
    Path draft = storage.draft(target);
    try {
      fetch(url, draft, http);
      Row row = described(video, place, draft);
      storage.publish(draft, target);
      return row;
    } finally {
      Storage.discard(draft);
    }
  }

  private void fetch(String url, Path draft, HttpDownload http) {
    String scheme = url.substring(0, Math.max(0, url.indexOf(':'))).toLowerCase(Locale.ROOT);
    if (Storage.isLocal(url)) {
      copy(existing(url), draft, url);
    } else if (scheme.equals("http") || scheme.equals("https")) {
      http.fetch(uri(url), draft);
    } else {
      copyFromFileSystem(url, draft);
    }
  }

  private static Row described(Row video, String place, Path file) {
    VideoFacts facts = probed(file, video.getString(video.fieldIndex("url")));
    try (InputStream in = Files.newInputStream(file)) {
      return TableRow.of(Tables.VIDEOS)
          .setAllFrom(video)
          .set("path", place)
          .set("file_bytes", Files.size(file))
          .set("sha256", Fingerprint.sha256Of(in))
          .set("width", facts.width())
          .set("height", facts.height())
          .set("fps_num", facts.frameRate().numerator())
          .set("fps_den", facts.frameRate().denominator())
          .set("duration_us", facts.durationMicros())
          .set("codec", facts.codec())
          .build();
    } catch (IOException e) {
      throw new ClipException(ClipError.STORAGE, "Cannot read " + file + ": " + e, e);
    }
  }

  /** Names the source in a message, not the draft: that is gone when someone reads it. */
  private static VideoFacts probed(Path file, String url) {
    try {
      return VideoProbe.probe(file);
    } catch (ClipException e) {
      String message = String.valueOf(e.getMessage()).replace(file.toString(), url);
      throw new ClipException(e.error(), message, e);
    }
  }

  private static Path existing(String url) {
    Path source = Storage.localPath(url);
    if (!Files.isRegularFile(source)) {
      throw new ClipException(ClipError.NOT_FOUND, "Cannot find the file " + source);
    }
    if (!Files.isReadable(source)) {
      throw new ClipException(ClipError.FORBIDDEN, "Cannot read the file " + source);
    }
    return source;
  }

  private static void copy(Path source, Path draft, String url) {
    try {
      Files.copy(source, draft, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ClipException(ClipError.STORAGE, "Cannot copy " + url + ": " + e, e);
    }
  }

  private void copyFromFileSystem(String url, Path draft) {
    org.apache.hadoop.fs.Path source;
    FileSystem files;
    try {
      source = new org.apache.hadoop.fs.Path(url);
      files = Storage.fileSystem(source, storage.configuration());
    } catch (IllegalArgumentException | UnsupportedFileSystemException e) {
      throw new ClipException(
          ClipError.UNSUPPORTED_SOURCE,
          "Cannot open "
              + url
              + ": "
              + e.getMessage()
              + "; expected file:, http:, https: or a file"
              + " system of Hadoop");
    } catch (IOException e) {
      throw new ClipException(ClipError.UNREACHABLE, "Cannot reach " + url + ": " + e, e);
    }
    try (InputStream in = files.open(source)) {
      Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileNotFoundException e) {
      throw new ClipException(ClipError.NOT_FOUND, "Cannot find " + url);
    } catch (AccessControlException e) {
      throw new ClipException(ClipError.FORBIDDEN, "Cannot read " + url + ": " + e.getMessage());
    } catch (IOException e) {
      throw new ClipException(
          ClipError.INCOMPLETE_DOWNLOAD, "Cannot get all of " + url + ": " + e, e);
    }
  }

  private static URI uri(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() == null) {
        throw new ClipException(
            ClipError.UNSUPPORTED_SOURCE, "Cannot open " + url + ": it names no host");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new ClipException(
          ClipError.UNSUPPORTED_SOURCE, "Cannot open " + url + ": " + e.getMessage());
    }
  }

  private static String endingOf(String url) {
    Matcher ending = ENDING.matcher(url);
    return ending.find() ? "." + ending.group(1).toLowerCase(Locale.ROOT) : UNKNOWN_ENDING;
  }
}

package org.clipmill.udfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.clipmill.core.clip.FrameRate;
import org.clipmill.core.config.PipelineConfig.LocalFiles;
import org.clipmill.core.fetch.FetchSettings;
import org.clipmill.core.recipe.Fingerprint;
import org.clipmill.core.table.Tables;
import org.clipmill.media.BrokenFiles;
import org.clipmill.media.PaintSpec;
import org.clipmill.media.VideoPainter;
import org.clipmill.media.paint.Scenes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DownloadVideoTest {
  private static final String RECIPE = "0123456789abcdef";
  private static final String STEM = "files/videos/v-0123456789ab";

  @TempDir static Path sources;
  private static Path video;

  @TempDir Path folder;

  @BeforeAll
  static void paint() {
    video = sources.resolve("v.mp4");
    VideoPainter.paint(
        video, PaintSpec.of(64, 48, FrameRate.ofDecimal(29.97), 12), Scenes.pan(1, 1, 0));
  }

  private Row download(String url, LocalFiles localFiles) {
    FetchSettings patience =
        new FetchSettings(1, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5), "test");
    Storage storage = new Storage(new Configuration(), folder.toString());
    Row wanted =
        TableRow.of(Tables.VIDEOS)
            .set(Tables.VIDEO_ID, "v")
            .set("url", url)
            .set(Tables.ROW_RECIPE, RECIPE)
            .build();
    Guard guard = new Guard("download", new Tally());
    Row row =
        new DownloadVideo(localFiles, patience, storage, guard)
            .call(List.of(wanted).iterator())
            .next();
    assertEquals(url, value(row, "url"));
    assertEquals(RECIPE, value(row, Tables.ROW_RECIPE));
    return row;
  }

  private static Object value(Row row, String column) {
    return row.get(row.fieldIndex(column));
  }

  private void assertError(Row row, String code, String start) throws IOException {
    Row error = row.getStruct(row.fieldIndex("error"));
    assertEquals(code, error.getString(0), error.getString(2));
    assertTrue(error.getString(2).startsWith(start), error.getString(2));
    assertTrue(error.getString(2).contains(row.getString(row.fieldIndex("url"))), error.toString());
    assertNull(value(row, "path"));
    assertNull(value(row, "sha256"));
    try (var files = Files.walk(folder)) {
      assertEquals(0, files.filter(Files::isRegularFile).count(), "a draft stayed behind");
    }
  }

  private void assertVideo(Row row) throws IOException {
    assertNull(value(row, "error"), () -> "" + value(row, "error"));
    assertEquals(STEM + ".mp4", value(row, "path"));
    assertEquals(-1, Files.mismatch(video, folder.resolve(STEM + ".mp4")));
    assertEquals(Files.size(video), value(row, "file_bytes"));
    assertEquals(Fingerprint.sha256Of(Files.newInputStream(video)), value(row, "sha256"));
    assertEquals(64, value(row, "width"));
    assertEquals(48, value(row, "height"));
    assertEquals(30_000L, value(row, "fps_num"));
    assertEquals(1001L, value(row, "fps_den"));
    assertEquals("h264", value(row, "codec"));
    assertEquals(400_400.0, ((Long) value(row, "duration_us")).doubleValue(), 1000.0);
  }

  @Test
  void aLocalFileIsCopiedUnderTheIdOfItsVideo() throws IOException {
    assertVideo(download(video.toString(), LocalFiles.COPY));
    assertVideo(download("file://" + video, LocalFiles.COPY));
  }

  @Test
  void aLocalFileMayBeUsedWhereItIs() {
    Row row = download("file://" + video, LocalFiles.USE);
    assertEquals(video.toString(), value(row, "path"));
    assertFalse(Files.exists(folder.resolve("files/videos")));
  }

  @Test
  void aFileThatIsNotThereIsNotFoundAndMayBeRetried() throws IOException {
    for (LocalFiles choice : LocalFiles.values()) {
      Row row = download("/nowhere/v.mp4", choice);
      assertError(row, "not_found", "Cannot find the file /nowhere/v.mp4");
      assertTrue(row.getStruct(row.fieldIndex("error")).getBoolean(3));
    }
    assertError(download(sources.toString(), LocalFiles.COPY), "not_found", "Cannot find the file");
  }

  @Test
  void aFileThatIsNoVideoIsAnError() throws IOException {
    Path text = sources.resolve("text.mp4");
    BrokenFiles.text(text);
    assertError(download(text.toString(), LocalFiles.COPY), "not_a_video", "Cannot ");
    Path sound = sources.resolve("sound.mp4");
    BrokenFiles.soundOnly(sound, 0.5);
    assertError(download(sound.toString(), LocalFiles.COPY), "no_video_stream", "Cannot ");
    Path half = sources.resolve("half.mp4");
    BrokenFiles.truncate(video, half, 0.5);
    assertError(download(half.toString(), LocalFiles.COPY), "decode_failed", "Cannot ");
    Path empty = Files.createFile(sources.resolve("empty.mp4"));
    assertError(download(empty.toString(), LocalFiles.COPY), "not_a_video", "Cannot ");
  }

  @ParameterizedTest
  @CsvSource({
    "xyz://h/v.mp4, unsupported_source, Cannot open xyz://h/v.mp4: No FileSystem for scheme",
    "s3a://b/v.mp4, unsupported_source, Cannot open s3a://b/v.mp4: s3a: needs the class",
    "file:v.mp4, unsupported_source, Cannot open file:v.mp4: ",
    "http:///v.mp4, unsupported_source, 'Cannot open http:///v.mp4: it names no host'",
    "http://h/a b.mp4, unsupported_source, 'Cannot open http://h/a b.mp4: Illegal character'",
    "v.mp4, not_found, Cannot find v.mp4",
    "ftp://127.0.0.1:1/v.mp4, incomplete_download, Cannot get all of ftp://127.0.0.1:1/v.mp4: ",
  })
  void anAddressThatCannotBeOpenedIsAnErrorOfItsVideo(String url, String code, String start)
      throws IOException {
    assertError(download(url, LocalFiles.COPY), code, start);
  }

  @Test
  void aNameThatNoDiskCanHaveIsAnErrorOfItsVideo() throws IOException {
    assertError(download("/a\0b.mp4", LocalFiles.COPY), "unsupported_source", "Cannot open /a\0b");
  }

  @Test
  void aVideoComesOverHttpAndIsGoodOnlyIfItIsAVideo() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean isVideo = exchange.getRequestURI().getPath().equals("/v.MP4");
          byte[] body = isVideo ? Files.readAllBytes(video) : "<html>gone</html>".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String host = "http://127.0.0.1:" + server.getAddress().getPort();
      assertError(download(host + "/gone.mp4", LocalFiles.COPY), "not_a_video", "Cannot ");
      assertVideo(download(host + "/v.MP4?token=a.b/c#t=1", LocalFiles.COPY));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anAddressWithoutAnEndingStillHasAFile() throws IOException {
    Path bare = Files.copy(video, sources.resolve("bare"));
    Row row = download(bare.toString(), LocalFiles.COPY);
    assertEquals(STEM + ".video", value(row, "path"));
  }
}

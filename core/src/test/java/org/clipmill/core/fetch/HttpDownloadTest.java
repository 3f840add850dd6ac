package org.clipmill.core.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class HttpDownloadTest {
  private static final int SIZE = 300_000;
  private static final int HALF = 131_072;
  private static final String[] TAG = {"ETag", "\"one\""};

  @TempDir Path folder;
  private VideoServer server;
  private Path file;
  private final byte[] content = new byte[SIZE];

  @BeforeEach
  void start() throws IOException {
    new SplittableRandom(5).nextBytes(content);
    server = new VideoServer();
    file = folder.resolve("video.mp4");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static HttpDownload patient(int tries, Duration timeout) {
    FetchSettings settings =
        new FetchSettings(
            tries, Duration.ofMillis(1), Duration.ofSeconds(2), timeout, "clipmill/test");
    return new HttpDownload(settings, new SplittableRandom(1));
  }

  private void fetch() {
    fetch(server.address("/v.mp4"));
  }

  private void fetch(URI address) {
    patient(3, Duration.ofSeconds(20)).fetch(address, file);
  }

  private ClipException failure(ClipError error, Runnable fetching) {
    ClipException problem = assertThrows(ClipException.class, fetching::run);
    assertEquals(error, problem.error(), problem.getMessage());
    return problem;
  }

  private void assertWhole() throws IOException {
    assertArrayEquals(content, Files.readAllBytes(file));
  }

  /** Sends the first half, waits until it has arrived, and hangs up. */
  private void breakOff(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, SIZE);
    server.send(exchange, content, 0, HALF);
    while (!Files.exists(file) || Files.size(file) < HALF) {
      Thread.onSpinWait();
    }
  }

  private VideoServer breakingOff(String... headers) {
    return server.answer(
        exchange -> {
          VideoServer.setHeaders(exchange, headers);
          breakOff(exchange);
        });
  }

  @Test
  void aFileComesWholeAndTheServerIsToldWhoAsks() throws IOException {
    server.whole(content);
    fetch();
    assertWhole();
    assertEquals("clipmill/test", server.asked().get(0).userAgent());
    assertNull(server.asked().get(0).range());
  }

  @Test
  void anOlderFileIsReplaced() throws IOException {
    Files.write(file, new byte[2 * SIZE]);
    server.whole(content);
    fetch();
    assertWhole();
  }

  @Test
  void aFileOfUnknownLengthComesWhole() throws IOException {
    server.body(200, content, 0, SIZE, 0);
    fetch();
    assertWhole();
  }

  @Test
  void anEmptyFileIsAFile() throws IOException {
    server.status(200);
    fetch();
    assertEquals(0, Files.size(file));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsFollowed(int status) throws IOException {
    server.status(status, "Location", "/moved/v.mp4").whole(content);
    fetch();
    assertWhole();
    assertEquals("/moved/v.mp4", server.asked().get(1).path());
  }

  @Test
  void aRedirectToWhatIsNoAddressIsAnErrorOfTheVideo() {
    server.status(302, "Location", "/with a blank.mp4");
    ClipException problem = failure(ClipError.UNSUPPORTED_SOURCE, this::fetch);
    assertTrue(
        problem.getMessage().startsWith("Cannot open " + server.address("/v.mp4") + ": "),
        problem.getMessage());
    assertEquals(1, server.asked().size());
  }

  @Test
  void aRedirectInCirclesEnds() {
    for (int i = 0; i < 20; i++) {
      server.status(302, "Location", "/v.mp4");
    }
    ClipException problem = failure(ClipError.UNREACHABLE, this::fetch);
    assertEquals(
        "Cannot get " + server.address("/v.mp4") + ": the server answered 302",
        problem.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "404, NOT_FOUND",
    "410, NOT_FOUND",
    "401, FORBIDDEN",
    "403, FORBIDDEN",
    "451, FORBIDDEN",
    "400, UNREACHABLE",
    "405, UNREACHABLE"
  })
  void aRefusalThatWillNotPassIsAnErrorAtOnce(int status, ClipError error) {
    server.status(status).whole(content);
    ClipException problem = failure(error, this::fetch);
    assertEquals(
        "Cannot get " + server.address("/v.mp4") + ": the server answered " + status,
        problem.getMessage());
    assertEquals(1, server.asked().size());
  }

  @ParameterizedTest
  @CsvSource({"503, 0", "503, 1", "429, 0", "429, ''", "408, ''", "500, ''", "502, nonsense"})
  void aRefusalThatMayPassIsTriedAgain(int status, String retryAfter) throws IOException {
    server.status(status, "Retry-After", retryAfter).status(status).whole(content);
    fetch();
    assertWhole();
    assertEquals(3, server.asked().size());
  }

  @Test
  void aServerThatStaysBusyIsAnErrorThatCountsTheTries() {
    server.status(503).status(503).status(503).whole(content);
    ClipException problem = failure(ClipError.UNREACHABLE, this::fetch);
    assertEquals(
        "Cannot get " + server.address("/v.mp4") + ": the server answered 503 (try 3 of 3)",
        problem.getMessage());
    assertEquals(3, server.asked().size());
  }

  @Test
  void aServerThatAsksForTooLongAPauseIsNotWaitedFor() {
    server.status(429, "Retry-After", "3600").whole(content);
    ClipException problem = failure(ClipError.UNREACHABLE, this::fetch);
    assertEquals(
        "Cannot get "
            + server.address("/v.mp4")
            + ": the server answered 429, and the server asks for a pause of 3600 s",
        problem.getMessage());
    assertEquals(1, server.asked().size());
  }

  @Test
  void aTransferThatBrokeOffGoesOnWhereItBrokeAndServesNoByteTwice() throws IOException {
    breakingOff(TAG)
        .body(
            206,
            content,
            HALF,
            SIZE,
            SIZE - HALF,
            "ETag",
            "\"one\"",
            "Content-Range",
            "bytes " + HALF + "-" + (SIZE - 1) + "/" + SIZE);
    fetch();
    assertWhole();
    assertEquals("bytes=" + HALF + "-", server.asked().get(1).range());
    assertEquals("\"one\"", server.asked().get(1).ifRange());
    assertEquals(SIZE, server.bytesServed());
  }

  @Test
  void aTransferMayBreakOffMoreThanOnceAndAPartMayBeShort() throws IOException {
    int next = HALF + 1000;
    breakingOff(TAG)
        .body(
            206,
            content,
            HALF,
            next,
            next - HALF,
            "ETag",
            "\"one\"",
            "Content-Range",
            "bytes " + HALF + "-" + (next - 1) + "/" + SIZE)
        .body(
            206,
            content,
            next,
            SIZE,
            SIZE - next,
            "ETag",
            "\"one\"",
            "Content-Range",
            "bytes " + next + "-" + (SIZE - 1) + "/" + SIZE);
    fetch();
    assertWhole();
    assertEquals("bytes=" + next + "-", server.asked().get(2).range());
  }

  @Test
  void aFileThatChangedBetweenTriesStartsAnew() throws IOException {
    byte[] changed = new byte[SIZE / 3];
    breakingOff(TAG).whole(changed, "ETag", "\"two\"");
    fetch();
    assertArrayEquals(changed, Files.readAllBytes(file));
    assertEquals("\"one\"", server.asked().get(1).ifRange());
  }

  @Test
  void aDateServesWhereThereIsNoTagOrOnlyAWeakOne() throws IOException {
    String date = "Sun, 22 Nov 2026 10:00:00 GMT";
    breakingOff("ETag", "W/\"one\"", "Last-Modified", date).whole(content);
    fetch();
    assertWhole();
    assertEquals(date, server.asked().get(1).ifRange());
  }

  @Test
  void aFileThatNothingVouchesForStartsAnew() throws IOException {
    breakingOff().whole(content);
    fetch();
    assertWhole();
    assertNull(server.asked().get(1).range());
  }

  @Test
  void aServerThatAnswersWithAnotherPartIsAskedForTheWhole() throws IOException {
    breakingOff(TAG)
        .body(
            206,
            content,
            1000,
            SIZE,
            SIZE - 1000,
            "ETag",
            "\"one\"",
            "Content-Range",
            "bytes 1000-" + (SIZE - 1) + "/" + SIZE)
        .whole(content, TAG);
    fetch();
    assertWhole();
    assertNull(server.asked().get(2).range());
  }

  @Test
  void aServerThatHasNoSuchPartIsAskedForTheWhole() throws IOException {
    breakingOff(TAG).status(416).whole(content, TAG);
    fetch();
    assertWhole();
    assertNull(server.asked().get(2).range());
  }

  @Test
  void aWrongContentLengthIsAnIncompleteDownload() {
    for (int i = 0; i < 3; i++) {
      server.body(200, content, 0, 1000, 2000);
    }
    ClipException problem = failure(ClipError.INCOMPLETE_DOWNLOAD, this::fetch);
    assertTrue(
        problem.getMessage().startsWith("Cannot get all of " + server.address("/v.mp4") + ": "),
        problem.getMessage());
    assertTrue(problem.getMessage().endsWith(" (try 3 of 3)"), problem.getMessage());
  }

  @Test
  void aServerThatFallsSilentInTheMiddleIsGivenUp() {
    server.answer(
        exchange -> {
          exchange.sendResponseHeaders(200, SIZE);
          server.send(exchange, content, 0, HALF);
          server.beSilent();
        });
    ClipException problem =
        failure(
            ClipError.INCOMPLETE_DOWNLOAD,
            () -> patient(1, Duration.ofMillis(300)).fetch(server.address("/v.mp4"), file));
    assertEquals(
        "Cannot get all of " + server.address("/v.mp4") + ": nothing came for 300 ms (try 1 of 1)",
        problem.getMessage());
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() {
    server.answer(exchange -> server.beSilent());
    ClipException problem =
        failure(
            ClipError.UNREACHABLE,
            () -> patient(1, Duration.ofMillis(300)).fetch(server.address("/v.mp4"), file));
    assertEquals(
        "Cannot reach " + server.address("/v.mp4") + ": request timed out (try 1 of 1)",
        problem.getMessage());
  }

  @Test
  void aServerThatIsNotThereIsTriedAsOftenAsTheSettingsSay() {
    URI nobody = VideoServer.addressOfNobody();
    ClipException problem = failure(ClipError.UNREACHABLE, () -> fetch(nobody));
    assertTrue(
        problem.getMessage().startsWith("Cannot reach " + nobody + ": "), problem.getMessage());
    assertTrue(problem.getMessage().endsWith(" (try 3 of 3)"), problem.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:99999/v.mp4", "ftp://127.0.0.1/v.mp4", "http:///v.mp4"})
  void anAddressThatHttpCannotOpenIsAnErrorOfTheVideo(String address) {
    ClipException problem = failure(ClipError.UNSUPPORTED_SOURCE, () -> fetch(URI.create(address)));
    assertTrue(
        problem.getMessage().startsWith("Cannot open " + address + ": "), problem.getMessage());
  }

  @Test
  void aFolderThatIsNotThereIsAFaultOfTheStorage() {
    server.whole(content);
    Path nowhere = folder.resolve("no/such/folder/v.mp4");
    ClipException problem =
        failure(
            ClipError.STORAGE,
            () -> patient(3, Duration.ofSeconds(5)).fetch(server.address("/v.mp4"), nowhere));
    assertTrue(problem.getMessage().startsWith("Cannot write " + nowhere), problem.getMessage());
    assertEquals(1, server.asked().size());
  }

  @Test
  void aDiskThatIsFullIsAFaultOfTheStorageAndNotOfTheServer() {
    Path full = Path.of("/dev/full");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full), "skipped: no /dev/full");
    ClipException problem =
        failure(
            ClipError.STORAGE,
            () -> {
              try {
                new PartFile(full)
                    .append(
                        new ByteArrayInputStream(content),
                        OptionalLong.empty(),
                        DownloadListener.SILENT);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertTrue(problem.getMessage().contains("No space left on device"), problem.getMessage());
  }
}

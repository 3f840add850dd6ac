package org.clipmill.core.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.recipe.Fingerprint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class CheckedFetchTest {
  private static final int SIZE = 300_000;
  private static final int HALF = 131_072;
  private static final String[] TAG = {"ETag", "\"one\""};
  private static final String WRONG = "0".repeat(64);

  @TempDir private Path folder;
  private final byte[] content = new byte[SIZE];
  private String sha256;
  private VideoServer server;
  private Path file;
  private Path part;
  private final List<Long> arrived = new ArrayList<>();

  private final DownloadListener listener =
      new DownloadListener() {
        @Override
        public void arrived(long bytes, OptionalLong total) {
          arrived.add(bytes);
        }

        @Override
        public void tryingAgain(String why, Duration pause) {}

        @Override
        public void waiting() {
          isWaiting.countDown();
        }
      };
  private final CountDownLatch isWaiting = new CountDownLatch(1);

  @BeforeEach
  void start() throws IOException {
    new SplittableRandom(5).nextBytes(content);
    sha256 = Fingerprint.sha256Of(new ByteArrayInputStream(content));
    server = new VideoServer();
    file = folder.resolve("a folder with spaces/model.onnx");
    part = file.resolveSibling("model.onnx.part");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CheckedFetch fetcher(CheckedFetch.Existing existing) {
    FetchSettings settings =
        new FetchSettings(1, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(20), "test");
    HttpDownload http =
        new HttpDownload(settings, new SplittableRandom(1), Proxies.of(Map.of()), Credentials.NONE);
    return new CheckedFetch(
        (address, where, hears) -> http.resume(URI.create(address), where, hears), existing);
  }

  private PlacedFile fetch(String expected) {
    WantedFile wanted = new WantedFile(server.address("/m").toString(), file, expected);
    return fetcher(CheckedFetch.Existing.KEEP).fetch(wanted, listener);
  }

  private ClipException failure(ClipError error, String expected) {
    ClipException problem = assertThrows(ClipException.class, () -> fetch(expected));
    assertEquals(error, problem.error(), problem.getMessage());
    return problem;
  }

  private void assertNothingElse() throws IOException {
    try (var files = Files.list(file.getParent())) {
      List<String> names = files.map(path -> path.getFileName().toString()).sorted().toList();
      assertEquals(
          Files.exists(file) ? List.of(".fetch.lock", "model.onnx") : List.of(".fetch.lock"),
          names);
    }
  }

  private void breakOff(HttpExchange exchange) throws IOException {
    VideoServer.setHeaders(exchange, TAG);
    exchange.sendResponseHeaders(200, SIZE);
    server.send(exchange, content, 0, HALF);
    while (!Files.exists(part) || Files.size(part) < HALF) {
      Thread.onSpinWait();
    }
  }

  private VideoServer rest(byte[] from, String tag) {
    return server.body(
        206,
        from,
        HALF,
        SIZE,
        SIZE - HALF,
        "ETag",
        tag,
        "Content-Range",
        "bytes " + HALF + "-" + (SIZE - 1) + "/" + SIZE);
  }

  @Test
  void aFileComesToItsPlaceAndNothingElseIsLeft() throws IOException {
    server.whole(content);
    assertEquals(new PlacedFile(file, SIZE, sha256, false), fetch(sha256));
    assertArrayEquals(content, Files.readAllBytes(file));
    assertNothingElse();
    assertEquals(0L, arrived.get(0));
    assertEquals(SIZE, arrived.get(arrived.size() - 1));
  }

  @Test
  void aFileThatIsThereAndRightIsNotFetched() {
    server.whole(content);
    fetch(sha256);
    assertEquals(new PlacedFile(file, SIZE, sha256, true), fetch(sha256));
    assertEquals(new PlacedFile(file, SIZE, sha256, true), fetch(null));
    assertEquals(1, server.asked().size());
  }

  @Test
  void aFetchThatWasStoppedIsGoneOnWithByTheNextOne() throws IOException {
    server.answer(this::breakOff);
    failure(ClipError.INCOMPLETE_DOWNLOAD, sha256);
    assertFalse(Files.exists(file));
    assertEquals(HALF, Files.size(part));
    arrived.clear();
    rest(content, "\"one\"");
    assertEquals(sha256, fetch(sha256).sha256());
    assertArrayEquals(content, Files.readAllBytes(file));
    assertEquals("bytes=" + HALF + "-", server.asked().get(1).range());
    assertEquals("\"one\"", server.asked().get(1).ifRange());
    assertEquals(HALF, arrived.get(0));
    assertNothingElse();
  }

  @Test
  void aServerWithoutRangesStartsAnew() throws IOException {
    server.answer(this::breakOff);
    failure(ClipError.INCOMPLETE_DOWNLOAD, sha256);
    server.whole(content);
    assertEquals(sha256, fetch(sha256).sha256());
    assertEquals("bytes=" + HALF + "-", server.asked().get(1).range());
    assertNothingElse();
  }

  @Test
  void aPartOfAnotherAddressIsNotGoneOnWith() throws IOException {
    server.answer(this::breakOff);
    failure(ClipError.INCOMPLETE_DOWNLOAD, sha256);
    server.whole(content);
    WantedFile other = new WantedFile(server.address("/other").toString(), file, sha256);
    fetcher(CheckedFetch.Existing.KEEP).fetch(other, listener);
    assertNull(server.asked().get(1).range());
  }

  @Test
  void aPartThatIsWholeIsNotAskedForAgain() throws IOException {
    server.answer(this::breakOff);
    failure(ClipError.INCOMPLETE_DOWNLOAD, sha256);
    Files.write(part, content);
    assertEquals(sha256, fetch(sha256).sha256());
    assertEquals(1, server.asked().size());
  }

  @Test
  void aRestThatDoesNotFitIsFetchedOnceMoreFromTheStart() throws IOException {
    server.answer(this::breakOff);
    failure(ClipError.INCOMPLETE_DOWNLOAD, sha256);
    rest(new byte[SIZE], "\"one\"").whole(content);
    assertEquals(sha256, fetch(sha256).sha256());
    assertEquals(3, server.asked().size());
    assertArrayEquals(content, Files.readAllBytes(file));
  }

  @Test
  void aWrongFileIsNotKeptAndTheMessageNamesAllThatCounts() throws IOException {
    server.whole(content);
    ClipException problem = failure(ClipError.NOT_FOUND, WRONG);
    assertEquals(
        "Cannot use what came from "
            + server.address("/m")
            + ": saw SHA-256 "
            + sha256
            + ", expected "
            + WRONG
            + "; nothing was kept of it; if its owner has published another version and you trust"
            + " it, put its hash into the catalogue",
        problem.getMessage());
    assertNothingElse();
  }

  @Test
  void aWebPageIsNoModelEvenIfNobodyKnowsTheHash() throws IOException {
    server.whole("\n<!DOCTYPE html><title>Sign in</title>".getBytes(StandardCharsets.UTF_8));
    ClipException problem = failure(ClipError.NOT_FOUND, null);
    assertTrue(
        problem
            .getMessage()
            .contains(
                "; it is a web page (a page about the file, or one to sign in), expected a model"),
        problem.getMessage());
    assertNothingElse();
  }

  @Test
  void anotherFileInThePlaceStaysUnlessItIsToBeReplaced() throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[] {1});
    ClipException problem = failure(ClipError.STORAGE, sha256);
    assertTrue(
        problem.getMessage().startsWith("Cannot write " + file + ": another file is there, with"),
        problem.getMessage());
    assertEquals(1, Files.size(file));
    assertEquals(0, server.asked().size());
    server.whole(content);
    WantedFile wanted = new WantedFile(server.address("/m").toString(), file, sha256);
    fetcher(CheckedFetch.Existing.REPLACE).fetch(wanted, listener);
    assertArrayEquals(content, Files.readAllBytes(file));
  }

  @Test
  void aWrongFileDoesNotReplaceWhatIsThere() throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[] {1});
    server.whole(content);
    WantedFile wanted = new WantedFile(server.address("/m").toString(), file, WRONG);
    assertThrows(
        ClipException.class, () -> fetcher(CheckedFetch.Existing.REPLACE).fetch(wanted, listener));
    assertEquals(1, Files.size(file));
  }

  @Test
  void ofTwoFetchesAtOnceOneFetchesAndTheOtherFindsItDone() throws Exception {
    CountDownLatch isAsked = new CountDownLatch(1);
    server.answer(
        exchange -> {
          isAsked.countDown();
          try {
            isWaiting.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          exchange.sendResponseHeaders(200, SIZE);
          server.send(exchange, content, 0, SIZE);
        });
    CompletableFuture<PlacedFile> first = CompletableFuture.supplyAsync(() -> fetch(sha256));
    isAsked.await();
    CompletableFuture<PlacedFile> second = CompletableFuture.supplyAsync(() -> fetch(sha256));
    assertFalse(first.get().wasThere());
    assertTrue(second.get().wasThere());
    assertEquals(1, server.asked().size());
    assertNothingElse();
  }

  @Test
  void aFolderThatCannotBeMadeIsAFaultOfTheStorage() throws IOException {
    Files.createFile(file.getParent());
    ClipException problem = failure(ClipError.STORAGE, sha256);
    assertTrue(
        problem.getMessage().startsWith("Cannot make the folder of " + file), problem.getMessage());
  }
}

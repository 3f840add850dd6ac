package org.clipmill.core.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a token goes, and where it must not go. */
@Timeout(60)
final class CredentialsTest {
  private static final byte[] CONTENT = {1, 2, 3, 4, 5};
  private static final String BEARER = "Bearer hf_secret";

  @TempDir private Path folder;
  private VideoServer mine;
  private VideoServer other;

  @BeforeEach
  void start() throws IOException {
    mine = new VideoServer();
    other = new VideoServer();
  }

  @AfterEach
  void stop() {
    mine.close();
    other.close();
  }

  private void fetch(URI address) throws IOException {
    FetchSettings settings =
        new FetchSettings(1, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(20), "test");
    Credentials token = Credentials.bearer(mine.address("/"), "hf_secret");
    new HttpDownload(settings, new SplittableRandom(1), Proxies.of(Map.of()), token)
        .resume(address, folder.resolve("f"), DownloadListener.SILENT);
    assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("f")));
  }

  @Test
  void aTokenGoesToItsServerAndStaysWithItOverARedirect() throws IOException {
    mine.status(307, "Location", "/renamed").whole(CONTENT);
    fetch(mine.address("/f"));
    assertEquals(BEARER, mine.asked().get(0).authorization());
    assertEquals(BEARER, mine.asked().get(1).authorization());
  }

  @Test
  void aRedirectToAnotherServerDoesNotGetTheToken() throws IOException {
    mine.status(302, "Location", other.address("/cdn?signature=x").toString());
    other.whole(CONTENT);
    fetch(mine.address("/f"));
    assertEquals(BEARER, mine.asked().get(0).authorization());
    assertEquals("/cdn", other.asked().get(0).path());
    assertNull(other.asked().get(0).authorization());
  }

  @Test
  void anotherNameIsAnotherServer() throws IOException {
    mine.status(302, "Location", mine.addressByName("/f").toString()).whole(CONTENT);
    fetch(mine.address("/f"));
    assertNull(mine.asked().get(1).authorization());
  }

  @Test
  void aServerThatWasNotMeantNeverSeesTheToken() throws IOException {
    other.whole(CONTENT);
    fetch(other.address("/f"));
    assertNull(other.asked().get(0).authorization());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://huggingface.co.evil.org/f",
        "https://evil.org/huggingface.co",
        "http://huggingface.co/f",
        "https://huggingface.co:8443/f",
        "https://cdn-lfs.huggingface.co/f",
        "https://huggingface.co@evil.org/f"
      })
  void onlyTheVeryPlaceIsMeant(String address) {
    Credentials token = Credentials.bearer(URI.create("https://huggingface.co"), "hf_secret");
    assertFalse(token.areFor(URI.create(address)));
    assertTrue(token.areFor(URI.create("https://HuggingFace.co:443/a/b")));
  }

  @Test
  void aTokenIsNotSentInTheClearNorShown() {
    Credentials clear = Credentials.bearer(URI.create("http://mirror.org"), "hf_secret");
    assertEquals(Optional.empty(), clear.header(URI.create("http://mirror.org/f")));
    Credentials token = Credentials.bearer(URI.create("https://huggingface.co"), "hf_secret");
    assertEquals("a token for https://huggingface.co:443", token.toString());
    assertEquals("no token", Credentials.NONE.toString());
  }
}

package org.clipmill.core.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.clipmill.core.clip.ClipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class ProxiesTest {
  private static final byte[] CONTENT = {1, 2, 3};

  @TempDir private Path folder;

  private static String shown(Map<String, String> environment, String address) {
    return Proxies.of(environment).shown(URI.create(address)).replace(" through the proxy ", "");
  }

  @Test
  void theSchemeOfTheAddressDecidesAndSmallLettersComeFirst() {
    Map<String, String> both =
        Map.of("HTTP_PROXY", "http://plain:1", "HTTPS_PROXY", "safe:2", "https_proxy", "small:3");
    assertEquals("plain:1", shown(both, "http://a.org/f"));
    assertEquals("small:3", shown(both, "https://a.org/f"));
    assertEquals("all:80", shown(Map.of("ALL_PROXY", "http://all/"), "https://a.org/f"));
    assertEquals("", shown(Map.of("HTTP_PROXY", " "), "http://a.org/f"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.org/f, false",
    "http://sub.a.org/f, false",
    "http://nota.org/f, true",
    "http://b.org/f, true",
    "http://b.org:8080/f, false",
    "http://x.c.org/f, false",
    "http://10.0.0.1/f, false",
    "http://127.0.0.1:80/f, false",
    "http://localhost/f, false"
  })
  void exceptionsAreHostsAndAllBelowThem(String address, boolean isThrough) {
    Map<String, String> environment =
        Map.of("http_proxy", "proxy:1", "NO_PROXY", "a.org, b.org:8080,*.c.org,10.0.0.1");
    assertEquals(isThrough ? "proxy:1" : "", shown(environment, address));
    assertEquals("", shown(Map.of("http_proxy", "proxy:1", "no_proxy", "*"), address));
  }

  @Test
  void aProxyIsAskedForWhatItShouldFetchAndIsToldWhoAsks() throws IOException {
    try (VideoServer proxy = new VideoServer()) {
      proxy.whole(CONTENT);
      String place = "http://joe:p%40ss@127.0.0.1:" + proxy.address("/").getPort();
      FetchSettings settings =
          new FetchSettings(1, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(20), "test");
      Proxies proxies = Proxies.of(Map.of("HTTP_PROXY", place));
      new HttpDownload(settings, new SplittableRandom(1), proxies, Credentials.NONE)
          .fetch(URI.create("http://models.invalid/f.onnx"), folder.resolve("f"));
      assertEquals(3, Files.size(folder.resolve("f")));
      assertEquals("models.invalid", proxy.asked().get(0).host());
      assertEquals("Basic am9lOnBAc3M=", proxy.asked().get(0).proxyAuthorization());
    }
  }

  @Test
  void aProxyThatWantsAPasswordSaysSo() throws IOException {
    try (VideoServer proxy = new VideoServer()) {
      proxy.status(407, "Proxy-Authenticate", "Basic realm=\"x\"");
      FetchSettings settings =
          new FetchSettings(3, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(20), "test");
      Proxies proxies =
          Proxies.of(Map.of("http_proxy", "127.0.0.1:" + proxy.address("/").getPort()));
      HttpDownload download =
          new HttpDownload(settings, new SplittableRandom(1), proxies, Credentials.NONE);
      URI address = URI.create("http://models.invalid/f.onnx");
      ClipException problem =
          assertThrows(ClipException.class, () -> download.fetch(address, folder.resolve("f")));
      assertEquals(
          "Cannot get http://models.invalid/f.onnx: the proxy wants a name and a password"
              + " (HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT); it answered 407",
          problem.getMessage());
    }
  }

  @Test
  void whatIsNoHttpProxyIsNamedByItsVariableAndNotByItsPassword() {
    Proxies proxies = Proxies.of(Map.of("ALL_PROXY", "socks5://joe:secret@host:1080"));
    ClipException problem =
        assertThrows(ClipException.class, () -> proxies.select(URI.create("http://a.org/f")));
    assertEquals(
        "Cannot use the proxy that ALL_PROXY names: expected http://HOST:PORT or"
            + " http://NAME:PASSWORD@HOST:PORT",
        problem.getMessage());
    assertFalse(problem.getMessage().contains("secret"));
  }
}

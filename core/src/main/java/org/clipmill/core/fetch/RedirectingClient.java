package org.clipmill.core.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/**
 * Asks for files and follows redirects one by one: the JDK's own way would carry the token of the
 * first host to the next.
 */
final class RedirectingClient {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /** Mirrors and signed addresses take two or three. */
  private static final int MOST_REDIRECTS = 10;

  private final FetchSettings settings;
  private final Proxies proxies;
  private final Credentials credentials;
  private final HttpClient client;

  RedirectingClient(FetchSettings settings, Proxies proxies, Credentials credentials) {
    this.settings = settings;
    this.proxies = proxies;
    this.credentials = credentials;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout())
            .proxy(proxies)
            .build();
  }

  /**
   * Asks for a file, from a byte on.
   *
   * @param have where to start; 0 for the whole file
   * @param version what the file must still be if a part is asked for; empty if that is not known
   * @return the last answer, of any status, its body open
   * @throws ClipException {@code UNSUPPORTED_SOURCE} if the address or one that the server
   *     redirects to is none
   */
  HttpResponse<InputStream> ask(URI address, long have, Optional<String> version)
      throws TryAgainException {
    URI at = address;
    for (int redirects = 0; ; redirects++) {
      HttpResponse<InputStream> response = send(address, at, have, version);
      Optional<URI> next = next(address, response);
      if (next.isEmpty() || redirects == MOST_REDIRECTS) {
        return response;
      }
      close(response);
      at = next.get();
    }
  }

  private HttpResponse<InputStream> send(URI address, URI at, long have, Optional<String> version)
      throws TryAgainException {
    try {
      return client.send(request(at, have, version), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IllegalArgumentException e) {
      throw noAddress(address, e);
    } catch (IOException e) {
      String where = at.equals(address) ? "" : " at " + at.getHost();
      throw new TryAgainException(
          ClipError.UNREACHABLE,
          "Cannot reach " + address + where + proxies.shown(at) + ": " + reason(e),
          Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClipException(ClipError.UNREACHABLE, "Stopped while waiting for " + address);
    }
  }

  private HttpRequest request(URI at, long have, Optional<String> version) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at)
            .timeout(settings.timeout())
            .header("User-Agent", settings.userAgent())
            .header("Accept-Encoding", "identity");
    credentials.header(at).ifPresent(value -> request.header("Authorization", value));
    proxies.authorization(at).ifPresent(value -> request.header("Proxy-Authorization", value));
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
      version.ifPresent(value -> request.header("If-Range", value));
    }
    return request.GET().build();
  }

  /** From https to http nobody is led. */
  private static Optional<URI> next(URI address, HttpResponse<?> response) {
    Optional<String> location = response.headers().firstValue("Location");
    if (!REDIRECTS.contains(response.statusCode()) || location.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI next = response.uri().resolve(location.get());
      boolean isDowngrade =
          "https".equalsIgnoreCase(response.uri().getScheme())
              && !"https".equalsIgnoreCase(next.getScheme());
      return isDowngrade ? Optional.empty() : Optional.of(next);
    } catch (IllegalArgumentException e) {
      throw noAddress(address, e);
    }
  }

  private static void close(HttpResponse<InputStream> response) {
    try {
      response.body().close();
    } catch (IOException e) {
      // Nothing of it was wanted.
    }
  }

  /** The client's word for an address, or one that it was redirected to, that is none. */
  private static ClipException noAddress(URI address, IllegalArgumentException problem) {
    return new ClipException(
        ClipError.UNSUPPORTED_SOURCE,
        "Cannot open " + address + ": " + problem.getMessage(),
        problem);
  }

  /** The JDK says nothing at all about a host that has no address or does not listen. */
  static String reason(IOException e) {
    if (e.getMessage() != null) {
      return e.getMessage();
    }
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof java.nio.channels.UnresolvedAddressException) {
        return "its host is unknown";
      }
    }
    return e instanceof java.net.ConnectException
        ? "nobody answers there"
        : e.getClass().getSimpleName();
  }
}

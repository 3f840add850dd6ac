package org.clipmill.core.fetch;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/** What becomes of an answer that holds no file. */
final class Refusal {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final int FAULTS = 500;

  private Refusal() {}

  /**
   * Lets an answer pass that holds a file.
   *
   * @throws ClipException if the refusal will not pass: {@code NOT_FOUND} for 404 and 410, {@code
   *     FORBIDDEN} for 401, 403, 407 and 451, else {@code UNREACHABLE}
   * @throws TryAgainException if it may pass
   */
  static void check(URI address, HttpResponse<?> response) throws TryAgainException {
    int status = response.statusCode();
    if (status == OK || status == PARTIAL) {
      return;
    }
    String message = "Cannot get " + address + ": " + who(address, response) + status;
    ClipError lasting =
        switch (status) {
          case 404, 410 -> ClipError.NOT_FOUND;
          case 401, 403, 407, 451 -> ClipError.FORBIDDEN;
          default -> ClipError.UNREACHABLE;
        };
    boolean mayPass = status == TOO_MANY || status == TIMEOUT || status >= FAULTS;
    if (!mayPass) {
      throw new ClipException(lasting, message);
    }
    throw new TryAgainException(lasting, message, retryAfter(response));
  }

  /** Names the host if it is another than was asked: then the address does not tell. */
  private static String who(URI address, HttpResponse<?> response) {
    if (response.statusCode() == 407) {
      return "the proxy wants a name and a password (HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT);"
          + " it answered ";
    }
    String host = String.valueOf(response.uri().getHost());
    return host.equals(address.getHost())
        ? "the server answered "
        : "the server " + host + ", to which it leads, answered ";
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .flatMap(header -> Backoff.retryAfter(header, Instant.now()));
  }
}

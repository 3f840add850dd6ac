package org.clipmill.core.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/**
 * Gets one file over HTTP. Follows redirects, goes on where a transfer broke off (Range with
 * If-Range), waits as long as the server asks (Retry-After), and checks the length.
 */
public final class HttpDownload {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int UNSATISFIABLE = 416;
  private static final int TOO_MANY = 429;

  private final FetchSettings settings;
  private final RandomGenerator random;
  private final HttpClient client;

  /**
   * Makes a downloader.
   *
   * @param random jitters the pauses
   */
  public HttpDownload(FetchSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(settings.timeout())
            .build();
  }

  /** A try that failed and may be repeated after a pause. */
  private static final class TryAgain extends Exception {
    private final Optional<Duration> pause;
    private final ClipError error;

    TryAgain(ClipError error, String message, Optional<Duration> pause) {
      super(message);
      this.error = error;
      this.pause = pause;
    }
  }

  /**
   * Writes the file; an existing one is replaced.
   *
   * @param target the file; when this fails, what has come so far stays there
   * @throws ClipException {@code NOT_FOUND} for 404 and 410, {@code FORBIDDEN} for 401, 403 and
   *     451, {@code UNSUPPORTED_SOURCE} if the address or one that the server redirects to is none,
   *     {@code INCOMPLETE_DOWNLOAD} or {@code UNREACHABLE} when all tries are used up, {@code
   *     STORAGE} if the file cannot be written
   */
  public void fetch(URI address, Path target) {
    Validator validator = new Validator();
    PartFile file = new PartFile(target);
    file.delete();
    for (int failures = 1; ; failures++) {
      try {
        attempt(address, file, validator);
        return;
      } catch (TryAgain again) {
        if (failures >= settings.tries()) {
          throw new ClipException(
              again.error,
              again.getMessage() + " (try " + failures + " of " + settings.tries() + ")");
        }
        Duration pause = again.pause.orElse(Backoff.pause(settings, failures, random));
        if (pause.compareTo(settings.maxPause()) > 0) {
          throw new ClipException(
              again.error,
              again.getMessage()
                  + ", and the server asks for a pause of "
                  + pause.toSeconds()
                  + " s");
        }
        pause(pause);
      }
    }
  }

  /** What tells that a file on the server is still the one whose first part we have. */
  private static final class Validator {
    private Optional<String> tag = Optional.empty();
  }

  private void attempt(URI address, PartFile file, Validator validator) throws TryAgain {
    long have = validator.tag.isPresent() ? file.size() : 0;
    HttpResponse<InputStream> response = send(address, have, validator);
    try (InputStream body = new PatientStream(response.body(), settings.timeout())) {
      if (response.statusCode() == UNSATISFIABLE && have > 0) {
        throw startAnew(address, have, validator, "the server has no such part");
      }
      checkStatus(address, response);
      ServedPart part = ServedPart.of(response);
      if (part.start() != 0 && part.start() != have) {
        throw startAnew(address, have, validator, "the server sent a part from " + part.start());
      }
      validator.tag = validatorOf(response);
      long saw = part.start() == 0 ? file.replaceBy(body) : part.start() + file.append(body);
      if (part.total().isPresent() && saw != part.total().getAsLong()) {
        throw new TryAgain(
            ClipError.INCOMPLETE_DOWNLOAD,
            String.format(
                "Cannot get all of %s: saw %d bytes, expected %d",
                address, saw, part.total().getAsLong()),
            Optional.empty());
      }
    } catch (IOException e) {
      throw new TryAgain(
          ClipError.INCOMPLETE_DOWNLOAD,
          "Cannot get all of " + address + ": " + reason(e),
          Optional.empty());
    }
  }

  private static TryAgain startAnew(URI address, long have, Validator validator, String why) {
    validator.tag = Optional.empty();
    return new TryAgain(
        ClipError.INCOMPLETE_DOWNLOAD,
        "Cannot go on with " + address + " at byte " + have + ": " + why,
        Optional.of(Duration.ZERO));
  }

  private HttpRequest request(URI address, long have, Validator validator) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(settings.timeout())
            .header("User-Agent", settings.userAgent())
            .header("Accept-Encoding", "identity");
    if (have > 0 && validator.tag.isPresent()) {
      request.header("Range", "bytes=" + have + "-").header("If-Range", validator.tag.get());
    }
    return request.GET().build();
  }

  private HttpResponse<InputStream> send(URI address, long have, Validator validator)
      throws TryAgain {
    try {
      HttpRequest request = request(address, have, validator);
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IllegalArgumentException e) {
      // The client's word for an address, or one that it was redirected to, that is none.
      throw new ClipException(
          ClipError.UNSUPPORTED_SOURCE, "Cannot open " + address + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new TryAgain(
          ClipError.UNREACHABLE, "Cannot reach " + address + ": " + reason(e), Optional.empty());
    } catch (InterruptedException e) {
      throw interrupted(address.toString());
    }
  }

  private static void checkStatus(URI address, HttpResponse<?> response) throws TryAgain {
    int status = response.statusCode();
    String message = "Cannot get " + address + ": the server answered " + status;
    switch (status) {
      case OK, PARTIAL -> {}
      case 404, 410 -> throw new ClipException(ClipError.NOT_FOUND, message);
      case 401, 403, 451 -> throw new ClipException(ClipError.FORBIDDEN, message);
      default -> {
        boolean mayPass = status == TOO_MANY || status == 408 || status >= 500;
        if (!mayPass) {
          throw new ClipException(ClipError.UNREACHABLE, message);
        }
        throw new TryAgain(
            ClipError.UNREACHABLE,
            message,
            response
                .headers()
                .firstValue("Retry-After")
                .flatMap(header -> Backoff.retryAfter(header, Instant.now())));
      }
    }
  }

  private static Optional<String> validatorOf(HttpResponse<?> response) {
    Optional<String> tag =
        response.headers().firstValue("ETag").filter(value -> !value.startsWith("W/"));
    return tag.isPresent() ? tag : response.headers().firstValue("Last-Modified");
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      throw interrupted("the next try");
    }
  }

  private static ClipException interrupted(String what) {
    Thread.currentThread().interrupt();
    return new ClipException(ClipError.UNREACHABLE, "Stopped while waiting for " + what);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}

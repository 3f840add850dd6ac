package org.clipmill.core.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
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
   * @throws ClipException {@code NOT_FOUND} for 404 and 410, {@code FORBIDDEN} for 401, 403 and
   *     451, {@code INCOMPLETE_DOWNLOAD} or {@code UNREACHABLE} when all tries are used up, {@code
   *     STORAGE} if the file cannot be written
   */
  public void fetch(URI address, Path file) {
    Validator validator = new Validator();
    deleteOld(file);
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

  private void attempt(URI address, Path file, Validator validator) throws TryAgain {
    long have = validator.tag.isPresent() ? sizeOf(file) : 0;
    HttpResponse<InputStream> response = send(request(address, have, validator), address);
    try (InputStream body = new PatientStream(response.body(), settings.timeout())) {
      int status = response.statusCode();
      if (status == UNSATISFIABLE && have > 0) {
        validator.tag = Optional.empty();
        throw new TryAgain(
            ClipError.INCOMPLETE_DOWNLOAD,
            "Cannot go on with " + address + " at byte " + have,
            Optional.of(Duration.ZERO));
      }
      checkStatus(address, response);
      boolean goesOn = status == PARTIAL && have > 0;
      validator.tag = validatorOf(response);
      long start = goesOn ? have : 0;
      OptionalLong length = response.headers().firstValueAsLong("Content-Length");
      long written = write(body, file, goesOn, address);
      if (length.isPresent() && written != length.getAsLong()) {
        throw new TryAgain(
            ClipError.INCOMPLETE_DOWNLOAD,
            "Cannot get all of "
                + address
                + ": saw "
                + (start + written)
                + " bytes, expected "
                + (start + length.getAsLong()),
            Optional.empty());
      }
    } catch (IOException e) {
      throw new TryAgain(
          ClipError.INCOMPLETE_DOWNLOAD,
          "Cannot get all of " + address + ": " + reason(e),
          Optional.empty());
    }
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

  private HttpResponse<InputStream> send(HttpRequest request, URI address) throws TryAgain {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
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

  private static long write(InputStream body, Path file, boolean goesOn, URI address)
      throws IOException {
    StandardOpenOption mode =
        goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
    try (OutputStream out = open(file, mode, address)) {
      return body.transferTo(out);
    }
  }

  private static OutputStream open(Path file, StandardOpenOption mode, URI address) {
    try {
      return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode);
    } catch (IOException e) {
      throw new ClipException(
          ClipError.STORAGE, "Cannot write " + file + " for " + address + ": " + e, e);
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new ClipException(ClipError.STORAGE, "Cannot look at " + file + ": " + e, e);
    }
  }

  private static void deleteOld(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new ClipException(ClipError.STORAGE, "Cannot replace " + file + ": " + e, e);
    }
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

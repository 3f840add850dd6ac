package org.clipmill.core.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/**
 * Gets one file over HTTP. Follows redirects, goes through proxies ({@link Proxies}), goes on where
 * a transfer broke off (Range with If-Range), waits as long as the server asks (Retry-After), and
 * checks the length.
 */
public final class HttpDownload {
  private static final int UNSATISFIABLE = 416;

  private final FetchSettings settings;
  private final RandomGenerator random;
  private final RedirectingClient client;

  /**
   * Makes a downloader that shows no token to anybody.
   *
   * @param random jitters the pauses
   */
  public HttpDownload(FetchSettings settings, RandomGenerator random) {
    this(settings, random, Proxies.ofMachine(), Credentials.NONE);
  }

  /**
   * Makes a downloader.
   *
   * @param random jitters the pauses
   * @param credentials sent where they belong and nowhere else, whatever redirects say
   */
  public HttpDownload(
      FetchSettings settings, RandomGenerator random, Proxies proxies, Credentials credentials) {
    this.settings = settings;
    this.random = random;
    this.client = new RedirectingClient(settings, proxies, credentials);
  }

  /**
   * Writes the file; an existing one is replaced.
   *
   * @param target the file; when this fails, what has come so far stays there
   * @throws ClipException {@code NOT_FOUND} for 404 and 410, {@code FORBIDDEN} for 401, 403, 407
   *     and 451, {@code UNSUPPORTED_SOURCE} if the address or one that the server redirects to is
   *     none, {@code INCOMPLETE_DOWNLOAD} or {@code UNREACHABLE} when all tries are used up, {@code
   *     STORAGE} if the file cannot be written or its disk is too small
   */
  public void fetch(URI address, Path target) {
    PartFile file = new PartFile(target);
    file.delete();
    untilDone(address, Transfer.passing(address.toString(), file));
  }

  /**
   * Writes the file, and goes on with the part of it that an earlier call has left, if the server
   * says that it still has that file. Beside a part lies a note about it, NAME.json, until the file
   * is whole.
   *
   * @param part the file
   * @return the SHA-256 of the whole, in hexadecimal digits
   * @throws ClipException as {@link #fetch}
   */
  public String resume(URI address, Path part, DownloadListener listener) {
    Transfer transfer = Transfer.kept(address.toString(), new PartFile(part), listener);
    untilDone(address, transfer);
    return transfer.finished();
  }

  private void untilDone(URI address, Transfer transfer) {
    for (int failures = 1; ; failures++) {
      try {
        attempt(address, transfer);
        return;
      } catch (TryAgainException again) {
        if (failures >= settings.tries()) {
          throw again.giveUp(" (try " + failures + " of " + settings.tries() + ")");
        }
        Duration pause = again.pause().orElse(Backoff.pause(settings, failures, random));
        if (pause.compareTo(settings.maxPause()) > 0) {
          throw again.giveUp(", and the server asks for a pause of " + pause.toSeconds() + " s");
        }
        transfer.listener().tryingAgain(again.why(), pause);
        pause(pause);
      }
    }
  }

  private void attempt(URI address, Transfer transfer) throws TryAgainException {
    if (transfer.isWhole()) {
      return;
    }
    long have = transfer.have();
    HttpResponse<InputStream> response = client.ask(address, have, transfer.version());
    try (InputStream body = new PatientStream(response.body(), settings.timeout())) {
      if (response.statusCode() == UNSATISFIABLE && have > 0) {
        throw startAnew(address, transfer, "the server has no such part");
      }
      Refusal.check(address, response);
      ServedPart part = ServedPart.of(response);
      if (part.start() != 0 && part.start() != have) {
        throw startAnew(address, transfer, "the server sent a part from " + part.start());
      }
      long saw = transfer.take(body, part.start(), versionOf(response), part.total());
      if (part.total().isPresent() && saw != part.total().getAsLong()) {
        throw incomplete(
            String.format(
                "Cannot get all of %s: saw %d bytes, expected %d",
                address, saw, part.total().getAsLong()));
      }
    } catch (IOException e) {
      throw incomplete("Cannot get all of " + address + ": " + RedirectingClient.reason(e));
    }
  }

  private static TryAgainException incomplete(String message) {
    return new TryAgainException(ClipError.INCOMPLETE_DOWNLOAD, message, Optional.empty());
  }

  private static TryAgainException startAnew(URI address, Transfer transfer, String why) {
    long have = transfer.have();
    transfer.forget();
    return new TryAgainException(
        ClipError.INCOMPLETE_DOWNLOAD,
        "Cannot go on with " + address + " at byte " + have + ": " + why,
        Optional.of(Duration.ZERO));
  }

  private static Optional<String> versionOf(HttpResponse<?> response) {
    Optional<String> tag =
        response.headers().firstValue("ETag").filter(value -> !value.startsWith("W/"));
    return tag.isPresent() ? tag : response.headers().firstValue("Last-Modified");
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClipException(ClipError.UNREACHABLE, "Stopped while waiting for the next try", e);
    }
  }
}

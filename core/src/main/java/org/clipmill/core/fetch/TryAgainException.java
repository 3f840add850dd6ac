package org.clipmill.core.fetch;

import java.time.Duration;
import java.util.Optional;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;

/** A try that failed and may be repeated after a pause. */
final class TryAgainException extends Exception {
  private final Optional<Duration> pause;
  private final ClipError error;

  /**
   * @param error what it is if there is no further try
   * @param pause what the server asks for; empty if it asks for nothing
   */
  TryAgainException(ClipError error, String message, Optional<Duration> pause) {
    super(message);
    this.error = error;
    this.pause = pause;
  }

  Optional<Duration> pause() {
    return pause;
  }

  /** Gives the message of {@link #getMessage}, which is never null here. */
  String why() {
    return String.valueOf(getMessage());
  }

  ClipException giveUp(String because) {
    return new ClipException(error, getMessage() + because);
  }
}

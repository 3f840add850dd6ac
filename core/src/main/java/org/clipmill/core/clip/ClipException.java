package org.clipmill.core.clip;

/**
 * One video or clip cannot be used. It becomes a row with an error; the work goes on.
 *
 * <p>A broken setting is a {@link org.clipmill.core.config.ConfigException} instead, and a fault of
 * the program is whatever the JDK throws for it.
 */
public final class ClipException extends RuntimeException {
  private final ClipError error;

  public ClipException(ClipError error, String message) {
    super(message);
    this.error = error;
  }

  public ClipException(ClipError error, String message, Throwable cause) {
    super(message, cause);
    this.error = error;
  }

  /** Gives the kind of the fault. */
  public ClipError error() {
    return error;
  }
}

package org.clipmill.core.fetch;

import java.io.Serializable;
import java.time.Duration;

/**
 * How patient a download is.
 *
 * @param tries at most, the first one included
 * @param backoff pause before the second try; doubled for each further one and jittered
 * @param maxPause longest pause, also when the server asks for more
 * @param timeout limit for connecting and for each silence
 * @param userAgent what the server is told that we are
 */
public record FetchSettings(
    int tries, Duration backoff, Duration maxPause, Duration timeout, String userAgent)
    implements Serializable {}

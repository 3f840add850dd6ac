package org.clipmill.media;

import java.math.BigInteger;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.clipmill.core.clip.FrameRate;

/**
 * Undoes the rounding of times in containers with a coarse clock.
 *
 * <p>Matroska, WebM and FLV round times to milliseconds, and a constant 24 per second would leave
 * them as a rate that varies. A time within one such rounding of a frame's place at the nominal
 * rate is taken to be that place; any other time stays what it is. Clocks that are fine enough stay
 * as they are.
 */
final class FrameClock {
  /** Clocks of at least so many ticks a second are not made finer. */
  private static final int FINE_TICKS_PER_SECOND = 10_000;

  private static final long FINEST_TICKS_PER_SECOND = 10_000_000;

  private final FrameRate rate;
  private final int refinement;
  private final int tickNumerator;
  private final int tickDenominator;

  FrameClock(AVRational tick, FrameRate rate) {
    this.rate = rate;
    refinement = refinement(tick, rate);
    tickNumerator = tick.num();
    tickDenominator = tick.den() * refinement;
  }

  /** Gives how many finer ticks make one, so that the nominal rate has whole ones; 1 for none. */
  private static int refinement(AVRational tick, FrameRate rate) {
    boolean isFine = (long) tick.den() >= (long) FINE_TICKS_PER_SECOND * tick.num();
    if (isFine || tick.num() != 1) {
      return 1;
    }
    long common =
        BigInteger.valueOf(tick.den()).gcd(BigInteger.valueOf(rate.numerator())).longValueExact();
    long needed = rate.numerator() / common;
    return needed <= FINEST_TICKS_PER_SECOND / tick.den() ? (int) needed : 1;
  }

  /** Gives the numerator of the length of one fine tick, in seconds. */
  int tickNumerator() {
    return tickNumerator;
  }

  /** Gives the denominator of the length of one fine tick, in seconds. */
  int tickDenominator() {
    return tickDenominator;
  }

  /** Gives a time since the first frame in fine ticks, from one in ticks of the container. */
  long fineTicks(long ticks) {
    if (refinement == 1) {
      return ticks;
    }
    long fine = ticks * refinement;
    long frameTicks = rate.denominator() * (tickDenominator / rate.numerator());
    long place = Math.floorDiv(2 * fine + frameTicks, 2 * frameTicks) * frameTicks;
    return Math.abs(fine - place) <= refinement ? place : fine;
  }
}

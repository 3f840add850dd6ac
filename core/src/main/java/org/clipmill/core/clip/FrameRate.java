package org.clipmill.core.clip;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Frames per second as a fraction in lowest terms, so that a frame number and a time never drift
 * apart.
 *
 * @param numerator frames, at least 1
 * @param denominator seconds, at least 1
 */
public record FrameRate(long numerator, long denominator) {
  private static final BigInteger MICROS = BigInteger.valueOf(1_000_000);

  /** Within these bounds a year of frames at one rate can be counted at any other in a long. */
  private static final double SLOWEST = 0.001;

  private static final double FASTEST = 100_000;

  /** Broadcast rates are 1000/1001 of a whole number and usually written as 29.97 and the like. */
  private static final long NTSC_DENOMINATOR = 1001;

  /**
   * How far a written rate may lie from a broadcast rate to be taken for it: 29.97 for 29.970029.
   */
  private static final BigDecimal NTSC_TOLERANCE = new BigDecimal("0.0006");

  /**
   * Brings the fraction to lowest terms.
   *
   * @throws IllegalArgumentException if a part is not positive
   */
  public FrameRate {
    if (numerator <= 0 || denominator <= 0) {
      throw new IllegalArgumentException(
          "Was " + numerator + "/" + denominator + "; allowed: a positive frame rate");
    }
    long divisor =
        BigInteger.valueOf(numerator).gcd(BigInteger.valueOf(denominator)).longValueExact();
    numerator /= divisor;
    denominator /= divisor;
  }

  /**
   * Gives the rate that a person or a tool wrote as a decimal: 29.97 is 30000/1001, 23.976 is
   * 24000/1001, 25.0 is 25/1, 12.5 is 25/2.
   *
   * @throws IllegalArgumentException if it is not a number from 0.001 to below 100,000
   */
  public static FrameRate ofDecimal(double framesPerSecond) {
    if (!(framesPerSecond >= SLOWEST && framesPerSecond < FASTEST)) {
      throw new IllegalArgumentException(
          "Was " + framesPerSecond + "; allowed: a frame rate from 0.001 to below 100000");
    }
    BigDecimal written = BigDecimal.valueOf(framesPerSecond);
    long whole = written.setScale(0, RoundingMode.CEILING).longValueExact();
    BigDecimal broadcast =
        BigDecimal.valueOf(whole * 1000)
            .divide(BigDecimal.valueOf(NTSC_DENOMINATOR), 9, RoundingMode.HALF_EVEN);
    boolean isWhole = written.stripTrailingZeros().scale() <= 0;
    if (!isWhole && written.subtract(broadcast).abs().compareTo(NTSC_TOLERANCE) <= 0) {
      return new FrameRate(whole * 1000, NTSC_DENOMINATOR);
    }
    BigDecimal micro = written.setScale(6, RoundingMode.HALF_EVEN);
    return new FrameRate(micro.unscaledValue().longValueExact(), 1_000_000);
  }

  /** Gives the number of the frame that is shown nearest to this time; halves go up. */
  public long frameNearest(long micros) {
    return divideRounded(
        BigInteger.valueOf(micros).multiply(BigInteger.valueOf(numerator)),
        MICROS.multiply(BigInteger.valueOf(denominator)));
  }

  /** Gives the time at which this frame starts, in microseconds, rounded to the nearest. */
  public long microsOfFrame(long frame) {
    return divideRounded(
        BigInteger.valueOf(frame).multiply(BigInteger.valueOf(denominator)).multiply(MICROS),
        BigInteger.valueOf(numerator));
  }

  /** Gives the frame of this rate that lies nearest to a frame of another rate. */
  public long frameAtRate(long frame, FrameRate other) {
    if (equals(other)) {
      return frame;
    }
    return divideRounded(
        BigInteger.valueOf(frame)
            .multiply(BigInteger.valueOf(other.denominator))
            .multiply(BigInteger.valueOf(numerator)),
        BigInteger.valueOf(other.numerator).multiply(BigInteger.valueOf(denominator)));
  }

  /** Gives the rate as a double, for columns and messages. */
  public double framesPerSecond() {
    return (double) numerator / denominator;
  }

  private static long divideRounded(BigInteger dividend, BigInteger divisor) {
    BigInteger twice = dividend.shiftLeft(1).add(divisor);
    BigInteger[] parts = twice.divideAndRemainder(divisor.shiftLeft(1));
    boolean belowZero = parts[1].signum() < 0;
    return (belowZero ? parts[0].subtract(BigInteger.ONE) : parts[0]).longValueExact();
  }

  @Override
  public String toString() {
    return denominator == 1 ? Long.toString(numerator) : numerator + "/" + denominator;
  }
}

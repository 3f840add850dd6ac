package org.clipmill.core.flow;

/**
 * The numbers that turn weighted sums over a neighbourhood into the parabola that fits it best: a
 * Gaussian and its first two moments, and the entries of the inverse normal matrix that are not 0.
 *
 * <p>The weight of a pixel is the product of a bell over its row and one over its column, so that
 * x² and y², less their means, are independent of each other and of x, y and xy.
 */
final class FittingWeights {
  private final float[] plain;
  private final float[] linear;
  private final float[] square;
  private final float toLinear;
  private final float constantToSquare;
  private final float squareToSquare;
  private final float toMixed;

  private FittingWeights(float[] plain, float[] linear, float[] square) {
    this.plain = plain;
    this.linear = linear;
    this.square = square;
    double total = moment(plain, 0);
    double second = moment(plain, 2);
    double fourth = moment(plain, 4);
    double ofSquare = 1 / (total * fourth - second * second);
    this.toLinear = (float) (1 / (total * second));
    this.toMixed = (float) (1 / (second * second));
    this.squareToSquare = (float) ofSquare;
    this.constantToSquare = (float) (-ofSquare * second / total);
  }

  static FittingWeights of(int reach, double sigma) {
    float[] bell = new float[reach + 1];
    double sum = 0.0;
    for (int k = 0; k <= reach; k++) {
      bell[k] = (float) Math.exp(-k * k / (2 * sigma * sigma));
      sum += k == 0 ? bell[k] : 2.0 * bell[k];
    }
    float[] plain = new float[reach + 1];
    float[] linear = new float[reach + 1];
    float[] square = new float[reach + 1];
    for (int k = 0; k <= reach; k++) {
      plain[k] = (float) (bell[k] / sum);
      linear[k] = k * plain[k];
      square[k] = k * k * plain[k];
    }
    return new FittingWeights(plain, linear, square);
  }

  private static double moment(float[] plain, int power) {
    double moment = power == 0 ? plain[0] : 0.0;
    for (int k = 1; k < plain.length; k++) {
      moment += 2.0 * plain[k] * Math.pow(k, power);
    }
    return moment;
  }

  /** Gives the Gaussian at a distance. */
  float plain(int distance) {
    return plain[distance];
  }

  /** Gives the Gaussian times the distance. */
  float linear(int distance) {
    return linear[distance];
  }

  /** Gives the Gaussian times the square of the distance. */
  float square(int distance) {
    return square[distance];
  }

  /** Gives what the sum of x has to be multiplied by for the coefficient of x; y alike. */
  float toLinear() {
    return toLinear;
  }

  /** Gives the share of the plain sum in the coefficient of x²; y² alike. */
  float constantToSquare() {
    return constantToSquare;
  }

  /** Gives the share of the sum of x² in the coefficient of x²; y² alike. */
  float squareToSquare() {
    return squareToSquare;
  }

  /** Gives what the sum of xy has to be multiplied by for the coefficient of xy. */
  float toMixed() {
    return toMixed;
  }
}

package org.clipmill.core.focus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumpySumTest {
  /** Sums of NumPy 1.24.2: {@code np.array([0.1 * (i * 7919 % 1000) for i in range(n)]).sum()}. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0",
    "7, 429.9000000000001",
    "8, 473.20000000000005",
    "9, 508.40000000000003",
    "15, 749.5",
    "127, 6291.9",
    "128, 6363.2",
    "129, 6426.4",
    "300, 15015.0",
    "1000, 49950.0"
  })
  void sumsAreNumpysToTheLastBit(int count, double expected) {
    double[] values = IntStream.range(0, count).mapToDouble(i -> 0.1 * (i * 7919 % 1000)).toArray();
    assertEquals(expected, NumpySum.of(values), 0.0);
  }
}

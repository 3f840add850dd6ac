package org.clipmill.core.align;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import org.clipmill.core.npy.NpyArray;

/** Numbers that the original computed; the README beside them says how. */
final class Goldens {
  private Goldens() {}

  static Path file(String name) {
    URL url = Goldens.class.getResource(name);
    if (url == null) {
      throw new IllegalArgumentException("Missing " + name);
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static JsonNode json(String name) {
    try {
      return new ObjectMapper().readTree(file(name).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static NpyArray array(String name) {
    try {
      return NpyArray.read(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FrameFeatures features(String name) {
    NpyArray array = array(name);
    return FrameFeatures.evenly(array.shape().get(1), array.floats());
  }

  static double[] doubles(JsonNode node) {
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).asDouble();
    }
    return values;
  }

  /** Gives the greatest difference, relative to the greatest expected value. */
  static double relativeError(double[] actual, double[] expected) {
    double error = 0;
    double greatest = 0;
    for (int i = 0; i < expected.length; i++) {
      error = Math.max(error, Math.abs(actual[i] - expected[i]));
      greatest = Math.max(greatest, Math.abs(expected[i]));
    }
    return actual.length == expected.length ? error / greatest : Double.POSITIVE_INFINITY;
  }
}

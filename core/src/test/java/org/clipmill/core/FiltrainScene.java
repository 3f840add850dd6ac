package org.clipmill.core;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import org.clipmill.core.frame.RgbFrame;

/**
 * Pictures and what filtrain computes on them.
 *
 * @param name for messages
 * @param frames as they come from a video
 * @param transformed the same at 240x240, as torchvision makes them
 * @param metrics numbers by filtrain's own names, see {@code golden/filtrain/README.md}
 */
public record FiltrainScene(
    String name, List<RgbFrame> frames, List<RgbFrame> transformed, JsonNode metrics) {
  /** Largest relative difference of energies. */
  public static final double ENERGY_TOLERANCE = 1e-5;

  /** Largest difference of flow lengths, in pixels. */
  public static final double FLOW_TOLERANCE_PX = 1e-3;

  private static final String RESOURCES = "/golden/filtrain/";

  /** The scenes that the project has. */
  public static List<FiltrainScene> inProject() {
    JsonNode metrics = json(FiltrainScene.class.getResource(RESOURCES + "metrics.json"));
    return List.of("gradient", "dark", "pan").stream()
        .map(
            name ->
                new FiltrainScene(
                    name,
                    Pictures.ofResources(RESOURCES + "frames/" + name),
                    Pictures.ofResources(RESOURCES + "transformed/" + name),
                    metrics.get(name)))
        .toList();
  }

  /** All scenes; skips the test where they are not. */
  public static List<FiltrainScene> inShared() {
    Path folder = SharedFiles.require("golden/supershy");
    JsonNode metrics;
    try {
      metrics = json(folder.resolve("metrics.json").toUri().toURL());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of("static", "pan", "cut", "noise", "gradient", "dark").stream()
        .map(
            name ->
                new FiltrainScene(
                    name,
                    Pictures.ofFolder(folder.resolve("frames/" + name)),
                    Pictures.ofFolder(folder.resolve("transformed/" + name)),
                    metrics.get(name)))
        .toList();
  }

  /** Gives the numbers of the pairs by name, for example {@code energy_pairs}. */
  public double[] pairs(String metric) {
    JsonNode values = metrics.get(metric);
    double[] pairs = new double[values.size()];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = values.get(i).doubleValue();
    }
    return pairs;
  }

  /** Gives the parsed file. */
  public static JsonNode json(URL url) {
    try {
      return new ObjectMapper().readTree(url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.clipmill.jobs.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.npy.NpyArray;
import org.clipmill.core.npy.NpyWriter;
import org.clipmill.core.recipe.Json;
import org.clipmill.core.sample.FarthestPoint.Pick;

/** Writes picks: as JSON, as CSV, or as the array of their indices for NumPy. */
public final class PickWriter {
  private static final List<String> ENDINGS = List.of(".json", ".csv", ".npy");

  private PickWriter() {}

  /** Says what is wrong with the name of a file to write, if anything. */
  public static Optional<String> problem(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (ENDINGS.stream().noneMatch(ending -> name(file).endsWith(ending))) {
      return Optional.of("--out: was " + file + "; allowed: " + String.join(", ", ENDINGS));
    }
    return folder != null && Files.isDirectory(folder)
        ? Optional.empty()
        : Optional.of("--out: cannot write " + file + ": no such folder");
  }

  /**
   * Writes a file; one that is there is replaced.
   *
   * @throws ConfigException if it cannot be written
   */
  public static void write(Path file, List<Pick> picks, PointSet points) {
    try {
      if (name(file).endsWith(".npy")) {
        long[] indices = picks.stream().mapToLong(Pick::index).toArray();
        NpyWriter.write(file, NpyArray.of(indices, indices.length));
      } else {
        String text = name(file).endsWith(".csv") ? csv(picks, points) : json(picks, points);
        Files.writeString(file, text, StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new ConfigException("Cannot write " + file + ": " + e);
    }
  }

  private static String name(Path file) {
    return file.toString().toLowerCase(Locale.ROOT);
  }

  private static String csv(List<Pick> picks, PointSet points) {
    StringBuilder text = new StringBuilder("pick,index,name,distance\n");
    for (int i = 0; i < picks.size(); i++) {
      Pick pick = picks.get(i);
      String name = points.name(pick.index()).replace("\"", "\"\"");
      text.append(i).append(',').append(pick.index()).append(",\"").append(name).append("\",");
      text.append(isKnown(pick) ? pick.distance() : "").append('\n');
    }
    return text.toString();
  }

  private static String json(List<Pick> picks, PointSet points) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < picks.size(); i++) {
      Pick pick = picks.get(i);
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("pick", i);
      row.put("index", pick.index());
      row.put("name", points.name(pick.index()));
      if (isKnown(pick)) {
        row.put("distance", pick.distance());
      }
      rows.add(row);
    }
    return Json.pretty(rows);
  }

  /** The first pick has no distance, and those of EVFR's sampler have none. */
  private static boolean isKnown(Pick pick) {
    return Double.isFinite(pick.distance());
  }
}

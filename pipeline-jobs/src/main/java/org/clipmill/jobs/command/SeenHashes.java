package org.clipmill.jobs.command;

import java.util.ArrayList;
import java.util.List;
import org.clipmill.core.fetch.PlacedFile;
import org.clipmill.models.ModelEntry;
import org.clipmill.models.ModelFile;
import org.clipmill.udfs.weights.ModelFetch;
import org.jspecify.annotations.Nullable;

/** The hashes that the catalogue does not know yet, as they would stand in it. */
final class SeenHashes {
  private SeenHashes() {}

  /** Gives lines to read and to copy; none if the catalogue knows every hash of what is there. */
  static List<String> lines(ModelFetch.Outcome outcome) {
    ModelEntry model = outcome.model();
    List<String> entries = new ArrayList<>();
    for (ModelFile file : model.files()) {
      @Nullable PlacedFile placed = outcome.placed().get(file.role());
      if (placed != null && file.sha256() == null) {
        entries.add(entry(model, file, placed));
      }
    }
    if (entries.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        model.id()
            + ": the catalogue knows no hash of this; to have it checked from now on, put below"
            + " models."
            + model.id());
    if (model.files().size() > 1) {
      lines.add("    files:");
    }
    lines.addAll(entries);
    return lines;
  }

  private static String entry(ModelEntry model, ModelFile file, PlacedFile placed) {
    if (model.files().size() == 1) {
      return "    sha256: " + placed.sha256();
    }
    String own = "/" + model.id() + "/";
    String path = placed.file().toString();
    int start = path.lastIndexOf(own);
    String place = start < 0 ? "file: " + path : "path: " + path.substring(start + own.length());
    return "      " + file.role() + ": {" + place + ", sha256: " + placed.sha256() + "}";
  }
}

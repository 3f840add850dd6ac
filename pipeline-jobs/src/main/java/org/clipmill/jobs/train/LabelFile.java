package org.clipmill.jobs.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clipmill.core.config.ConfigException;
import org.clipmill.udfs.train.LabelledClip.Label;

/**
 * A CSV file of labels by a person: a header with {@code clip_id} and {@code label} among its
 * columns, then a clip a line; 1 is good, 0 is bad. Fields with commas stand in double quotes.
 */
public final class LabelFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final String CLIP_ID = "clip_id";
  private static final String LABEL = "label";
  private static final int MOST_PROBLEMS = 5;

  private final String name;
  private final Map<String, Label> labels = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private LabelFile(String name) {
    this.name = name;
  }

  /**
   * Reads the file.
   *
   * @return the label of each clip, in the order of the file
   * @throws ConfigException if it cannot be read, has no label, labels of one kind only, lines that
   *     are not understood, or a clip with both labels
   */
  public static Map<String, Label> read(Path file) {
    LabelFile reading = new LabelFile(file.toString());
    try {
      reading.read(Files.readAllLines(file));
    } catch (NoSuchFileException e) {
      throw new ConfigException("--labels: no file " + file);
    } catch (IOException e) {
      throw new ConfigException("--labels: cannot read " + file + ": " + e);
    }
    return reading.checked();
  }

  private void read(List<String> lines) {
    List<String> header = lines.isEmpty() ? List.of() : fields(lines.get(0));
    int id = header.indexOf(CLIP_ID);
    int label = header.indexOf(LABEL);
    if (id < 0 || label < 0) {
      problems.add(
          name + ": saw " + header + " in line 1; expected a header with clip_id and label");
      return;
    }
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        List<String> fields = fields(lines.get(i));
        boolean isShort = fields.size() <= Math.max(id, label);
        add(i + 1, isShort ? "" : fields.get(id), isShort ? "" : fields.get(label));
      }
    }
    if (problems.isEmpty()
        && !(labels.containsValue(Label.GOOD) && labels.containsValue(Label.BAD))) {
      problems.add(name + ": saw " + summary() + "; expected clips with 1 and clips with 0");
    }
  }

  private void add(int line, String clip, String value) {
    if (clip.isEmpty() || !(value.equals("0") || value.equals("1"))) {
      problems.add(
          "%s, line %d: was clip \"%s\", label \"%s\"; allowed: an id, and 0 or 1"
              .formatted(name, line, clip, value));
      return;
    }
    Label label = value.equals("1") ? Label.GOOD : Label.BAD;
    Label before = labels.put(clip, label);
    if (before != null && before != label) {
      problems.add("%s, line %d: clip %s has both labels".formatted(name, line, clip));
    }
  }

  private String summary() {
    return labels.isEmpty()
        ? "no label"
        : labels.size()
            + " clips, all with the label "
            + (labels.containsValue(Label.GOOD) ? 1 : 0);
  }

  private Map<String, Label> checked() {
    if (problems.size() > MOST_PROBLEMS) {
      int more = problems.size() - MOST_PROBLEMS;
      problems.subList(MOST_PROBLEMS, problems.size()).clear();
      problems.add(name + ": and " + more + " more such lines");
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return labels;
  }

  /**
   * Splits a line at its commas; within double quotes a comma is a comma, and two quotes are one.
   */
  private static List<String> fields(String line) {
    String text = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && isQuoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == ',' && !isQuoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }
}

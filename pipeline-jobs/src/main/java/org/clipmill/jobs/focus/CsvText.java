package org.clipmill.jobs.focus;

import java.util.ArrayList;
import java.util.List;

/** Records of a CSV text (RFC 4180): fields with commas, quotes or ends of lines are quoted. */
final class CsvText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String text;
  private final List<List<String>> records = new ArrayList<>();
  private final List<String> fields = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();
  private boolean isQuoted;
  private boolean wasQuoted;

  private CsvText(String text) {
    this.text = text;
  }

  /** Gives all records but empty lines; blanks around a field that is not quoted are left out. */
  static List<List<String>> read(String text) {
    boolean isMarked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    CsvText reading = new CsvText(isMarked ? text.substring(1) : text);
    reading.readAll();
    return reading.records;
  }

  private void readAll() {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isQuoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        field.append(c);
        i++;
      } else if (c == '"') {
        isQuoted = !isQuoted;
        wasQuoted = true;
      } else if (isQuoted) {
        field.append(c);
      } else if (c == ',') {
        endField();
      } else if (c == '\n') {
        endRecord();
      } else if (c != '\r') {
        field.append(c);
      }
    }
    endRecord();
  }

  private void endField() {
    fields.add(wasQuoted ? field.toString() : field.toString().strip());
    field.setLength(0);
    wasQuoted = false;
  }

  private void endRecord() {
    endField();
    if (fields.size() > 1 || !fields.get(0).isEmpty()) {
      records.add(List.copyOf(fields));
    }
    fields.clear();
  }
}

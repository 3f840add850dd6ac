package org.clipmill.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command says to a person who types it.
 *
 * @param code exit code
 * @param out what it printed
 * @param err what it complained of
 */
public record Answer(int code, String out, String err) {

  /** Runs a command in this JVM. */
  public static Answer to(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    return new Answer(code, out.toString(), err.toString());
  }

  /** Fails unless the command went no further than to say exactly this. */
  public static void assertRefused(Answer answer, String... lines) {
    assertEquals(Main.BAD_SETTINGS, answer.code(), answer.err());
    List<String> expected = new ArrayList<>();
    expected.add(lines.length == 1 ? "Cannot go on:" : "Cannot go on, for these reasons:");
    List.of(lines).forEach(line -> expected.add("  " + line));
    assertEquals(expected, answer.err().lines().toList());
  }
}

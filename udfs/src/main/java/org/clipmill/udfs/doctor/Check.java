package org.clipmill.udfs.doctor;

/**
 * One thing that was looked at.
 *
 * @param name what was looked at
 * @param state whether it will do
 * @param seen what was found, in one line
 * @param remedy what mends it, in one line; empty if nothing is to be mended
 */
public record Check(String name, State state, String seen, String remedy) {

  /** Whether something will do. */
  public enum State {
    /** It will do, or is not needed. */
    OK,
    /** The pipeline runs, but something may not work or may be slow. */
    WARN,
    /** The pipeline cannot run. */
    FAIL
  }

  static Check ok(String name, String seen) {
    return new Check(name, State.OK, seen, "");
  }

  static Check warn(String name, String seen, String remedy) {
    return new Check(name, State.WARN, seen, remedy);
  }

  static Check fail(String name, String seen, String remedy) {
    return new Check(name, State.FAIL, seen, remedy);
  }
}

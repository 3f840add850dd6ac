package org.clipmill.jobs.command;

/** Something that is said if the program is stopped (Ctrl-C) before this is closed. */
final class AtInterrupt implements AutoCloseable {
  private final Thread hook;

  private AtInterrupt(Thread hook) {
    this.hook = hook;
  }

  static AtInterrupt say(Runnable words) {
    Thread hook = new Thread(words, "at-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    return new AtInterrupt(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is being stopped right now, and the words are being said.
    }
  }
}

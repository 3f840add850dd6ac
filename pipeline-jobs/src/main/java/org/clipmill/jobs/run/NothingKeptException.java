package org.clipmill.jobs.run;

/** A command that ends with nothing in its hands: no input could be used. Exit code 3. */
public final class NothingKeptException extends RuntimeException {

  /**
   * Says so.
   *
   * @param missing what there is none of, as a sentence that ends with a colon
   * @param reasons where it all went, a line each
   */
  public NothingKeptException(String missing, String reasons) {
    super(missing + "\n" + reasons);
  }
}

package org.clipmill.jobs.run;

/** A run that ends without a single clip. Exit code 3. */
public final class NothingKeptException extends RuntimeException {

  /** Says where the clips went. */
  public NothingKeptException(String funnel) {
    super("No clip was kept. Where they went:\n" + funnel);
  }
}

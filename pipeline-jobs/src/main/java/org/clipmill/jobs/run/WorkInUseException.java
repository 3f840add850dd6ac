package org.clipmill.jobs.run;

/** Another run is writing to the same work folder. Exit code 2. */
public final class WorkInUseException extends RuntimeException {

  WorkInUseException(String work) {
    super(
        "Another run is using the work folder " + work + "; wait for it, or name another run.work");
  }
}

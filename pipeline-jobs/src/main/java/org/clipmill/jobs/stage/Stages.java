package org.clipmill.jobs.stage;

import java.util.List;

/** The whole pipeline, in order. */
public final class Stages {
  private Stages() {}

  /** Gives every stage, each behind those whose tables it reads. */
  public static List<Stage> all() {
    return List.of(
        new Ingest(),
        new Download(),
        new Split(),
        new Measure(),
        new Rank(),
        new Keyframes(),
        new Select(),
        new Export());
  }
}

package org.clipmill.core.focus;

import org.clipmill.core.random.NumpyRandom;

/** Whose FOCUS is computed. */
public enum FocusMode {
  /** Ours: {@link BanditFocus}. */
  BANDIT,
  /** That of its authors' program, with its faults: {@link ReferenceFocus}. */
  REFERENCE;

  /**
   * Picks keyframes.
   *
   * @param seed 0 or more; the same one gives the same frames
   * @throws org.clipmill.core.clip.ClipException if a frame cannot be scored
   */
  public FocusResult pick(FocusTask task, FocusSettings settings, Relevance relevance, long seed) {
    NumpyRandom random = new NumpyRandom(seed);
    return this == BANDIT
        ? BanditFocus.pick(task, settings, relevance, random)
        : ReferenceFocus.pick(task, settings, relevance, random);
  }
}

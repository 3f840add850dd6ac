package org.clipmill.core.align;

/** Whose arithmetic aligns. */
public enum AlignMode {
  /** Offsets, lengths and norms as they should be. */
  CORRECTED,

  /**
   * The published program's (LAMV's {@code videoalignment}), faults included: negative shifts of
   * CTE off by one, each video with a transform length of its own, regularisation by the first
   * video only, scores divided by 512 whatever the dimension, labels of VCDB exchanged.
   */
  REFERENCE
}

package org.clipmill.core.align;

import java.io.Serializable;
import java.util.List;

/**
 * Which aligner, with all that decides about its numbers: what a task needs to build one.
 *
 * @param kind whose formula
 * @param harmonics Fourier coefficients of each period, or of the transform
 * @param periods of a TMK; empty for those of its authors
 * @param mode whose arithmetic
 * @param longest frames of the longest video; decides about the transform of a corrected CTE
 */
public record AlignModel(
    Kind kind, int harmonics, List<Integer> periods, AlignMode mode, int longest)
    implements Serializable {
  /** Whose formula. */
  public enum Kind {
    /** LAMV's temporal match kernel, both normalisations. */
    TMK,
    /** Poullot's temporal match kernel, normalised over frequencies. */
    TMK_POULLOT,
    /** Circulant temporal encoding. */
    CTE
  }

  /** Builds it. */
  public Aligner aligner() {
    return switch (kind) {
      case CTE -> CirculantEncoding.of(harmonics, longest, mode);
      case TMK ->
          periods.isEmpty()
              ? TemporalMatchKernel.lamv(harmonics, mode)
              : TemporalMatchKernel.of(
                  periods, harmonics, Normalisation.FEATURE_THEN_FREQUENCY, mode);
      case TMK_POULLOT ->
          periods.isEmpty()
              ? TemporalMatchKernel.poullot(harmonics, mode)
              : TemporalMatchKernel.of(periods, harmonics, Normalisation.FREQUENCY, mode);
    };
  }
}

package org.clipmill.core.dedup;

/**
 * How two clips are alike.
 *
 * @param score mean cosine of the frames that they share, -1 to 1
 * @param offsetMicros position in the first clip less the position in the second where both show
 *     the same; in steps of {@link ClipHash#PERIOD_MICROS}
 * @param sharedFrames how many hashed frames they share
 * @param form what was done to the one or the other
 */
public record Likeness(double score, long offsetMicros, int sharedFrames, Form form) {
  /** How the pictures differ. */
  public enum Form {
    /** Not: another encoding, size, tone, part of time. */
    COPY,
    /** The first shows the middle of the second. */
    FIRST_CROPPED,
    /** The second shows the middle of the first. */
    SECOND_CROPPED,
    /** Left and right are exchanged. */
    MIRRORED,
    /** Mirrored, and the first shows the middle of the second. */
    MIRRORED_FIRST_CROPPED,
    /** Mirrored, and the second shows the middle of the first. */
    MIRRORED_SECOND_CROPPED;

    /** Gives the part of the first clip's frames that is compared. */
    FrameHash.View first() {
      return this == SECOND_CROPPED || this == MIRRORED_SECOND_CROPPED
          ? FrameHash.View.MIDDLE
          : FrameHash.View.WHOLE;
    }

    /** Gives the part of the second clip's frames that is compared. */
    FrameHash.View second() {
      return this == FIRST_CROPPED || this == MIRRORED_FIRST_CROPPED
          ? FrameHash.View.MIDDLE
          : FrameHash.View.WHOLE;
    }

    /** Gives the reason as it stands in tables, for example {@code near_duplicate_mirrored}. */
    public String reason() {
      return switch (this) {
        case COPY -> "near_duplicate";
        case FIRST_CROPPED, SECOND_CROPPED -> "near_duplicate_cropped";
        case MIRRORED -> "near_duplicate_mirrored";
        case MIRRORED_FIRST_CROPPED, MIRRORED_SECOND_CROPPED -> "near_duplicate_mirrored_cropped";
      };
    }

    boolean isMirrored() {
      return this == MIRRORED || this == MIRRORED_FIRST_CROPPED || this == MIRRORED_SECOND_CROPPED;
    }
  }
}

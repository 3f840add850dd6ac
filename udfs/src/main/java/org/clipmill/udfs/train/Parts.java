package org.clipmill.udfs.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.random.StableSeed;

/**
 * Clips in three parts, no group in two of them: about 60 % to learn from, 20 % to say when to
 * stop, 20 % that nothing is decided by. filtrain stops on the clips that it then reports its
 * accuracy on, and so reports too much.
 */
record Parts(List<LabelledClip> train, List<LabelledClip> validation, List<LabelledClip> test) {
  private static final int HELD_OUT_PERCENT = 20;

  /**
   * Divides clips; the same clips and seed are divided alike, in any order.
   *
   * @throws ConfigException if a part would have clips of one label only
   */
  static Parts of(List<LabelledClip> clips, long seed) {
    Map<String, List<LabelledClip>> groups = new LinkedHashMap<>();
    clips.stream()
        .sorted(
            Comparator.comparingLong((LabelledClip clip) -> StableSeed.of(seed, clip.group()))
                .thenComparing(LabelledClip::id))
        .forEach(clip -> groups.computeIfAbsent(clip.group(), id -> new ArrayList<>()).add(clip));
    long heldOut = Math.max(1, (long) clips.size() * HELD_OUT_PERCENT / 100);
    Parts parts = new Parts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (List<LabelledClip> group : groups.values()) {
      parts.next(heldOut).addAll(group);
    }
    parts.check(groups.size());
    return parts;
  }

  private List<LabelledClip> next(long heldOut) {
    if (test.size() < heldOut) {
      return test;
    }
    return validation.size() < heldOut ? validation : train;
  }

  private void check(int groups) {
    for (List<LabelledClip> part : List.of(train, validation, test)) {
      long good = part.stream().filter(LabelledClip::isGood).count();
      if (good == 0 || good == part.size()) {
        throw new ConfigException(
            "Too few clips to learn from: saw "
                + (train.size() + validation.size() + test.size())
                + " of "
                + groups
                + " videos; expected enough that 60 %, 20 % and 20 % of them, no video in two parts,"
                + " each have good and bad ones");
      }
    }
  }
}

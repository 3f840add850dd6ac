package org.clipmill.models;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.clipmill.core.config.ConfigException;

/** What can be known about the files of a model without running it. */
final class Inspection {
  private Inspection() {}

  /**
   * Reads all files through and gives the entry with the hashes that were seen.
   *
   * @param problems takes missing files and wrong hashes
   */
  static ModelEntry hashed(ModelEntry entry, List<String> problems) {
    List<String> seen = new ArrayList<>();
    for (ModelFile file : entry.files()) {
      seen.add(new Weights(entry, file).sha256(problems));
    }
    return entry.withHashes(seen);
  }

  /**
   * Looks into the files, which must be there.
   *
   * @param problems takes what does not fit the entry or this machine
   * @return how each network is bound; not complete if there are problems
   */
  static Map<Role, Binding> inspect(ModelEntry entry, List<String> problems) {
    Devices.check(entry, problems);
    Map<Role, Binding> bindings = new EnumMap<>(Role.class);
    for (ModelFile file : entry.files()) {
      if (file.role().isNetwork()) {
        Binder.bind(entry, file.role(), problems)
            .ifPresent(binding -> bindings.put(file.role(), binding));
      }
    }
    Binding network = bindings.get(Role.MODEL);
    if (entry.task() == Task.CLASSIFIER && network != null) {
      Labels.check(entry, network.frameOutputOrThrow(), problems);
    }
    return bindings;
  }

  /**
   * Looks into the files, which must be there.
   *
   * @throws ConfigException naming all that does not fit
   */
  static Map<Role, Binding> bindings(ModelEntry entry) {
    List<String> problems = new ArrayList<>();
    hashed(entry, problems);
    Map<Role, Binding> bindings = problems.isEmpty() ? inspect(entry, problems) : Map.of();
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return bindings;
  }
}

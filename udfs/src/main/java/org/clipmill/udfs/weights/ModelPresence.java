package org.clipmill.udfs.weights;

import java.util.Comparator;
import java.util.List;
import org.clipmill.models.ModelEntry;

/**
 * Whether the files of a model are there.
 *
 * @param files in the order of their roles
 */
public record ModelPresence(ModelEntry model, List<FilePresence> files) {

  /** Copies the list. */
  public ModelPresence {
    files = List.copyOf(files);
  }

  /** Looks at all files of a model; reads those that have a hash. */
  public static ModelPresence of(ModelEntry model) {
    return new ModelPresence(model, model.files().stream().map(FilePresence::of).toList());
  }

  /** Gives the worst that is true of a file. */
  public FilePresence.State state() {
    return files.stream()
        .map(FilePresence::state)
        .max(Comparator.naturalOrder())
        .orElse(FilePresence.State.MISSING);
  }

  /** Tells whether every file is there; a file of unknown hash counts. */
  public boolean isComplete() {
    return state().compareTo(FilePresence.State.UNCHECKED) <= 0;
  }

  /** Gives how many bytes are there of all files. */
  public long bytes() {
    return files.stream().mapToLong(FilePresence::bytes).sum();
  }
}

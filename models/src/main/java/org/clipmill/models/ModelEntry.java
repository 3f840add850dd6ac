package org.clipmill.models;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One model of the catalogue. Small and serializable: the driver reads the catalogue, the executors
 * get the entries.
 *
 * @param id its name in settings
 * @param task what it is for
 * @param processor where it runs
 * @param source {@code zoo:NAME} for a model that ships with Clipmill; else where its files are to
 *     be had, as the catalogue says it; null if nobody said
 * @param note what a person must do to get the files, when no URI gives them; null for nothing
 * @param licence the terms of the weights
 * @param batch how many frames go through the model at once
 * @param threads how many native threads one run may use
 * @param files what it consists of; at least one network
 * @param input how it wants its frames
 * @param output what is taken from it
 * @param text how it wants its texts; null if it takes none
 * @param score how two vectors become a score; of no meaning for a model that takes no text
 */
public record ModelEntry(
    String id,
    Task task,
    Processor processor,
    @Nullable String source,
    @Nullable String note,
    String licence,
    int batch,
    int threads,
    List<ModelFile> files,
    ImageInput input,
    TensorOutput output,
    @Nullable TextInput text,
    ScoreRule score)
    implements Serializable {

  /** Copies the list of files. */
  public ModelEntry {
    files = List.copyOf(files);
  }

  /** Gives the file of a role; empty if the model has none. */
  public Optional<ModelFile> file(Role role) {
    return files.stream().filter(file -> file.role() == role).findFirst();
  }

  /** Tells whether all files are part of Clipmill or of a library it brings. */
  public boolean ships() {
    return files.stream().allMatch(ModelFile::ships);
  }

  /**
   * Gives one hash for all files, 64 lower-case hexadecimal digits: of a single file its own, of
   * several that of their roles and hashes; null if the hash of one is not known. {@link
   * ModelCatalog#checked} makes it known.
   */
  public @Nullable String sha256() {
    if (files.size() == 1) {
      return files.get(0).sha256();
    }
    StringBuilder all = new StringBuilder();
    for (ModelFile file : files) {
      if (file.sha256() == null) {
        return null;
      }
      all.append(file.role()).append(' ').append(file.sha256()).append('\n');
    }
    return Hashes.sha256(all.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Gives a hash of all that the model's numbers depend on: its files, how it is fed and what is
   * taken from it; not where it lies or where it runs. Belongs into recipes.
   *
   * @throws IllegalStateException if the hash of a file is not known
   */
  public String fingerprint() {
    String weights = sha256();
    if (weights == null) {
      throw new IllegalStateException("Missing the hash of a file of model " + id);
    }
    String all = task + "\n" + weights + "\n" + input + "\n" + output + "\n" + text + "\n" + score;
    return Hashes.sha256(all.getBytes(StandardCharsets.UTF_8));
  }

  /** Gives the same model with the hashes that its files were seen to have, in their order. */
  ModelEntry withHashes(List<String> seen) {
    List<ModelFile> hashed = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      hashed.add(files.get(i).withSha256(seen.get(i)));
    }
    return new ModelEntry(
        id, task, processor, source, note, licence, batch, threads, hashed, input, output, text,
        score);
  }
}

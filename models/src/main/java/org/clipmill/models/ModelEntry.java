package org.clipmill.models;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One model of the catalogue. Small and serializable: the driver reads the catalogue, the executors
 * get the entries.
 *
 * @param id its name in settings
 * @param task what it is for
 * @param processor where it runs
 * @param source {@code zoo:NAME} for a model that ships with Clipmill; else where the file is to be
 *     had, null if nobody said
 * @param file the absolute path of the file; null for a model that ships
 * @param sha256 what the file must hash to, 64 lower-case hexadecimal digits; null if nobody said
 * @param licence the terms of the weights
 * @param batch how many frames go through the model at once
 * @param input how it wants its frames
 * @param output what is taken from it
 */
public record ModelEntry(
    String id,
    Task task,
    Processor processor,
    @Nullable String source,
    @Nullable String file,
    @Nullable String sha256,
    String licence,
    int batch,
    ImageInput input,
    TensorOutput output)
    implements Serializable {

  ModelEntry withSha256(String seen) {
    return new ModelEntry(id, task, processor, source, file, seen, licence, batch, input, output);
  }
}

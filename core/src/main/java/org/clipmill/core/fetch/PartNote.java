package org.clipmill.core.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.jspecify.annotations.Nullable;

/**
 * What a part of a file is a part of. It lies beside the part, so that another run can tell whether
 * the source still has the file that the first one began with.
 *
 * @param address where the part is from
 * @param version what the source calls the state of the file: an entity tag or a date; null if it
 *     says nothing
 * @param total bytes of the whole file; null if the source does not say
 */
record PartNote(String address, @Nullable String version, @Nullable Long total) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Knows nothing but the address. */
  static PartNote of(String address) {
    return new PartNote(address, null, null);
  }

  /** Reads the note beside a part; one of another address, or that is damaged, says nothing. */
  static PartNote read(Path file, String address) {
    try {
      PartNote note = JSON.readValue(Files.readAllBytes(file), PartNote.class);
      return note.address().equals(address) ? note : of(address);
    } catch (IOException e) {
      return of(address);
    }
  }

  void write(Path file) {
    try {
      Files.write(file, JSON.writeValueAsBytes(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A note of texts and a number is JSON", e);
    } catch (IOException e) {
      throw new ClipException(ClipError.STORAGE, "Cannot write " + file + ": " + e, e);
    }
  }
}

package org.clipmill.core.fetch;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is to be had.
 *
 * @param address where from, in full
 * @param file where to
 * @param sha256 what it must hash to, in lower-case hexadecimal digits; null if nobody knows
 */
public record WantedFile(String address, Path file, @Nullable String sha256) {}

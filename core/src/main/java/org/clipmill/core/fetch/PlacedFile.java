package org.clipmill.core.fetch;

import java.nio.file.Path;

/**
 * A file that is in its place.
 *
 * @param sha256 what it hashes to
 * @param wasThere whether it was there before
 */
public record PlacedFile(Path file, long bytes, String sha256, boolean wasThere) {}

package org.clipmill.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Files that are no usable videos, each in a way that is met on the web. */
public final class BrokenFiles {
  private BrokenFiles() {}

  /**
   * Writes the start of another file, as a transfer leaves it that broke off.
   *
   * @param share how much of it, 0 to 1
   */
  public static void truncate(Path source, Path target, double share) throws IOException {
    byte[] whole = Files.readAllBytes(source);
    Files.write(target, Arrays.copyOf(whole, (int) (whole.length * share)));
  }

  /** Writes a page of text, as a server sends it instead of a video that is gone. */
  public static void text(Path target) throws IOException {
    Files.writeString(
        target,
        "<!DOCTYPE html>\n<html><body><p>This video is no longer available.</p>\n".repeat(20));
  }

  /** Writes a container with a tone and no pictures. */
  public static void soundOnly(Path target, double seconds) {
    try (NativeResources opened = new NativeResources()) {
      MovieFile movie = opened.add(MovieFile.create(target, target.toString()));
      Tone tone = opened.add(Tone.open(movie));
      movie.start();
      tone.playUntil(Math.round(seconds * 1_000_000));
      tone.finish();
      movie.finish();
    }
  }
}

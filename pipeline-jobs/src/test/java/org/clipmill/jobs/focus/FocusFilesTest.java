package org.clipmill.jobs.focus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FocusFilesTest {
  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void aRunThatIsStoppedLeavesWhatAnEarlierOneWrote() throws IOException {
    Path details = Files.writeString(folder.resolve("sampling_details.json"), "old");
    try (FocusFiles files = FocusFiles.in(folder)) {
      files.addFailed("no video", 1);
    }
    assertEquals("old", Files.readString(details));
    assertEquals(List.of("sampling_details.json"), names());
  }

  @Test
  void aRunThatEndsReplacesAllThree() throws IOException {
    Path details = Files.writeString(folder.resolve("sampling_details.json"), "old");
    try (FocusFiles files = FocusFiles.in(folder)) {
      files.addFailed("no video", 1);
      files.finish(Map.of(), 1);
    }
    assertEquals(
        "no video", new ObjectMapper().readTree(details.toFile()).path(0).path("error").asText());
    assertEquals(
        List.of("extraction_stats.json", "sampling_details.json", "selected_frames.json"), names());
  }
}

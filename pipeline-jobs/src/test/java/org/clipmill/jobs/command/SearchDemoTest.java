package org.clipmill.jobs.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clipmill.jobs.demo.SearchedVideo;
import org.clipmill.jobs.run.Console;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SearchDemoTest {
  private static final Pattern SHOWN =
      Pattern.compile("(\\d) of 8 show it; of 8 at even distances 1");

  @TempDir Path folder;

  private List<String> shown() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new SearchDemo(new SearchedVideo(2)).show(folder, Console.log(out));
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void theStarIsFoundAndASecondTimeNothingIsDone() throws IOException {
    List<String> first = shown();
    assertTrue(
        first.contains("  it was there     from 1:12.0 to 1:24.0, nowhere else"), "" + first);
    Matcher found = SHOWN.matcher(String.join("\n", first));
    assertTrue(found.find(), first.toString());
    assertTrue(Integer.parseInt(found.group(1)) >= 6, first.toString());
    var painted = Files.getLastModifiedTime(folder.resolve("videos").resolve(SearchedVideo.VIDEO));
    var searched = Files.getLastModifiedTime(folder.resolve("search/extraction_stats.json"));
    assertEquals(first.subList(1, first.size()), shown());
    assertEquals(
        painted, Files.getLastModifiedTime(folder.resolve("videos").resolve(SearchedVideo.VIDEO)));
    assertEquals(
        searched, Files.getLastModifiedTime(folder.resolve("search/extraction_stats.json")));
  }
}

package org.clipmill.core.align.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.clipmill.core.config.ConfigException;

/** Reads the annotation files of the data sets. */
public final class AlignFiles {
  private AlignFiles() {}

  /**
   * Reads {@code gt_climbing.align} or {@code gt_madonna.align}: one video a line, {@code name
   * begin end global}, seconds. The ending of the name is cut off.
   *
   * @throws ConfigException if a line reads otherwise
   */
  public static List<TimedVideo> timedVideos(Path file) {
    List<TimedVideo> videos = new ArrayList<>();
    for (String line : lines(file)) {
      String[] parts = line.trim().split("\\s+", -1);
      if (parts.length != 4) {
        throw unreadable(file, line, "name begin end global");
      }
      try {
        videos.add(
            new TimedVideo(
                withoutEnding(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3])));
      } catch (NumberFormatException e) {
        throw unreadable(file, line, "name begin end global");
      }
    }
    return List.copyOf(videos);
  }

  /** Two stretches that show the same. */
  public record CopiedSegment(TimedVideo first, TimedVideo second) {}

  /**
   * Reads VCDB's {@code annotation/<topic>.txt}: one pair a line, {@code
   * a.mp4,b.mp4,begin,end,begin,end}, times as {@code hh:mm:ss}. Files are taken by name.
   *
   * @throws ConfigException if a line reads otherwise, or there is no file
   */
  public static List<CopiedSegment> copiedSegments(Path folder) {
    List<CopiedSegment> pairs = new ArrayList<>();
    for (Path file : files(folder, ".txt")) {
      String topic = withoutEnding(String.valueOf(file.getFileName()));
      for (String line : lines(file)) {
        String[] parts = line.trim().split(",", -1);
        if (parts.length != 6) {
          throw unreadable(file, line, "a.mp4,b.mp4,begin,end,begin,end");
        }
        try {
          pairs.add(
              new CopiedSegment(
                  segment(topic, parts[0], parts[2], parts[3]),
                  segment(topic, parts[1], parts[4], parts[5])));
        } catch (NumberFormatException e) {
          throw unreadable(file, line, "times as hh:mm:ss");
        }
      }
    }
    return List.copyOf(pairs);
  }

  /** Gives each stretch that occurs, once, in order of appearance: VCDB's queries. */
  public static List<TimedVideo> queries(List<CopiedSegment> pairs) {
    Set<TimedVideo> queries = new LinkedHashSet<>();
    for (CopiedSegment pair : pairs) {
      queries.add(pair.first());
      queries.add(pair.second());
    }
    return List.copyOf(queries);
  }

  /**
   * Reads EVVE's {@code annotations/<event>.dat}: one video a line, {@code name judgement split},
   * where 1 is relevant, -1 not to be counted, 0 neither; files by name.
   *
   * @throws ConfigException if a line reads otherwise, or there is no file
   */
  public static List<EventVideo> eventVideos(Path folder) {
    List<EventVideo> videos = new ArrayList<>();
    for (Path file : files(folder, ".dat")) {
      String event = withoutEnding(String.valueOf(file.getFileName()));
      for (String line : lines(file)) {
        String[] parts = line.trim().split("\\s+", -1);
        if (parts.length != 3
            || !parts[1].matches("-1|0|1")
            || !parts[2].matches("query|database")) {
          throw unreadable(file, line, "name, then 1, 0 or -1, then query or database");
        }
        videos.add(
            new EventVideo(
                event,
                event + "/" + parts[0],
                EventVideo.Judgement.of(Integer.parseInt(parts[1])),
                EventVideo.Role.valueOf(parts[2].toUpperCase(Locale.ROOT))));
      }
    }
    return List.copyOf(videos);
  }

  private static TimedVideo segment(String topic, String name, String begin, String end) {
    int from = seconds(begin);
    return new TimedVideo(topic + "/" + withoutEnding(name), from, seconds(end), -from);
  }

  private static int seconds(String clock) {
    int seconds = 0;
    for (String part : clock.trim().split(":", -1)) {
      seconds = 60 * seconds + Integer.parseInt(part);
    }
    return seconds;
  }

  /** Cuts at the first dot of the file name, as the original does. */
  static String withoutEnding(String name) {
    int dot = name.indexOf('.', name.lastIndexOf('/') + 1);
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.filter(path -> path.toString().endsWith(ending)).sorted().toList();
      if (files.isEmpty()) {
        throw new ConfigException("Missing files *" + ending + " in " + folder);
      }
      return files;
    } catch (IOException e) {
      throw new ConfigException("Cannot read annotations: no folder " + folder);
    }
  }

  private static List<String> lines(Path file) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines.filter(line -> !line.isBlank()).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new ConfigException("Cannot read annotations: no text file " + file);
    }
  }

  private static ConfigException unreadable(Path file, String line, String expected) {
    return new ConfigException(
        "Cannot read %s: saw '%s', expected %s".formatted(file, line, expected));
  }
}

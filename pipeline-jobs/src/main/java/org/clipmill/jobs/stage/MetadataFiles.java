package org.clipmill.jobs.stage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.config.PipelineConfig.Ingest;
import org.clipmill.core.config.PipelineConfig.MetadataFormat;
import org.clipmill.core.recipe.Fingerprint;
import org.clipmill.jobs.run.Site;
import org.clipmill.udfs.ParquetFooter;
import org.clipmill.udfs.Storage;

/** The metadata files that the settings name. */
final class MetadataFiles {
  private static final List<String> HDVG_ENDINGS = List.of(".json", ".json.gz");
  private static final List<String> CSV_ENDINGS = List.of(".csv", ".csv.gz", ".tsv");
  private static final String PARQUET_ENDING = ".parquet";

  private MetadataFiles() {}

  /** Gives the files in order of their names, patterns and folders spread out. */
  static List<String> of(Site site) {
    List<String> problems = new ArrayList<>();
    List<String> files = list(site, problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return files;
  }

  /** Gives what is wrong with the inputs. */
  static List<String> problems(Site site) {
    List<String> problems = new ArrayList<>();
    for (String file : list(site, problems)) {
      MetadataFormat format = formatOf(site.config().ingest(), file, problems);
      if (format == MetadataFormat.PARQUET) {
        checkParquet(site, file, problems);
      }
    }
    return problems;
  }

  private static void checkParquet(Site site, String file, List<String> problems) {
    Path path = new Path(file);
    try {
      ParquetFooter.read(Storage.fileSystem(path, site.hadoop()), path);
    } catch (IOException e) {
      problems.add("ingest.inputs: " + e.getMessage());
    }
  }

  /** Gives how a file is written. */
  static MetadataFormat formatOf(Ingest settings, String file) {
    return formatOf(settings, file, new ArrayList<>());
  }

  /**
   * Gives the hashes of the files' contents, {@code path@hash}. The path counts, because relative
   * addresses of videos start at it.
   */
  static List<String> contents(Site site) {
    List<String> contents = new ArrayList<>();
    for (String file : of(site)) {
      Path path = new Path(file);
      try (InputStream in = Storage.fileSystem(path, site.hadoop()).open(path)) {
        contents.add(file + "@" + Fingerprint.sha256Of(in));
      } catch (IOException e) {
        throw new ConfigException("ingest.inputs: cannot read " + file + ": " + e.getMessage());
      }
    }
    return contents;
  }

  private static MetadataFormat formatOf(Ingest settings, String file, List<String> problems) {
    if (settings.format() != MetadataFormat.AUTO) {
      return settings.format();
    }
    String name = file.toLowerCase(Locale.ROOT);
    if (CSV_ENDINGS.stream().anyMatch(name::endsWith)) {
      return MetadataFormat.CSV;
    }
    if (name.endsWith(PARQUET_ENDING)) {
      return MetadataFormat.PARQUET;
    }
    if (HDVG_ENDINGS.stream().noneMatch(name::endsWith)) {
      problems.add(
          "ingest.format: cannot tell how "
              + file
              + " is written; say hdvg, csv or parquet, or use an ending of .json, .json.gz, .csv,"
              + " .csv.gz, .tsv, .parquet");
    }
    return MetadataFormat.HDVG;
  }

  private static List<String> list(Site site, List<String> problems) {
    List<String> inputs = site.config().ingest().inputs();
    if (inputs.isEmpty()) {
      problems.add(
          "ingest.inputs: was empty; name at least one metadata file, for example"
              + " --set ingest.inputs=videos.json");
    }
    List<String> files = new ArrayList<>();
    for (String input : inputs) {
      List<String> found = matching(site.hadoop(), input, problems);
      Collections.sort(found);
      files.addAll(found);
    }
    return files.stream().distinct().toList();
  }

  private static List<String> matching(Configuration hadoop, String input, List<String> problems) {
    List<String> found = new ArrayList<>();
    try {
      Path path = new Path(input);
      FileSystem files = Storage.fileSystem(path, hadoop);
      FileStatus[] statuses = files.globStatus(path);
      if (statuses == null || statuses.length == 0) {
        throw new FileNotFoundException("no such file");
      }
      for (FileStatus status : statuses) {
        if (status.isDirectory()) {
          for (FileStatus inside : files.listStatus(status.getPath())) {
            boolean isHidden = inside.getPath().getName().matches("[._].*");
            if (inside.isFile() && !isHidden) {
              found.add(nameOf(inside.getPath()));
            }
          }
        } else {
          found.add(nameOf(status.getPath()));
        }
      }
      if (found.isEmpty()) {
        throw new FileNotFoundException("the folder holds no file");
      }
    } catch (IOException | IllegalArgumentException e) {
      problems.add("ingest.inputs: cannot read " + input + ": " + e.getMessage());
    }
    return found;
  }

  /** Gives a local path without its scheme, any other with it. */
  private static String nameOf(Path path) {
    return "file".equals(path.toUri().getScheme()) ? path.toUri().getPath() : path.toString();
  }
}

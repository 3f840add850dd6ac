package org.clipmill.jobs.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.recipe.Json;
import org.clipmill.core.recipe.Recipe;
import org.clipmill.core.table.Table;
import org.clipmill.udfs.Storage;

/**
 * The tables of a work folder: {@code <work>/<table>/<fingerprint>/part-*.parquet}, and {@code
 * _recipe.json} when the folder is whole. A folder without it is unfinished: nobody reads it as a
 * table, but its rows may be kept by the next run of its stage.
 */
public final class TableStore {
  private static final String UNFINISHED = ".unfinished-";

  private final Configuration hadoop;
  private final Path work;

  /** Names a work folder; it need not exist. */
  public TableStore(Configuration hadoop, String work) {
    this.hadoop = hadoop;
    this.work = new Path(work);
  }

  /** Gives the work folder. */
  public Path work() {
    return work;
  }

  /** Gives the file system of the work folder. */
  public FileSystem fileSystem() {
    try {
      return Storage.fileSystem(work, hadoop);
    } catch (UnsupportedFileSystemException e) {
      throw new ConfigException("run.work: cannot use " + work + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the folder of a version of a table, finished or not. */
  public TableFolder folder(Table table, String name) {
    return new TableFolder(table, name, new Path(new Path(work, table.name()), name));
  }

  /** Gives the finished version with the highest attempt at a recipe. */
  public Optional<TableFolder> finished(Table table, Recipe recipe) {
    String fingerprint = recipe.fingerprint();
    return finished(table).stream()
        .filter(folder -> provenance(folder).fingerprint().equals(fingerprint))
        .max(Comparator.comparingInt(folder -> provenance(folder).recipe().attempt()));
  }

  /** Gives the version that was finished last. */
  public Optional<TableFolder> newest(Table table) {
    return finished(table).stream()
        .max(Comparator.comparing(folder -> provenance(folder).created()));
  }

  /** Gives all finished versions, in no order. */
  public List<TableFolder> finished(Table table) {
    return folders(table).stream().filter(this::isFinished).toList();
  }

  /** Gives what unfinished runs have left behind. */
  public List<TableFolder> unfinished(Table table) {
    return folders(table).stream().filter(folder -> !isFinished(folder)).toList();
  }

  /**
   * Reads {@code _recipe.json}.
   *
   * @throws ConfigException if it is damaged
   */
  public Provenance provenance(TableFolder folder) {
    try {
      return Json.read(readText(folder.recipe()), Provenance.class);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "run.work: cannot read "
              + folder.recipe()
              + ": delete its folder ("
              + e.getMessage()
              + ")");
    }
  }

  /** Moves an unfinished folder out of the way of a new try; its rows stay readable. */
  void setAside(TableFolder folder) {
    try {
      if (!fileSystem().exists(folder.path())) {
        return;
      }
      int number = 0;
      Path aside;
      do {
        aside = folder.path().suffix(UNFINISHED + number++);
      } while (fileSystem().exists(aside));
      rename(folder.path(), aside);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes {@code _recipe.json}: from now on the folder counts. */
  void finish(TableFolder folder, Provenance provenance) {
    writeText(folder.recipe(), Json.pretty(provenance));
  }

  /** Deletes a folder with all that is in it. */
  void delete(TableFolder folder) {
    try {
      fileSystem().delete(folder.path(), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a small file in one step: under another name first, then renamed. */
  public void writeText(Path file, String text) {
    Path draft = new Path(file.getParent(), "_draft-" + file.getName());
    try (OutputStream out = fileSystem().create(draft, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      fileSystem().delete(file, false);
      rename(draft, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a small file. */
  public String readText(Path file) {
    try (InputStream in = fileSystem().open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives Parquet parts names and bytes that do not differ from run to run. */
  public void nameParts(Path folder, String pattern) {
    try {
      List<Path> parts = new ArrayList<>();
      for (FileStatus status : fileSystem().listStatus(folder)) {
        if (status.getPath().getName().startsWith("part-")) {
          parts.add(status.getPath());
        }
      }
      parts.sort(Comparator.comparing(Path::getName));
      for (int i = 0; i < parts.size(); i++) {
        Path name = new Path(folder, String.format(Locale.ROOT, pattern, i));
        StableParquet.move(fileSystem(), parts.get(i), name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Moves the one Parquet part of a folder to a name of its own; the folder goes. */
  public void moveOnlyPart(Path folder, Path file) {
    nameParts(folder, "only.parquet");
    try {
      fileSystem().delete(file, false);
      rename(new Path(folder, "only.parquet"), file);
      fileSystem().delete(folder, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void rename(Path from, Path to) throws IOException {
    if (!from.equals(to) && !fileSystem().rename(from, to)) {
      throw new IOException("Cannot rename " + from + " to " + to);
    }
  }

  private boolean isFinished(TableFolder folder) {
    try {
      return fileSystem().exists(folder.recipe());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<TableFolder> folders(Table table) {
    List<TableFolder> folders = new ArrayList<>();
    try {
      for (FileStatus status : fileSystem().listStatus(new Path(work, table.name()))) {
        if (status.isDirectory() && !status.getPath().getName().startsWith("_")) {
          folders.add(new TableFolder(table, status.getPath().getName(), status.getPath()));
        }
      }
      return folders;
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

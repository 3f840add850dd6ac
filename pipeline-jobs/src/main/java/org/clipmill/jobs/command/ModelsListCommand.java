package org.clipmill.jobs.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.clipmill.jobs.Main;
import org.clipmill.models.ModelCatalog;
import org.clipmill.models.ModelEntry;
import org.clipmill.udfs.weights.FilePresence;
import org.clipmill.udfs.weights.ModelPresence;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which models there are, and what is there of them. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the models of the catalogue: what is there of each, how large, under which licence.",
      "With ids, lists their files: where they lie, where they come from, their hashes.",
      "Reads every file whose hash the catalogue knows, and compares."
    },
    footer = {"", "Example: clipmill models list", "         clipmill models list clip-b32"})
public final class ModelsListCommand implements Callable<Integer> {
  private static final int WIDEST_LICENCE = 24;

  @Mixin private Settings settings = new Settings();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Models to list in detail.")
  private List<String> ids = new ArrayList<>();

  @Override
  public Integer call() {
    ModelCatalog catalog = Models.catalog(settings.site().config());
    PrintWriter out = Output.of(spec);
    if (ids.isEmpty()) {
      overview(catalog).forEach(out::println);
    } else {
      Models.named(catalog, ids).forEach(model -> details(model).forEach(out::println));
    }
    out.flush();
    return Main.OK;
  }

  private static List<String> overview(ModelCatalog catalog) {
    TextTable table = new TextTable().row("model", "task", "state", "size", "licence", "where");
    boolean isMissing = false;
    for (String id : catalog.ids()) {
      ModelPresence presence = ModelPresence.of(catalog.entry(id));
      isMissing |= !presence.isComplete();
      table.row(
          id,
          presence.model().task().toString(),
          presence.state().toString(),
          size(presence.bytes()),
          cut(presence.model().licence()),
          where(presence));
    }
    List<String> lines = new ArrayList<>(table.lines());
    if (isMissing) {
      lines.add("");
      lines.add("To get what is missing: ./clipmill models fetch ID");
    }
    return lines;
  }

  private static String size(long bytes) {
    return bytes == 0 ? "-" : ByteCount.text(bytes);
  }

  private static String cut(String licence) {
    return licence.length() <= WIDEST_LICENCE
        ? licence
        : licence.substring(0, WIDEST_LICENCE - 3) + "...";
  }

  /** Gives the place of what is there, or else where it is to be had. */
  private static String where(ModelPresence presence) {
    ModelEntry model = presence.model();
    @Nullable String path = model.files().get(0).path();
    if (path == null) {
      return "in the jar";
    }
    if (presence.isComplete() || presence.state() == FilePresence.State.WRONG) {
      return shortened(path) + (model.files().size() > 1 ? " ..." : "");
    }
    boolean isToBeHad =
        model.files().stream().allMatch(file -> file.ships() || file.source() != null);
    return isToBeHad ? "get it from " + model.source() : "by hand, see models list " + model.id();
  }

  /** Gives a path as a person in this folder would write it. */
  private static String shortened(String path) {
    Path here = Path.of("").toAbsolutePath();
    Path home = Path.of(System.getProperty("user.home", "/"));
    Path file = Path.of(path);
    if (file.startsWith(here)) {
      return here.relativize(file).toString();
    }
    return file.startsWith(home) ? "~/" + home.relativize(file) : path;
  }

  private static List<String> details(ModelEntry model) {
    ModelPresence presence = ModelPresence.of(model);
    List<String> lines = new ArrayList<>();
    lines.add(
        model.id()
            + ": "
            + model.task()
            + ", "
            + presence.state()
            + ", licence "
            + model.licence());
    if (model.note() != null) {
      lines.add("  " + model.note());
    }
    for (FilePresence file : presence.files()) {
      lines.add("  " + file.file().role() + ": " + file.state() + sizeBehind(file.bytes()));
      if (file.file().path() != null) {
        lines.add("    file    " + file.file().path());
      }
      lines.add("    source  " + orNone(file.file().source()));
      lines.add("    sha256  " + orNone(file.file().sha256()));
    }
    return lines;
  }

  private static String sizeBehind(long bytes) {
    return bytes == 0 ? "" : ", " + ByteCount.text(bytes);
  }

  private static String orNone(@Nullable String text) {
    return text == null ? "(none)" : text;
  }
}

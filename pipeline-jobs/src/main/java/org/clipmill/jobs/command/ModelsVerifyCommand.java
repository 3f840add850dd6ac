package org.clipmill.jobs.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.config.ConfigException;
import org.clipmill.jobs.Main;
import org.clipmill.models.ModelCatalog;
import org.clipmill.models.ModelCheck;
import org.clipmill.models.ModelEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one picture through models. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Runs one picture, and one text where a model reads texts, through models: says which inputs"
          + " and outputs of the files were bound, what came out and how long it took.",
      "Without ids, all models whose files are there."
    },
    footer = {
      "",
      "Exit codes: 0 all of them work; 2 one does not, or a named one is not there.",
      "",
      "Example: clipmill models verify",
      "         clipmill models verify clip-b32"
    })
public final class ModelsVerifyCommand implements Callable<Integer> {
  @Mixin private Settings settings = new Settings();
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Models of the catalogue.")
  private List<String> ids = new ArrayList<>();

  @Override
  public Integer call() {
    ModelCatalog catalog = Models.catalog(settings.site().config());
    PrintWriter out = Output.of(spec);
    List<String> absent = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (ModelEntry model : Models.named(catalog, ids.isEmpty() ? catalog.ids() : ids)) {
      if (ids.isEmpty() && !isThere(model)) {
        absent.add(model.id());
        continue;
      }
      verify(model, out, problems);
    }
    if (!absent.isEmpty()) {
      out.println("Not there, and so not verified: " + String.join(", ", absent));
    }
    out.flush();
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return Main.OK;
  }

  private static boolean isThere(ModelEntry model) {
    return model.files().stream()
        .allMatch(file -> file.path() == null || Files.exists(Path.of(file.path())));
  }

  private static void verify(ModelEntry model, PrintWriter out, List<String> problems) {
    try {
      ModelCheck check = ModelCheck.run(model);
      out.println(
          String.format(
              Locale.ROOT,
              "%s: ok, %s, loaded in %.0f ms, one %s in %.1f ms",
              model.id(),
              model.task(),
              check.loadMillis(),
              what(model),
              check.runMillis()));
      check.bound().forEach(line -> out.println("  " + line));
      check.results().forEach(line -> out.println("  gave " + line));
    } catch (ConfigException e) {
      problems.addAll(e.problems());
      out.println(model.id() + ": FAILS, see below");
    } catch (ClipException e) {
      problems.add(model.id() + ": " + e.getMessage());
      out.println(model.id() + ": FAILS, see below");
    }
    out.flush();
  }

  private static String what(ModelEntry model) {
    return model.task() == org.clipmill.models.Task.SHOT_DETECTOR ? "window" : "picture";
  }
}

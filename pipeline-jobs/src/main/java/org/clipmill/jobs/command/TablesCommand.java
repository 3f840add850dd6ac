package org.clipmill.jobs.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.clipmill.core.table.Table;
import org.clipmill.jobs.run.Accounting;
import org.clipmill.jobs.run.Provenance;
import org.clipmill.jobs.run.TableFolder;
import org.clipmill.jobs.run.TableStore;
import org.clipmill.jobs.stage.Stage;
import org.clipmill.jobs.stage.Stages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the tables of the work folder. */
@Command(
    name = "tables",
    mixinStandardHelpOptions = true,
    description = "Lists the tables of the work folder: rows, age, versions.",
    footer = {"", "Example: clipmill tables --set run.work=/data/clipmill"})
public final class TablesCommand implements Callable<Integer> {
  private static final String LINE = "%-10s %9s %9s %9s %9s  %-24s %s%n";

  @Mixin private Settings settings = new Settings();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    TableStore store = settings.site().tables();
    PrintWriter out = Output.of(spec);
    out.println("Work folder " + store.work());
    out.printf(Locale.ROOT, LINE, "table", "rows", "kept", "filtered", "failed", "made", "folder");
    for (Stage stage : Stages.all()) {
      print(out, store, stage.writes());
    }
    out.flush();
    return 0;
  }

  private static void print(PrintWriter out, TableStore store, Table table) {
    List<TableFolder> finished = store.finished(table);
    int unfinished = store.unfinished(table).size();
    if (finished.isEmpty()) {
      String state = unfinished == 0 ? "not made yet" : "unfinished";
      out.printf(Locale.ROOT, LINE, table.name(), "-", "-", "-", "-", "-", state);
      return;
    }
    TableFolder newest = store.newest(table).orElseThrow();
    Provenance provenance = store.provenance(newest);
    Accounting accounting = provenance.accounting();
    String older = finished.size() > 1 ? " and " + (finished.size() - 1) + " older" : "";
    out.printf(
        Locale.ROOT,
        LINE,
        table.name(),
        accounting.in(),
        accounting.kept(),
        accounting.filteredTotal(),
        accounting.failedTotal(),
        provenance.created(),
        newest.name() + older + (unfinished > 0 ? ", " + unfinished + " unfinished" : ""));
  }
}

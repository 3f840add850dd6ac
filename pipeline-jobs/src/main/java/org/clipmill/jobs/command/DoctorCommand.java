package org.clipmill.jobs.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.clipmill.jobs.Main;
import org.clipmill.jobs.run.Site;
import org.clipmill.udfs.doctor.Check;
import org.clipmill.udfs.doctor.Diagnosis;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what this machine has of what the pipeline needs. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Tries out what the pipeline needs of this machine, and says what mends what is missing:"
            + " one line per check, ok, warn or FAIL.",
    footer = {
      "",
      "Exit codes: 0 nothing fails; 2 something does, and the pipeline cannot run here.",
      "",
      "Example: clipmill doctor --set split.encoder=h264_nvenc"
    })
public final class DoctorCommand implements Callable<Integer> {
  @Mixin private Settings settings = new Settings();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Site site = settings.site();
    List<Check> checks = Diagnosis.of(site.config(), site.hadoop());
    PrintWriter out = Output.of(spec);
    checks.forEach(check -> out.println(line(check)));
    out.flush();
    return Diagnosis.isFit(checks) ? Main.OK : Main.BAD_SETTINGS;
  }

  private static String line(Check check) {
    String state = check.state() == Check.State.FAIL ? "FAIL" : lower(check.state().name());
    String remedy = check.remedy().isEmpty() ? "" : "; to mend it: " + check.remedy();
    return String.format(
        Locale.ROOT, "%-4s  %-16s  %s%s", state, check.name(), check.seen(), remedy);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}

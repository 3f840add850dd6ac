package org.clipmill.jobs;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.clipmill.core.config.ConfigException;
import org.clipmill.jobs.command.AlignCommand;
import org.clipmill.jobs.command.CheckCommand;
import org.clipmill.jobs.command.DedupCommand;
import org.clipmill.jobs.command.DemoCommand;
import org.clipmill.jobs.command.DoctorCommand;
import org.clipmill.jobs.command.EmbedCommand;
import org.clipmill.jobs.command.ExplainCommand;
import org.clipmill.jobs.command.FocusCommand;
import org.clipmill.jobs.command.MifCommand;
import org.clipmill.jobs.command.ModelsCommand;
import org.clipmill.jobs.command.PlanCommand;
import org.clipmill.jobs.command.RunCommand;
import org.clipmill.jobs.command.SampleCommand;
import org.clipmill.jobs.command.TablesCommand;
import org.clipmill.jobs.command.TrainCommand;
import org.clipmill.jobs.run.NothingKeptException;
import org.clipmill.jobs.run.TooManyErrorsException;
import org.clipmill.jobs.run.WorkInUseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Every fault becomes an exit code and a message here, and nowhere else. */
@Command(
    name = "clipmill",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Turns metadata of web videos into a ranked, diverse text-to-video dataset.",
    footer = {
      "",
      "Exit codes: 0 done, bad clips are rows with an error; 1 a fault of the program; 2 settings or"
          + " inputs that cannot work; 3 too many bad clips, or none kept.",
      "",
      "Example: clipmill run --set ingest.inputs=videos.json"
    },
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      PlanCommand.class,
      CheckCommand.class,
      TablesCommand.class,
      ExplainCommand.class,
      TrainCommand.class,
      FocusCommand.class,
      MifCommand.class,
      EmbedCommand.class,
      SampleCommand.class,
      ModelsCommand.class,
      DedupCommand.class,
      AlignCommand.class,
      DoctorCommand.class
    })
public final class Main implements Runnable {
  /** Done; bad clips are rows with an error. */
  public static final int OK = 0;

  /** A fault of the program. */
  public static final int FAULT = 1;

  /** Settings or inputs that cannot work. */
  public static final int BAD_SETTINGS = 2;

  /** Too many bad clips, or none kept. */
  public static final int TOO_MANY_ERRORS = 3;

  /** Set once the machine wants the program to stop: by Ctrl-C, or by a signal to end. */
  private static volatile boolean isStopping;

  @Spec private @Nullable CommandSpec spec;

  /** Gives the version that the jar was built as. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"clipmill " + (version == null ? "(unpackaged)" : version)};
    }
  }

  /** Runs a command and ends the program with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> isStopping = true));
    System.exit(run(args, out, err));
  }

  /**
   * Runs a command.
   *
   * @return the exit code
   */
  public static int run(String[] args, PrintWriter out, PrintWriter err) {
    return new CommandLine(new Main())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((problem, command, parsed) -> exitCode(problem, err))
        .execute(args);
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "Name a command");
    }
  }

  /** Finds what is wrong with settings or inputs; a task that says so arrives wrapped by Spark. */
  private static Optional<ConfigException> config(Exception problem) {
    return Stream.<Throwable>iterate(problem, Objects::nonNull, Throwable::getCause)
        .filter(ConfigException.class::isInstance)
        .map(ConfigException.class::cast)
        .findFirst();
  }

  private static int exitCode(Exception problem, PrintWriter err) {
    if (isStopping) {
      // Whatever failed did so because Spark was taken away from it.
      err.println("\nStopped. Run the same command again; it goes on from what it has kept.");
      return FAULT;
    }
    Optional<ConfigException> config = config(problem);
    if (config.isPresent()) {
      List<String> problems = config.get().problems();
      err.println(problems.size() == 1 ? "Cannot go on:" : "Cannot go on, for these reasons:");
      problems.forEach(line -> err.println("  " + line));
      return BAD_SETTINGS;
    }
    if (problem instanceof WorkInUseException) {
      err.println(problem.getMessage());
      return BAD_SETTINGS;
    }
    if (problem instanceof TooManyErrorsException || problem instanceof NothingKeptException) {
      err.println(problem.getMessage());
      return TOO_MANY_ERRORS;
    }
    err.println("A fault of Clipmill, not of your settings; please report it:");
    problem.printStackTrace(err);
    return FAULT;
  }
}

package org.clipmill.jobs.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.variance.FrameVariance;
import org.clipmill.core.variance.StructuralSimilarity;
import org.clipmill.jobs.command.SampleCommand.Method;
import org.clipmill.jobs.run.NothingKeptException;
import org.clipmill.jobs.run.Site;
import org.clipmill.jobs.sample.FrameChoice;
import org.clipmill.jobs.sample.FrameChoice.Way;
import org.clipmill.jobs.sample.FrameLists;
import org.clipmill.jobs.sample.InputFiles;
import org.clipmill.jobs.sample.InputFiles.InputFile;
import org.clipmill.jobs.sample.VariancePlot;
import org.clipmill.jobs.sample.VideoCurves;
import org.clipmill.models.ModelEntry;
import org.clipmill.udfs.EncoderChoice;
import org.clipmill.udfs.Storage;
import org.clipmill.udfs.frames.MeasureVariance;
import org.clipmill.udfs.frames.MeasureVariance.Work;
import org.clipmill.udfs.frames.SaveFrames;
import org.jspecify.annotations.Nullable;

/** Samples frames of videos, on Spark. */
final class FrameSampler {
  private static final String DEFAULT_EMBEDDER = "embed-small";
  private static final String NONE = "none";

  private final Sampling sampling;
  private final FrameOptions options;

  FrameSampler(Sampling sampling, FrameOptions options) {
    this.sampling = sampling;
    this.options = options;
  }

  void run(Method method) {
    Site site = sampling.settings().site();
    List<String> problems = new ArrayList<>();
    FrameChoice choice = new FrameChoice(way(method), options.index, sampling.seed());
    List<InputFile> videos = check(site, problems);
    ModelEntry embedder = embedder(site, choice, problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    boolean measures = choice.way().isAdaptive() || options.wantsPlots != null;
    Path folder = sampling.out().toAbsolutePath();
    Storage storage = new Storage(site.hadoop(), folder.toString());
    MeasureVariance work =
        new MeasureVariance(
            options.shortSide, embedder, measures ? Work.CURVES : Work.COUNT, storage);
    try (SparkSession spark = Sessions.open(sampling.settings().master())) {
      sample(spark, videos, work, choice, folder);
    } catch (IOException e) {
      throw new ConfigException("Cannot write " + folder + ": " + e);
    }
  }

  private Way way(Method method) {
    return switch (method) {
      case UFS -> Way.UFS;
      case RFS -> Way.RFS;
      default -> options.isTop == null ? Way.AFS : Way.AFS_TOP;
    };
  }

  private List<InputFile> check(Site site, List<String> problems) {
    for (int stride : options.strides) {
      if (stride < 1) {
        problems.add("--stride: was " + stride + "; allowed: 1 or more");
      }
    }
    if (options.shortSide < StructuralSimilarity.WINDOW) {
      problems.add(
          "--short-side: was %d; allowed: %d or more"
              .formatted(options.shortSide, StructuralSimilarity.WINDOW));
    }
    if (sampling.seed() < 0) {
      problems.add("--seed: was " + sampling.seed() + "; allowed: 0 or more");
    }
    OutputFolder.problem("--out", sampling.out()).ifPresent(problems::add);
    if (options.videos.isEmpty()) {
      problems.add("--videos: name at least one video");
    }
    try {
      return InputFiles.find(options.videos, name -> true, site.hadoop());
    } catch (ConfigException e) {
      e.problems().forEach(problem -> problems.add("--videos: " + problem));
      return List.of();
    }
  }

  private @Nullable ModelEntry embedder(Site site, FrameChoice choice, List<String> problems) {
    boolean needs = choice.way().isAdaptive() && choice.index() == FrameVariance.FSD;
    String id = options.embedder == null ? (needs ? DEFAULT_EMBEDDER : NONE) : options.embedder;
    if (id.equals(NONE)) {
      if (needs) {
        problems.add("--embedder: was none, but --index fsd compares features; name a model");
      }
      return null;
    }
    try {
      return EncoderChoice.of(site.config().measure(), id);
    } catch (ConfigException e) {
      e.problems().forEach(problem -> problems.add("--embedder: " + problem));
      return null;
    }
  }

  private void sample(
      SparkSession spark,
      List<InputFile> videos,
      MeasureVariance work,
      FrameChoice choice,
      Path folder)
      throws IOException {
    Files.createDirectories(folder);
    String measured = folder.resolve("variance.parquet").toUri().toString();
    spark
        .createDataset(videos.stream().map(InputFile::path).toList(), Encoders.STRING())
        .toDF("path")
        .repartition(videos.size())
        .mapPartitions(work, Encoders.row(MeasureVariance.SCHEMA))
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(measured);
    Dataset<Row> rows =
        spark.read().schema(MeasureVariance.SCHEMA).parquet(measured).orderBy("path");
    FrameLists lists = new FrameLists(choice, options.strides);
    Map<String, String> failed = new TreeMap<>();
    for (Iterator<Row> it = rows.toLocalIterator(); it.hasNext(); ) {
      Row row = it.next();
      Row error = row.getAs("error");
      if (error == null) {
        VideoCurves video = VideoCurves.of(row);
        plot(video, lists.add(video), choice, folder);
      } else {
        failed.put(row.getAs("path"), error.getString(0) + ": " + error.getString(2));
      }
    }
    if (failed.size() == videos.size()) {
      throw new NothingKeptException("No video was sampled:", String.join("\n", failed.values()));
    }
    lists.write(spark, folder);
    if (options.savesFrames != null) {
      save(spark, lists, work.storage(), folder, failed);
    }
    report(lists, videos.size(), failed);
  }

  private void plot(VideoCurves video, String name, FrameChoice choice, Path folder)
      throws IOException {
    if (options.wantsPlots == null || video.frames() == 0) {
      return;
    }
    int stride = options.strides.get(0);
    int[] chosen = choice.frames(video, stride);
    String title =
        "%s: %d of %d frames by %s%s, stride %d"
            .formatted(
                name,
                chosen.length,
                video.frames(),
                choice.way(),
                choice.way().isAdaptive() ? " over " + choice.index() : "",
                stride);
    Path plots = Files.createDirectories(folder.resolve("plots"));
    Files.writeString(
        plots.resolve(name + ".svg"),
        VariancePlot.of(video, title, chosen),
        StandardCharsets.UTF_8);
  }

  private static void save(
      SparkSession spark,
      FrameLists lists,
      Storage storage,
      Path folder,
      Map<String, String> failed) {
    SaveFrames work = new SaveFrames(folder.resolve("frames").toString(), storage);
    List<Row> wanted = lists.ofFirstStride();
    spark
        .createDataFrame(wanted, SaveFrames.WANTED)
        .repartition(wanted.size())
        .mapPartitions(work, Encoders.row(SaveFrames.SCHEMA))
        .where("error IS NOT NULL")
        .collectAsList()
        .forEach(row -> failed.put(row.getString(0), row.getStruct(2).getString(2)));
  }

  private void report(FrameLists lists, int videos, Map<String, String> failed) {
    TextTable table = new TextTable().row("stride", "frames");
    lists.counts().forEach((stride, count) -> table.row("S" + stride, count.toString()));
    table.lines().forEach(sampling.console()::println);
    sampling.console().println((videos - failed.size()) + " of " + videos + " videos");
    failed.forEach(
        (path, problem) -> sampling.console().println("failed: " + path + ": " + problem));
    sampling.console().println("Lists " + sampling.out());
    sampling.console().flush();
  }
}

package org.clipmill.udfs.weights;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.fetch.CheckedFetch;
import org.clipmill.core.fetch.DownloadListener;
import org.clipmill.core.fetch.FetchSettings;
import org.clipmill.core.fetch.HuggingFace;
import org.clipmill.core.fetch.PlacedFile;
import org.clipmill.core.fetch.Proxies;
import org.clipmill.core.fetch.WantedFile;
import org.clipmill.models.ModelEntry;
import org.clipmill.models.ModelFile;
import org.clipmill.models.Role;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the files of models to where the catalogue wants them. One file that cannot be had does
 * not keep the others, unless it was refused; a host that does not answer is asked once.
 */
public final class ModelFetch {
  private final CheckedFetch files;
  private final HuggingFace hub;
  private final @Nullable SourceFolder folder;
  private final FetchHints hints;
  private final Set<String> silentHosts = new HashSet<>();

  /** Hears which file is being fetched, and how that goes. */
  public interface Listener extends DownloadListener {
    /** A file is not there and is being fetched. */
    void begins(ModelEntry model, ModelFile file, String address);

    /** A file is in its place. */
    void done(ModelEntry model, ModelFile file, PlacedFile placed);
  }

  /**
   * @param hub where Hugging Face is, and the token for it
   * @param hadoop settings of the file systems
   * @param existing what is done about files with a wrong hash
   * @param folder where to take files from instead of their sources; null for their sources
   */
  public ModelFetch(
      FetchSettings patience,
      HuggingFace hub,
      Configuration hadoop,
      CheckedFetch.Existing existing,
      @Nullable SourceFolder folder) {
    this.files =
        new CheckedFetch(new AnyTransport(patience, Proxies.ofMachine(), hub, hadoop), existing);
    this.hub = hub;
    this.folder = folder;
    this.hints = new FetchHints(hub);
  }

  /**
   * What came of fetching a model.
   *
   * @param placed the files that are in their places
   * @param problems what went wrong and what to do about it; empty if all files are there
   */
  public record Outcome(ModelEntry model, Map<Role, PlacedFile> placed, List<String> problems) {

    /** Copies the map and the list. */
    public Outcome {
      placed = Map.copyOf(placed);
      problems = List.copyOf(problems);
    }
  }

  /** Fetches what is missing of a model. */
  public Outcome fetch(ModelEntry model, Listener listener) {
    Round round = new Round(model, listener);
    model.files().stream().filter(file -> !file.ships()).forEach(round::take);
    return round.outcome();
  }

  /** One model's files, one after the other. */
  private final class Round {
    private final ModelEntry model;
    private final Listener listener;
    private final Map<Role, PlacedFile> placed = new EnumMap<>(Role.class);
    private final List<String> problems = new ArrayList<>();
    private final List<ModelFile> missing = new ArrayList<>();

    /** Who refuses one file of a model, or does not answer, does the same for the next. */
    private boolean isRefused;

    Round(ModelEntry model, Listener listener) {
      this.model = model;
      this.listener = listener;
    }

    void take(ModelFile file) {
      Path place = Path.of(Objects.requireNonNull(file.path(), "only what ships has no path"));
      try {
        Optional<PlacedFile> there = files.there(new WantedFile("", place, file.sha256()));
        if (there.isEmpty() && isRefused) {
          missing.add(file);
          return;
        }
        PlacedFile now = there.isPresent() ? there.get() : fetched(file, place);
        listener.done(model, file, now);
        placed.put(file.role(), now);
      } catch (ClipException e) {
        problems.add(model.id() + ": " + e.getMessage());
        isRefused |= e.error() == ClipError.FORBIDDEN || e.error() == ClipError.UNREACHABLE;
        if (e.error() != ClipError.STORAGE) {
          missing.add(file);
        }
      } catch (ConfigException e) {
        problems.add(model.id() + ": " + e.getMessage());
        missing.add(file);
      }
    }

    private PlacedFile fetched(ModelFile file, Path place) {
      String address = address(model, file, place);
      String host = AnyTransport.hostOf(address);
      if (silentHosts.contains(host)) {
        throw new ClipException(
            ClipError.UNREACHABLE, "Did not try " + address + ": " + host + " did not answer");
      }
      listener.begins(model, file, address);
      try {
        return files.fetch(new WantedFile(address, place, file.sha256()), listener);
      } catch (ClipException e) {
        if (e.error() == ClipError.UNREACHABLE && !host.isEmpty()) {
          silentHosts.add(host);
        }
        throw new ClipException(e.error(), e.getMessage() + hints.of(e.error(), address), e);
      }
    }

    Outcome outcome() {
      if (!missing.isEmpty()) {
        problems.add(hints.byHand(model, missing));
      }
      return new Outcome(model, placed, problems);
    }
  }

  private String address(ModelEntry model, ModelFile file, Path place) {
    if (folder != null) {
      List<String> names = FetchHints.names(model, file, place);
      return folder
          .find(model.id(), names)
          .orElseThrow(
              () ->
                  new ConfigException(
                      "Missing " + String.join(" or ", names) + " in " + folder.address()));
    }
    if (file.source() == null) {
      String why = model.note() == null ? "its entry names no source" : model.note();
      throw new ConfigException("No address gives " + place.getFileName() + ": " + why);
    }
    return hub.addressOf(file.source());
  }
}

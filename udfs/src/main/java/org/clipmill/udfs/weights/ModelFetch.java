package org.clipmill.udfs.weights;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
 * not keep the others; a host that does not answer is asked for one file only.
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
    Map<Role, PlacedFile> placed = new EnumMap<>(Role.class);
    List<String> problems = new ArrayList<>();
    List<ModelFile> missing = new ArrayList<>();
    for (ModelFile file : model.files()) {
      if (file.path() == null) {
        continue;
      }
      try {
        placed.put(file.role(), placed(model, file, Path.of(file.path()), listener));
      } catch (ClipException | ConfigException e) {
        problems.add(model.id() + ": " + e.getMessage());
        missing.add(file);
      }
    }
    if (!missing.isEmpty()) {
      problems.add(hints.byHand(model, missing));
    }
    return new Outcome(model, placed, problems);
  }

  private PlacedFile placed(ModelEntry model, ModelFile file, Path place, Listener listener) {
    Optional<PlacedFile> there = files.there(new WantedFile("", place, file.sha256()));
    if (there.isPresent()) {
      listener.done(model, file, there.get());
      return there.get();
    }
    String address = address(model, file, place);
    String host = AnyTransport.hostOf(address);
    if (silentHosts.contains(host)) {
      throw new ConfigException("Did not try " + address + ": " + host + " did not answer before");
    }
    listener.begins(model, file, address);
    try {
      PlacedFile placed = files.fetch(new WantedFile(address, place, file.sha256()), listener);
      listener.done(model, file, placed);
      return placed;
    } catch (ClipException e) {
      if (e.error() == ClipError.UNREACHABLE && !host.isEmpty()) {
        silentHosts.add(host);
      }
      throw new ClipException(e.error(), e.getMessage() + hints.of(e.error(), address), e);
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
    if (model.note() != null) {
      throw new ConfigException("No address gives " + place.getFileName() + ": " + model.note());
    }
    if (file.source() == null) {
      throw new ConfigException("Its entry names no source of " + place.getFileName());
    }
    return hub.addressOf(file.source());
  }
}

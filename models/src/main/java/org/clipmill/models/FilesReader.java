package org.clipmill.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads which files a model consists of. The short form names one file: {@code file}, {@code
 * source} and {@code sha256} stand beside the id. The long form lists them below {@code files}, by
 * role: a text is a path below the model's own folder and below its source; a section says {@code
 * path} or {@code file}, {@code source} and {@code sha256} on its own.
 */
final class FilesReader {
  private static final String ZOO = "zoo:";
  private static final String HUGGING_FACE = "hf:";
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Path catalogue;
  private final Path ownFolder;
  private final Section section;
  private final @Nullable String source;

  /**
   * @param catalogue what {@code file} is relative to
   * @param ownFolder what {@code path} is relative to
   * @param section the entry
   */
  FilesReader(Path catalogue, Path ownFolder, Section section) {
    this.catalogue = catalogue;
    this.ownFolder = ownFolder;
    this.section = section;
    this.source = section.textOrNull("source");
  }

  /** Gives the source as it stands in the catalogue. */
  @Nullable String source() {
    return source;
  }

  /** Gives the files in the order of their roles; notes what is wrong. */
  List<ModelFile> read() {
    List<ModelFile> files = new ArrayList<>();
    Section listed = section.sectionOrEmpty("files");
    for (Role role : Role.values()) {
      if (role == Role.MODEL && section.has("file")) {
        listed.allow(role.toString());
        files.add(single());
      } else if (listed.has(role.toString())) {
        files.add(listed(listed, role));
      }
    }
    listed.refuseOtherKeys();
    if (files.stream().noneMatch(file -> file.role().isNetwork())) {
      files.add(0, single());
    }
    String sha256 = hash(section);
    if (sha256 == null) {
      return files;
    }
    if (files.size() > 1) {
      section.problem("sha256", sha256, "one for each file, below files");
    }
    return List.of(files.get(0).withSha256(sha256));
  }

  private ModelFile single() {
    if (source != null && source.startsWith(ZOO)) {
      String file = section.textOrNull("file");
      if (file != null) {
        section.problem("file", file, "no file beside source: " + source + ", which ships");
      }
      return new ModelFile(Role.MODEL, null, resolved("model.onnx"), null);
    }
    String file = section.text("file");
    boolean isFolder = source != null && (source.startsWith(HUGGING_FACE) || source.endsWith("/"));
    String name = file.substring(file.lastIndexOf('/') + 1);
    return new ModelFile(Role.MODEL, local(file), isFolder ? resolved(name) : source, null);
  }

  private ModelFile listed(Section listed, Role role) {
    String key = role.toString();
    if (!listed.isSection(key)) {
      return placed(role, listed.text(key), null, null);
    }
    Section one = listed.section(key);
    String path = one.textOrNull("path");
    String file = one.textOrNull("file");
    String own = one.textOrNull("source");
    String sha256 = hash(one);
    one.refuseOtherKeys();
    if (own != null && own.startsWith(ModelFile.CLASSPATH)) {
      return new ModelFile(role, null, own, sha256);
    }
    if (file != null) {
      String from = own == null && path != null ? resolved(path) : own;
      return new ModelFile(role, local(file), from, sha256);
    }
    return placed(role, path == null ? one.text("path") : path, own, sha256);
  }

  private ModelFile placed(Role role, String path, @Nullable String own, @Nullable String sha256) {
    if (own == null && source != null && source.startsWith(ZOO)) {
      return new ModelFile(role, null, resolved(path), sha256);
    }
    String local = ownFolder.resolve(path).toAbsolutePath().normalize().toString();
    return new ModelFile(role, local, own == null ? resolved(path) : own, sha256);
  }

  /** Gives the URI of a path below the source. */
  private @Nullable String resolved(String path) {
    if (source == null) {
      return null;
    }
    if (source.startsWith(ZOO)) {
      return ModelFile.CLASSPATH + "/zoo/" + source.substring(ZOO.length()) + "/" + path;
    }
    if (source.startsWith(HUGGING_FACE)) {
      String[] parts = source.substring(HUGGING_FACE.length()).split("@", 2);
      String revision = parts.length == 2 ? parts[1] : "main";
      return "https://huggingface.co/" + parts[0] + "/resolve/" + revision + "/" + path;
    }
    return source.endsWith("/") ? source + path : source + "/" + path;
  }

  private String local(String file) {
    return catalogue.resolve(file).toAbsolutePath().normalize().toString();
  }

  private static @Nullable String hash(Section section) {
    String sha256 = section.textOrNull("sha256");
    if (sha256 != null && !SHA256.matcher(sha256).matches()) {
      section.problem("sha256", sha256, "64 lower-case hexadecimal digits");
    }
    return sha256;
  }
}

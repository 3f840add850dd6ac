package org.clipmill.udfs.weights;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.fetch.HuggingFace;
import org.clipmill.models.ModelEntry;
import org.clipmill.models.ModelFile;

/** What a person can do when a file of a model cannot be had. */
record FetchHints(HuggingFace hub) {
  private static final String TOKENS = "https://huggingface.co/settings/tokens";

  /** Gives what may help against an error, as the end of a sentence; empty if nothing is known. */
  String of(ClipError error, String address) {
    Optional<String> page = hub.pageOf(address);
    return switch (error) {
      case FORBIDDEN -> page.map(this::gated).orElse("");
      case NOT_FOUND ->
          page.map(it -> "; its page " + it + "/tree/main lists the files that there are")
              .orElse("");
      case UNREACHABLE -> "; behind a proxy set HTTPS_PROXY=http://HOST:PORT";
      case INCOMPLETE_DOWNLOAD -> "; what has come is kept: the same command goes on from there";
      default -> "";
    };
  }

  private String gated(String page) {
    return hub.token().isEmpty()
        ? "; the model is private, gated or not there: accept its terms at "
            + page
            + " and set HF_TOKEN to a token of yours ("
            + TOKENS
            + ")"
        : "; HF_TOKEN was sent and did not suffice: accept the terms at "
            + page
            + " with the account of the token, or make one that may read gated repositories ("
            + TOKENS
            + ")";
  }

  /** Says which files to bring from where to where, for a person with a browser or a USB stick. */
  String byHand(ModelEntry model, List<ModelFile> missing) {
    StringBuilder text = new StringBuilder("To bring it by hand (licence ");
    text.append(model.licence()).append("), put");
    for (ModelFile file : missing) {
      text.append("\n      ")
          .append(file.source() == null ? "your file" : hub.addressOf(file.source()))
          .append("\n      as ")
          .append(file.path());
      if (file.sha256() != null) {
        text.append("\n      with SHA-256 ").append(file.sha256());
      }
    }
    return text.append("\n    then: ./clipmill models verify ").append(model.id()).toString();
  }

  /** Gives what a file may be called in a folder: as in the model's own, or without folders. */
  static List<String> names(ModelEntry model, ModelFile file, Path place) {
    List<String> names = new ArrayList<>();
    String own = "/" + model.id() + "/";
    int start = place.toString().lastIndexOf(own);
    if (start >= 0) {
      names.add(place.toString().substring(start + own.length()));
    }
    names.add(String.valueOf(place.getFileName()));
    String source = file.source() == null ? "" : file.source().replaceFirst("[?#].*", "");
    names.add(source.substring(source.lastIndexOf('/') + 1));
    return names.stream().filter(name -> !name.isBlank()).distinct().toList();
  }
}

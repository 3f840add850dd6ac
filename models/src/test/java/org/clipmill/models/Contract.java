package org.clipmill.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.clipmill.core.SharedFiles;
import org.clipmill.core.frame.RgbFrame;
import org.clipmill.core.sample.NpyFloats;

/** The contract models and what they must give: see the README of the test resources. */
final class Contract {
  static final List<String> PICTURES =
      List.of("gradient_320x180", "portrait_200x300", "stripes_640x360");

  private Contract() {}

  /** Gives a file of the small part that lies in the repository. */
  static Path committed(String name) {
    URL url = Contract.class.getResource("contract/" + name);
    if (url == null) {
      throw new IllegalArgumentException("no test resource contract/" + name);
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Gives a file of the whole set; skips the test where that is not there. */
  static Path shared(String name) {
    return SharedFiles.require("weights/contract/" + name);
  }

  static RgbFrame picture(Path file) throws IOException {
    return TestModels.picture(Files.newInputStream(file));
  }

  /** Gives one of the three painted pictures. */
  static RgbFrame picture(int index) throws IOException {
    return picture(shared("images/" + PICTURES.get(index) + ".png"));
  }

  static JsonNode golden(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  static JsonNode golden(String model) throws IOException {
    return golden(shared(model + "/golden.json"));
  }

  static NpyFloats array(Path file) throws IOException {
    return TestModels.array(Files.newInputStream(file));
  }

  /** Gives one model under the id "it" out of its lines of YAML, checked. */
  static ModelEntry entry(Path folder, String lines) throws IOException {
    String yaml = "models:\n  it:\n" + lines.indent(4) + "    licence: any\n";
    return ModelCatalog.read(TestModels.yaml(folder, yaml)).checked("it");
  }

  /**
   * Writes a tokenizer that knows words of the form w123 and gives their number: the ids of the
   * goldens are random, their words are lost.
   */
  static Path numberTokenizer(Path folder, JsonNode idLists) throws IOException {
    Map<String, Integer> vocabulary = new TreeMap<>();
    idLists.forEach(ids -> ids.forEach(id -> vocabulary.put("w" + id.asInt(), id.asInt())));
    vocabulary.put("[UNK]", 3);
    Map<String, Object> tokenizer =
        Map.of(
            "version",
            "1.0",
            "added_tokens",
            List.of(),
            "pre_tokenizer",
            Map.of("type", "WhitespaceSplit"),
            "model",
            Map.of("type", "WordLevel", "vocab", vocabulary, "unk_token", "[UNK]"));
    Path file = folder.resolve("tokenizer.json");
    new ObjectMapper().writeValue(file.toFile(), tokenizer);
    return file;
  }

  /** Gives the text that such a tokenizer turns into ids. */
  static String words(JsonNode ids) {
    List<String> words = new ArrayList<>();
    ids.forEach(id -> words.add("w" + id.asInt()));
    return String.join(" ", words);
  }
}

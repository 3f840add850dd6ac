package org.clipmill.core.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.clipmill.core.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HuggingFaceTest {
  private static final String CLIP = "https://huggingface.co/Xenova/clip-vit-base-patch32";
  private final HuggingFace hub = HuggingFace.of(Map.of("HF_TOKEN", "hf_secret"));

  @ParameterizedTest
  @CsvSource({
    "hf:Xenova/clip-vit-base-patch32/onnx/vision_model.onnx, /resolve/main/onnx/vision_model.onnx",
    "hf://Xenova/clip-vit-base-patch32/tokenizer.json, /resolve/main/tokenizer.json",
    "hf:Xenova/clip-vit-base-patch32@v1.0/a.onnx, /resolve/v1.0/a.onnx",
    "https://huggingface.co/Xenova/clip-vit-base-patch32/blob/main/a.onnx, /resolve/main/a.onnx",
    "https://huggingface.co/Xenova/clip-vit-base-patch32/resolve/x/a.onnx, /resolve/x/a.onnx"
  })
  void theShortFormAndThePageMeanTheFile(String source, String rest) {
    assertEquals(CLIP + rest, hub.addressOf(source));
    assertEquals(Optional.of(CLIP), hub.pageOf(hub.addressOf(source)));
  }

  @Test
  void anotherAddressStaysAsItIs() {
    String address = "https://example.org/a/b/blob/main/x.onnx";
    assertEquals(address, hub.addressOf(address));
    assertEquals(Optional.empty(), hub.pageOf(address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hf:", "hf:model.onnx", "hf:owner/name", "hf:owner/name/", "hf:o/n/a b"})
  void aShortFormThatNamesNoFileIsRefused(String source) {
    ConfigException problem = assertThrows(ConfigException.class, () -> hub.addressOf(source));
    assertEquals(
        "Was source " + source + "; expected hf:OWNER/NAME/PATH or hf:OWNER/NAME@REVISION/PATH",
        problem.getMessage());
  }

  @Test
  void aMirrorStandsInForTheServer() {
    HuggingFace mirror = HuggingFace.of(Map.of("HF_ENDPOINT", "https://mirror.org/hf/"));
    assertEquals("https://mirror.org/hf/o/n/resolve/main/f", mirror.addressOf("hf:o/n/f"));
    assertEquals(
        "https://mirror.org/hf/o/n/resolve/main/f",
        mirror.addressOf("https://huggingface.co/o/n/resolve/main/f"));
    ConfigException problem =
        assertThrows(ConfigException.class, () -> HuggingFace.of(Map.of("HF_ENDPOINT", "mirror")));
    assertEquals("HF_ENDPOINT: was mirror; expected https://huggingface.co", problem.getMessage());
  }

  @Test
  void theTokenIsForTheServerOnlyAndIsNotShown() {
    assertTrue(hub.credentials().areFor(URI.create(hub.addressOf("hf:o/n/f"))));
    assertFalse(hub.credentials().areFor(URI.create("https://cdn.example.org/f")));
    assertEquals("https://huggingface.co with a token", hub.toString());
  }
}

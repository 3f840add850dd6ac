package org.clipmill.core.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.clipmill.core.config.ConfigFiles;
import org.clipmill.core.config.PipelineConfig;
import org.junit.jupiter.api.Test;

final class RecipeTest {
  private static Recipe recipe(
      String stage, int version, Map<String, String> settings, List<String> inputs, String hash) {
    return new Recipe(
        stage,
        version,
        "features",
        new TreeMap<>(settings),
        inputs,
        new TreeMap<>(Map.of("vae", hash)),
        0);
  }

  private static Recipe sample() {
    return recipe("measure", 1, Map.of("a", "1", "b", "2"), List.of("clips/1", "x@2"), "h");
  }

  @Test
  void theSameRecipeHasTheSameFingerprint() {
    Map<String, String> other = new LinkedHashMap<>();
    other.put("b", "2");
    other.put("a", "1");
    Recipe same = recipe("measure", 1, other, List.of("clips/1", "x@2"), "h");
    assertEquals(sample(), same);
    assertEquals(sample().fingerprint(), same.fingerprint());
    assertTrue(sample().fingerprint().matches("[0-9a-f]{16}"));
  }

  @Test
  void anyChangeIsAnotherFingerprint() {
    Map<String, String> settings = Map.of("a", "1", "b", "2");
    List<String> inputs = List.of("clips/1", "x@2");
    List<Recipe> recipes =
        List.of(
            sample(),
            recipe("measure2", 1, settings, inputs, "h"),
            recipe("measure", 2, settings, inputs, "h"),
            recipe("measure", 1, Map.of("a", "1", "b", "3"), inputs, "h"),
            recipe("measure", 1, Map.of("a", "1"), inputs, "h"),
            recipe("measure", 1, settings, List.of("x@2", "clips/1"), "h"),
            recipe("measure", 1, settings, List.of("clips/1"), "h"),
            recipe("measure", 1, settings, inputs, "i"));
    Set<String> fingerprints = new HashSet<>();
    recipes.forEach(recipe -> fingerprints.add(recipe.fingerprint()));
    assertEquals(recipes.size(), fingerprints.size());
  }

  @Test
  void anotherAttemptIsAnotherFolderOfTheSameFingerprint() {
    Recipe second = sample().withAttempt(2);
    assertEquals(sample().fingerprint(), second.fingerprint());
    assertEquals(sample().fingerprint() + "-2", second.folder());
    assertEquals(sample().fingerprint(), sample().folder());
    assertNotEquals(sample(), second);
  }

  @Test
  void aRecipeIsReadAsItWasWritten() {
    Recipe recipe = sample().withAttempt(3);
    assertEquals(recipe, Json.read(Json.canonical(recipe), Recipe.class));
    assertEquals(recipe, Json.read(Json.pretty(recipe), Recipe.class));
    assertTrue(Json.canonical(recipe).startsWith("{\"attempt\":3,\"inputs\":["));
  }

  @Test
  void whatIsNoRecipeIsRefusedWithTheReason() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Json.read("{\"stage\":", Recipe.class));
    assertTrue(
        refusal.getMessage().startsWith("Cannot read Recipe: Unexpected end-of-input"),
        refusal.getMessage());
  }

  @Test
  void everySettingOfASectionCountsUnderItsName() {
    PipelineConfig shipped = ConfigFiles.read(List.of(), List.of());
    Map<String, String> settings = Recipe.settingsOf(shipped.split());
    assertEquals("20", settings.get("quality"));
    assertEquals("\"libopenh264\"", settings.get("encoder"));
    assertEquals("1.0", settings.get("key-frame-seconds"));
    assertEquals(7, settings.size());
    PipelineConfig changed = ConfigFiles.read(List.of(), List.of("split.max-clip-seconds=60.5"));
    assertNotEquals(settings, Recipe.settingsOf(changed.split()));
  }

  @Test
  void hashesAreThoseOfSha256() throws IOException {
    String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    byte[] bytes = "abc".getBytes(StandardCharsets.UTF_8);
    assertEquals(abc, Fingerprint.sha256Of(new ByteArrayInputStream(bytes)));
    assertEquals(abc.substring(0, 16), Fingerprint.of("abc"));
  }
}

package org.clipmill.jobs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.clipmill.core.config.ConfigException;
import org.clipmill.core.recipe.Recipe;
import org.clipmill.core.table.Tables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TableStoreTest {
  @TempDir Path work;
  private TableStore store;

  @BeforeEach
  void open() {
    store = new TableStore(new Configuration(), work.toString());
  }

  private static Recipe recipe(String quality) {
    TreeMap<String, String> settings = new TreeMap<>(Map.of("quality", quality));
    return new Recipe("split", 1, "clips", settings, List.of(), new TreeMap<>(), 0);
  }

  private TableFolder finish(Recipe recipe, String created) throws IOException {
    TableFolder folder = unfinished(recipe);
    Accounting accounting = new Accounting(1, 1, Map.of(), Map.of());
    store.finish(
        folder,
        new Provenance(
            recipe,
            recipe.fingerprint(),
            created,
            1.5,
            accounting,
            Map.of(),
            Map.of("java", "17")));
    return folder;
  }

  private TableFolder unfinished(Recipe recipe) throws IOException {
    TableFolder folder = store.folder(Tables.CLIPS, recipe.folder());
    Path path = Files.createDirectories(Path.of(folder.path().toString()));
    Files.writeString(path.resolve("part-00000-x.parquet"), recipe.folder());
    return folder;
  }

  private static Set<String> names(List<TableFolder> folders) {
    Set<String> names = new TreeSet<>();
    folders.forEach(folder -> names.add(folder.name()));
    return names;
  }

  @Test
  void aFolderCountsOnceItsRecipeIsThere() throws IOException {
    assertEquals(List.of(), store.finished(Tables.CLIPS));
    TableFolder half = unfinished(recipe("1"));
    TableFolder whole = finish(recipe("2"), "2026-01-01T00:00:00Z");
    assertEquals(Set.of(half.name()), names(store.unfinished(Tables.CLIPS)));
    assertEquals(Set.of(whole.name()), names(store.finished(Tables.CLIPS)));
    assertEquals(Optional.empty(), store.finished(Tables.CLIPS, recipe("1")));
    assertEquals(whole.name(), store.finished(Tables.CLIPS, recipe("2")).orElseThrow().name());
    assertEquals(recipe("2"), store.provenance(whole).recipe());
  }

  @Test
  void theNewestIsTheOneFinishedLastAndTheLatestAttemptStandsForItsRecipe() throws IOException {
    finish(recipe("1"), "2026-01-02T00:00:00Z");
    TableFolder second = finish(recipe("2").withAttempt(1), "2026-01-03T00:00:00Z");
    finish(recipe("2"), "2026-01-01T00:00:00Z");
    assertEquals(second.name(), store.newest(Tables.CLIPS).orElseThrow().name());
    assertEquals(second.name(), store.finished(Tables.CLIPS, recipe("2")).orElseThrow().name());
  }

  @Test
  void whatAnUnfinishedRunLeftIsSetAsideAndNotLost() throws IOException {
    TableFolder folder = unfinished(recipe("1"));
    store.setAside(folder);
    assertFalse(Files.exists(Path.of(folder.path().toString())));
    unfinished(recipe("1"));
    store.setAside(folder);
    assertEquals(
        Set.of(folder.name() + ".unfinished-0", folder.name() + ".unfinished-1"),
        names(store.unfinished(Tables.CLIPS)));
    store.setAside(folder);
    store.unfinished(Tables.CLIPS).forEach(store::delete);
    assertEquals(List.of(), store.unfinished(Tables.CLIPS));
  }

  @Test
  void aDamagedRecipeIsNamed() throws IOException {
    TableFolder folder = unfinished(recipe("1"));
    Path recipe = Path.of(folder.path().toString(), "_recipe.json");
    Files.writeString(recipe, "{\"recipe\":");
    ConfigException problem = assertThrows(ConfigException.class, () -> store.provenance(folder));
    assertTrue(
        problem.getMessage().startsWith("run.work: cannot read " + recipe + ": delete its folder"),
        problem.getMessage());
  }

  @Test
  void aSmallFileIsReplacedInOneStep() {
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(work + "/dataset/LATEST");
    store.writeText(file, "one\n");
    store.writeText(file, "two\n");
    assertEquals("two\n", store.readText(file));
    assertEquals(
        List.of("LATEST"),
        Arrays.stream(work.resolve("dataset").toFile().list())
            .filter(name -> !name.startsWith("."))
            .toList());
  }

  @Test
  void aWorkFolderIsTakenOnceAndFreeAfterwards() {
    String folder = work.resolve("locked").toString();
    try (WorkLock first = WorkLock.take(folder)) {
      WorkInUseException refusal =
          assertThrows(WorkInUseException.class, () -> WorkLock.take(folder));
      assertEquals(
          "Another run is using the work folder "
              + folder
              + "; wait for it, or name another run.work",
          refusal.getMessage());
      assertTrue(first != null);
    }
    WorkLock.take(folder).close();
  }
}

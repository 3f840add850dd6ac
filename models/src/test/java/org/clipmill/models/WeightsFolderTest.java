package org.clipmill.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WeightsFolderTest {
  private static final Path HOME = Path.of("/home/jo");

  private static String of(String named, Map<String, String> environment) {
    return WeightsFolder.of(Path.of("/etc/clipmill"), named, environment, HOME).toString();
  }

  @Test
  void theCatalogueComesBeforeTheVariableAndThatBeforeTheCache() {
    Map<String, String> all = Map.of("CLIPMILL_MODELS", "/data/m", "XDG_CACHE_HOME", "/cache");
    assertEquals("/etc/clipmill/weights", of("weights", all));
    assertEquals("/srv/m", of("/srv/m", all));
    assertEquals("/data/m", of(null, all));
    assertEquals("/cache/clipmill/models", of(null, Map.of("XDG_CACHE_HOME", "/cache")));
    assertEquals("/home/jo/.cache/clipmill/models", of(null, Map.of("CLIPMILL_MODELS", " ")));
  }

  @Test
  void aTildeIsTheUsersOwnFolder() {
    assertEquals("/home/jo/m", of("~/m", Map.of()));
  }
}

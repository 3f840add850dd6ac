package org.clipmill.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.clipmill.core.config.ConfigDocs;
import org.clipmill.core.table.TableDocs;
import org.junit.jupiter.api.Test;

/** The pages that are made from the code say what the code says. */
final class GeneratedDocsTest {
  private static final String WRITE = "clipmill.write-docs";
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void thePageOfSettingsIsTheOneThatTheCodeMakes() throws IOException {
    assertPage("config.md", ConfigDocs.markdown());
  }

  @Test
  void thePageOfTablesIsTheOneThatTheCodeMakes() throws IOException {
    assertPage("tables.md", TableDocs.markdown());
  }

  private static void assertPage(String name, String expected) throws IOException {
    Path page = DOCS.resolve(name);
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(page, expected);
    }
    assertEquals(
        expected,
        Files.exists(page) ? Files.readString(page) : "",
        "docs/"
            + name
            + " is out of date; write it anew with: mvn -pl core test -D"
            + WRITE
            + "=true -Dtest=GeneratedDocsTest");
  }
}

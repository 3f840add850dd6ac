package org.clipmill.udfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StorageTest {
  /** The local disk under another name: what is neither a path nor a file: URI passes by copies. */
  public static final class FarFileSystem extends RawLocalFileSystem {
    @Override
    public String getScheme() {
      return "far";
    }

    @Override
    public java.net.URI getUri() {
      return java.net.URI.create("far:///");
    }
  }

  @TempDir Path folder;
  private Configuration hadoop;

  @BeforeEach
  void nameFileSystems() {
    hadoop = new Configuration();
    hadoop.set("fs.far.impl", FarFileSystem.class.getName());
  }

  private Storage local() {
    return new Storage(hadoop, folder.resolve("work").toString());
  }

  private Storage far() {
    return new Storage(hadoop, "far://" + folder.resolve("work"));
  }

  @Test
  void aPlaceIsBelowTheRootUnlessItIsAbsolute() {
    assertEquals(folder + "/work/files/a.mp4", local().locate("files/a.mp4"));
    assertEquals("/a.mp4", local().locate("/a.mp4"));
    assertEquals("hdfs://h/a.mp4", local().locate("hdfs://h/a.mp4"));
    assertEquals("file:/a.mp4", local().locate("file:/a.mp4"));
  }

  @Test
  void aPublishedDraftLiesAtItsPlaceAndNowhereElse() throws IOException {
    for (Storage storage : new Storage[] {local(), far()}) {
      String target = storage.locate("files/clips/v/a.mp4");
      for (String content : new String[] {"one", "two"}) {
        Path draft = Files.writeString(storage.draft(target), content);
        assertTrue(draft.toString().endsWith(".mp4"), draft.toString());
        storage.publish(draft, target);
        assertFalse(Files.exists(draft));
        try (Storage.LocalFile file = storage.read(target)) {
          assertEquals(content, Files.readString(file.path()));
        }
      }
      try (var files = Files.list(folder.resolve("work/files/clips/v"))) {
        assertEquals(1, files.filter(file -> !file.toString().endsWith(".crc")).count());
      }
    }
  }

  @Test
  void aCopyOfAFarFileIsGoneAfterUseAndALocalFileStays() throws IOException {
    Path file = Files.writeString(folder.resolve("a.mp4"), "x");
    Path copy;
    try (Storage.LocalFile read = far().read("far://" + file)) {
      copy = read.path();
      assertNotEquals(file, copy);
      assertEquals("x", Files.readString(copy));
    }
    assertFalse(Files.exists(copy));
    try (Storage.LocalFile read = local().read(file.toString())) {
      assertEquals(file, read.path());
    }
    assertTrue(Files.exists(file));
  }

  @Test
  void aFarFileThatIsGoneIsNotFound() {
    String gone = "far://" + folder.resolve("gone.mp4");
    ClipException problem = assertThrows(ClipException.class, () -> far().read(gone));
    assertEquals(ClipError.NOT_FOUND, problem.error());
    assertEquals("Cannot find " + gone, problem.getMessage());
  }

  @Test
  void aNameThatNoStorageCanHaveIsAnUnsupportedSource() {
    for (String name : new String[] {"nowhere://host/a.mp4", ""}) {
      ClipException problem = assertThrows(ClipException.class, () -> far().read(name));
      assertEquals(ClipError.UNSUPPORTED_SOURCE, problem.error());
      assertTrue(
          problem.getMessage().startsWith("Cannot read \"" + name + "\": "), problem.getMessage());
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsAFaultOfTheStorage() throws IOException {
    Files.writeString(folder.resolve("work"), "a file where a folder should be");
    ClipException problem =
        assertThrows(ClipException.class, () -> local().draft(local().locate("a.mp4")));
    assertEquals(ClipError.STORAGE, problem.error());
    assertTrue(problem.getMessage().startsWith("Cannot make " + folder), problem.getMessage());
  }

  @Test
  void draftsThatAKilledRunHasLeftAreSwept() throws IOException {
    Storage storage = local();
    Path draft = Files.writeString(storage.draft(storage.locate("a.mp4")), "half");
    storage.sweepDrafts();
    assertFalse(Files.exists(draft));
    new Storage(hadoop, folder.resolve("none").toString()).sweepDrafts();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:", "file:v.mp4", "/nul\0.mp4", "file:///nul\0.mp4"})
  void aLocalNameThatIsNoneIsAnErrorOfTheVideo(String name) {
    ClipException problem = assertThrows(ClipException.class, () -> Storage.localPath(name));
    assertEquals(ClipError.UNSUPPORTED_SOURCE, problem.error());
    assertTrue(problem.getMessage().startsWith("Cannot open " + name), problem.getMessage());
  }

  @Test
  void aFileSystemThatIsNotOnTheClassPathIsNamedWithItsClass() {
    hadoop.set("fs.lost.impl", "org.example.LostFileSystem");
    UnsupportedFileSystemException problem =
        assertThrows(
            UnsupportedFileSystemException.class,
            () -> Storage.fileSystem(new org.apache.hadoop.fs.Path("lost://b/a.mp4"), hadoop));
    assertEquals(
        "lost: needs the class org.example.LostFileSystem, which is not on the class path",
        problem.getMessage());
  }
}

package org.clipmill.core.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.recipe.Fingerprint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SeekableCopyTest {
  private static final int SIZE = 200_000;
  private static final int HALF = 100_000;

  @TempDir private Path folder;
  private final byte[] content = new byte[SIZE];
  private Path source;
  private Path part;
  private String sha256;

  @BeforeEach
  void write() throws IOException {
    new SplittableRandom(1).nextBytes(content);
    sha256 = Fingerprint.sha256Of(new ByteArrayInputStream(content));
    source = Files.write(folder.resolve("source"), content);
    part = folder.resolve("part");
  }

  private String copy(SeekableSource from) {
    return SeekableCopy.resume("hdfs:///m", from, part, DownloadListener.SILENT);
  }

  /** The file on the disk, but its stream fails in the middle. */
  private SeekableSource breaking() {
    SeekableSource whole = SeekableSource.of(source);
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the node is gone");
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }
        };
    return new SeekableSource() {
      @Override
      public long bytes() throws IOException {
        return whole.bytes();
      }

      @Override
      public String version() throws IOException {
        return whole.version();
      }

      @Override
      public InputStream openAt(long start) {
        return new SequenceInputStream(
            new ByteArrayInputStream(Arrays.copyOfRange(content, (int) start, HALF)), broken);
      }
    };
  }

  @Test
  void aFileIsCopiedAndTheNoteIsGone() throws IOException {
    assertEquals(sha256, copy(SeekableSource.of(source)));
    assertArrayEquals(content, Files.readAllBytes(part));
    assertFalse(Files.exists(folder.resolve("part.json")));
  }

  @Test
  void aCopyThatBrokeOffIsGoneOnWith() throws IOException {
    ClipException problem = assertThrows(ClipException.class, () -> copy(breaking()));
    assertEquals(ClipError.INCOMPLETE_DOWNLOAD, problem.error());
    assertEquals("Cannot get all of hdfs:///m: the node is gone", problem.getMessage());
    assertEquals(HALF, Files.size(part));
    SeekableSource rest = SeekableSource.of(source);
    long[] asked = {-1};
    assertEquals(
        sha256,
        copy(
            new SeekableSource() {
              @Override
              public long bytes() throws IOException {
                return rest.bytes();
              }

              @Override
              public String version() throws IOException {
                return rest.version();
              }

              @Override
              public InputStream openAt(long start) throws IOException {
                asked[0] = start;
                return rest.openAt(start);
              }
            }));
    assertEquals(HALF, asked[0]);
  }

  @Test
  void aSourceThatChangedIsCopiedAnew() throws IOException {
    assertThrows(ClipException.class, () -> copy(breaking()));
    byte[] other = new byte[SIZE];
    Files.write(source, other);
    Files.setLastModifiedTime(source, FileTime.fromMillis(1));
    copy(SeekableSource.of(source));
    assertArrayEquals(other, Files.readAllBytes(part));
  }

  @Test
  void aSourceThatIsNotThereIsNamed() {
    ClipException problem =
        assertThrows(ClipException.class, () -> copy(SeekableSource.of(folder.resolve("absent"))));
    assertEquals(ClipError.NOT_FOUND, problem.error());
    assertTrue(problem.getMessage().startsWith("Cannot find hdfs:///m"), problem.getMessage());
  }
}

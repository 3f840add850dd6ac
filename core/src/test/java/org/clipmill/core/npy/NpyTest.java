package org.clipmill.core.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NpyTest {
  private static final float[] QUARTERS = {0f, 0.25f, 0.5f, 0.75f, 1f, 1.25f};

  @TempDir Path folder;

  @Test
  void everyTypeThatNumpyStoresIsRead() throws IOException {
    try (NpzFile file = NpzFile.open(resource("stored.npz"))) {
      assertEquals(List.of(2, 3), file.read("floats").shape());
      assertArrayEquals(QUARTERS, file.read("floats").floats());
      assertArrayEquals(QUARTERS, file.read("doubles").floats());
      assertArrayEquals(QUARTERS, file.read("big").floats());
      assertEquals(1.25, file.read("floats").doubles()[5]);
      assertArrayEquals(new long[] {-(1L << 40), 7}, file.read("longs").longs());
      assertArrayEquals(new int[] {1, -2}, file.read("ints").ints());
      assertArrayEquals(new double[] {1, -2}, file.read("ints").doubles());
      assertArrayEquals(new int[] {0, 255}, file.read("bytes").ints());
      assertArrayEquals(new int[] {-1, 2}, file.read("shorts").ints());
      assertArrayEquals(new int[] {1, 0}, file.read("truths").ints());
      assertArrayEquals(new long[] {0xFFFFFFFFL}, file.read("words").longs());
      assertEquals(List.of("a.png", "b/é🎬.png", ""), file.read("paths").texts());
      assertEquals(List.of(), file.read("scalar").shape());
      assertEquals(2.5, file.read("scalar").doubles()[0]);
      assertEquals(List.of(0, 5), file.read("none").shape());
      assertEquals("floats", file.names().get(0));
    }
  }

  @Test
  void packedArchivesAndNewerHeadersAreRead() throws IOException {
    try (NpzFile file = NpzFile.open(resource("packed.npz"))) {
      assertEquals(List.of("embedding", "image_paths"), file.names());
      assertArrayEquals(QUARTERS, file.read("embedding").floats());
    }
    assertArrayEquals(QUARTERS, NpyArray.read(resource("version2.npy")).floats());
  }

  @Test
  void anArrayIsReadBitByBit() throws IOException {
    try (NpyReader reader = NpyReader.open(resource("floats.npy"))) {
      float[] some = new float[8];
      assertEquals(4, reader.read(some, 0, 4));
      assertEquals(2, reader.read(some, 4, 4));
      assertEquals(0, reader.read(some, 6, 2));
      assertArrayEquals(QUARTERS, Arrays.copyOf(some, 6));
    }
  }

  @Test
  void integersAreReadBitByBitAsNumbersAndColumnsOnlyAtOnce() throws IOException {
    byte[] header = withHeader("{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }");
    byte[] whole = Arrays.copyOf(header, header.length + 16);
    whole[whole.length - 8] = 7;
    try (NpyReader reader = NpyReader.of(new ByteArrayInputStream(whole), whole.length, "it")) {
      float[] two = new float[2];
      assertEquals(2, reader.read(two, 0, 2));
      assertArrayEquals(new float[] {0, 7}, two);
    }
    Path columns = resource("fortran.npy");
    try (NpyReader reader = NpyReader.open(columns)) {
      var error = assertThrows(NpyFormatException.class, () -> reader.read(new float[1], 0, 1));
      assertEquals(
          "Cannot read "
              + columns
              + " bit by bit: saw values of type f4, in Fortran order; expected numbers row by row",
          error.getMessage());
      assertArrayEquals(QUARTERS, reader.readAll().floats());
    }
  }

  @Test
  void halvesAreReadAsFloats() throws IOException {
    assertArrayEquals(QUARTERS, NpyArray.read(resource("halves.npy")).floats());
    assertEquals(0x1p-24f, HalfFloat.value((short) 1));
    assertEquals(-65504f, HalfFloat.value((short) 0xfbff));
    assertEquals(Float.NEGATIVE_INFINITY, HalfFloat.value((short) 0xfc00));
    assertTrue(Float.isNaN(HalfFloat.value((short) 0x7e00)));
    assertEquals(0x1p-14f, HalfFloat.value((short) 0x0400));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          cube.npy    # Cannot read FILE: saw 3 axes in Fortran order, expected at most 2 (np.ascontiguousarray)
          objects.npy # Cannot read FILE: saw values of type '|O', expected f2 to f8, i1 to i8, u1 to u4, b1 or U
          README.md   # Cannot read FILE: expected a NumPy array (.npy)
          """,
      quoteCharacter = '"')
  void whatIsNotSupportedIsRefused(String name, String message) {
    Path file = resource(name);
    var error = assertThrows(NpyFormatException.class, () -> NpyArray.read(file));
    assertEquals(message.replace("FILE", file.toString()), error.getMessage());
  }

  @Test
  void whatIsWrittenIsByteForByteWhatNumpyWrites() throws IOException {
    Path file = folder.resolve("a.npy");
    NpyWriter.write(file, NpyArray.of(QUARTERS, 2, 3));
    assertArrayEquals(Files.readAllBytes(resource("floats.npy")), Files.readAllBytes(file));
    NpyWriter.write(file, NpyArray.ofTexts(List.of("a", "bé")));
    assertArrayEquals(Files.readAllBytes(resource("texts.npy")), Files.readAllBytes(file));
  }

  @Test
  void anArchiveGivesBackWhatWasWritten() throws IOException {
    Path file = folder.resolve("a.npz");
    float[] many = new float[100_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = (float) Math.sin(i);
    }
    try (NpzWriter writer = NpzWriter.create(file)) {
      try (NpyWriter rows = writer.writeFloats("embedding", 1000, 100)) {
        for (int row = 0; row < 1000; row++) {
          rows.write(many, row * 100, 100);
        }
      }
      writer.write("paths", NpyArray.ofTexts(List.of("ü", "")));
      writer.write("longs", NpyArray.of(new long[] {Long.MIN_VALUE, 3}, 2));
      writer.write("ints", NpyArray.of(new int[] {-5}, 1, 1));
      writer.write("doubles", NpyArray.of(new double[] {Math.PI}, new int[0]));
      assertThrows(ZipException.class, () -> writer.write("ints", NpyArray.of(new int[0], 0)));
    }
    try (NpzFile read = NpzFile.open(file)) {
      assertEquals(List.of("embedding", "paths", "longs", "ints", "doubles"), read.names());
      assertArrayEquals(many, read.read("embedding").floats());
      assertEquals(List.of("ü", ""), read.read("paths").texts());
      assertArrayEquals(new long[] {Long.MIN_VALUE, 3}, read.read("longs").longs());
      assertArrayEquals(new int[] {-5}, read.read("ints").ints());
      assertEquals(Math.PI, read.read("doubles").doubles()[0]);
      var missing = assertThrows(NpyFormatException.class, () -> read.read("embeddings"));
      assertEquals(
          "Cannot find array 'embeddings' in "
              + file
              + "; it holds [embedding, paths, longs, ints, doubles]",
          missing.getMessage());
    }
  }

  @Test
  void everyCutOfAFileIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(resource("floats.npy"));
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThrows(NpyFormatException.class, () -> read(part), "cut to " + length);
    }
    var error =
        assertThrows(NpyFormatException.class, () -> read(Arrays.copyOf(whole, whole.length - 1)));
    assertEquals(
        "Cannot read it: saw 23 bytes of values, expected 24 for shape [2, 3]", error.getMessage());
  }

  @Test
  void aStreamThatIsShorterThanItSaysIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(resource("floats.npy"));
    InputStream part = new ByteArrayInputStream(whole, 0, whole.length - 4);
    try (NpyReader reader = NpyReader.of(part, whole.length, "it")) {
      var error = assertThrows(NpyFormatException.class, reader::readAll);
      assertEquals("Cannot read it: it ends 6 values too early", error.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (4000000000,)               | Cannot read it: saw axis 4000000000, expected at most 2147483647
          (99999999999999999999,)     | Cannot read it: saw axis 99999999999999999999, expected at most 2147483647
          (2000000000, 2000000000, 8) | Cannot read it: too many values in (2000000000, 2000000000, 8)
          (2000000000,)               | Cannot read it: saw 0 bytes of values, expected 8000000000 for shape [2000000000]
          """)
  void aShapeThatTheFileDoesNotHoldTakesNoMemory(String shape, String message) {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }\n";
    var error = assertThrows(NpyFormatException.class, () -> read(withHeader(header)));
    assertEquals(message, error.getMessage());
  }

  @Test
  void headersThatSayNothingAreRefused() {
    for (String header :
        List.of(
            "",
            "{}",
            "{'descr': '<f4', 'fortran_order': False}",
            "{'descr': '<f4', 'shape': ()}",
            "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': ()}",
            "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}")) {
      var error = assertThrows(NpyFormatException.class, () -> read(withHeader(header)));
      assertTrue(error.getMessage().startsWith("Cannot read it: saw header "), error.getMessage());
    }
  }

  @Test
  void aHeaderOfMegabytesIsRefused() {
    byte[] bytes = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0, 0, 0, 0, 127};
    var error = assertThrows(NpyFormatException.class, () -> read(bytes));
    assertEquals(
        "Cannot read it: saw a header of 2130706432 bytes, expected at most 65536",
        error.getMessage());
  }

  @Test
  void aDamagedArchiveIsRefused() throws IOException {
    Path file = folder.resolve("a.npz");
    Files.write(file, new byte[100]);
    assertThrows(NpyFormatException.class, () -> NpzFile.open(file));
    byte[] packed = Files.readAllBytes(resource("packed.npz"));
    Arrays.fill(packed, 60, 80, (byte) 0x55);
    Files.write(file, packed);
    try (NpzFile damaged = NpzFile.open(file)) {
      assertThrows(NpyFormatException.class, () -> damaged.read("embedding"));
    }
  }

  @Test
  void aNumberThatWasChangedInAnArchiveIsFound() throws IOException {
    Path file = folder.resolve("a.npz");
    try (NpzWriter writer = NpzWriter.create(file)) {
      writer.write("a", NpyArray.of(new float[] {1, 2, 3, 4}, 2, 2));
    }
    byte[] bytes = Files.readAllBytes(file);
    byte[] three = {0, 0, 0x40, 0x40};
    int at =
        IntStream.range(0, bytes.length)
            .filter(i -> startsWith(bytes, i, three))
            .findFirst()
            .orElseThrow();
    bytes[at + 2] = 0x41;
    Files.write(file, bytes);
    try (NpzFile damaged = NpzFile.open(file)) {
      var error = assertThrows(NpyFormatException.class, () -> damaged.read("a"));
      assertTrue(
          error.getMessage().startsWith("Cannot read " + file + "[a]: saw checksum "),
          error.getMessage());
    }
  }

  private static boolean startsWith(byte[] bytes, int at, byte[] wanted) {
    return Arrays.equals(
        bytes, at, Math.min(bytes.length, at + wanted.length), wanted, 0, wanted.length);
  }

  @Test
  void valuesAndShapeMustAgree() throws IOException {
    var wrong = assertThrows(IllegalArgumentException.class, () -> NpyArray.of(new float[5], 2, 3));
    assertEquals("Was 5 values; expected 6 for shape [2, 3]", wrong.getMessage());
    NpyWriter rows = NpyWriter.ofFloats(Files.newOutputStream(folder.resolve("short.npy")), 2, 2);
    rows.write(new float[3], 0, 3);
    var tooMany =
        assertThrows(IllegalArgumentException.class, () -> rows.write(new float[2], 0, 2));
    assertEquals("Was 2 more values; expected at most 1", tooMany.getMessage());
    assertEquals(
        "Missing 1 values of an array",
        assertThrows(IllegalStateException.class, rows::close).getMessage());
  }

  @Test
  void textsAreNoNumbersAndNumbersNoTexts() {
    NpyArray texts = NpyArray.ofTexts(List.of("1"));
    assertTrue(texts.isText());
    assertEquals(
        "Was an array of texts; expected integers",
        assertThrows(IllegalStateException.class, texts::floats).getMessage());
    NpyArray floats = NpyArray.of(new float[1], 1);
    assertEquals(
        "Was an array of floats; expected texts",
        assertThrows(IllegalStateException.class, floats::texts).getMessage());
  }

  private static NpyArray read(byte[] bytes) throws IOException {
    try (NpyReader reader = NpyReader.of(new ByteArrayInputStream(bytes), bytes.length, "it")) {
      return reader.readAll();
    }
  }

  private static byte[] withHeader(String header) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = Arrays.copyOf(NpyHeader.MAGIC, NpyHeader.MAGIC.length + 4 + text.length);
    bytes[NpyHeader.MAGIC.length] = 1;
    bytes[NpyHeader.MAGIC.length + 2] = (byte) text.length;
    System.arraycopy(text, 0, bytes, NpyHeader.MAGIC.length + 4, text.length);
    return bytes;
  }

  private static Path resource(String name) {
    return Path.of(Objects.requireNonNull(NpyTest.class.getResource(name), name).getPath());
  }
}

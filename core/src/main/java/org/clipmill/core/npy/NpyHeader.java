package org.clipmill.core.npy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipException;

/**
 * What stands before the values of an {@code .npy} file.
 *
 * <p>Source: NumPy enhancement proposal 1, "A simple file format for NumPy arrays".
 *
 * @param textLength code points of one text; 1 for every other element
 * @param shape length of every axis
 * @param runningFastest whose neighbours lie side by side in the file
 */
record NpyHeader(
    NpyElement element, ByteOrder order, int textLength, List<Integer> shape, Axis runningFastest) {
  /** A header may not be longer; NumPy itself trusts none above 10,000. */
  static final int MOST_BYTES = 1 << 16;

  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  private static final int ALIGNMENT = 64;
  private static final int LENGTH_BYTES = 4;
  private static final int MOST_AXES = 32;
  private static final int MOST_TEXT_LENGTH = 1 << 20;

  private static final Pattern DESCR = entry("descr", "'([^']*)'");
  private static final Pattern ORDER = entry("fortran_order", "(True|False)");
  private static final Pattern SHAPE = entry("shape", "\\(([0-9, L]*)\\)");
  private static final Pattern TYPE = Pattern.compile("([<>|=]?)([a-zA-Z])([0-9]{0,9})");

  NpyHeader {
    shape = List.copyOf(shape);
  }

  /** An axis of a shape. */
  enum Axis {
    /** As Fortran lays a matrix out: column by column. */
    FIRST,
    /** As C does: row by row. */
    LAST
  }

  private static Pattern entry(String key, String value) {
    return Pattern.compile("['\"]" + key + "['\"]\\s*:\\s*" + value);
  }

  /** Gives the header of values of this machine's making: little-endian, in C order. */
  static NpyHeader of(NpyElement element, int textLength, int... shape) {
    return new NpyHeader(
        element,
        ByteOrder.LITTLE_ENDIAN,
        textLength,
        Arrays.stream(shape).boxed().toList(),
        Axis.LAST);
  }

  /**
   * Reads from the start of a file up to its first value.
   *
   * @param bytes length of the whole file
   * @param name of the file, for messages
   * @throws NpyFormatException if there is no header, or it speaks of more or fewer values than
   *     fill the rest of the file
   */
  static NpyHeader read(InputStream in, long bytes, String name) throws IOException {
    try {
      byte[] magic = in.readNBytes(MAGIC.length);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new NpyFormatException("Cannot read " + name + ": expected a NumPy array (.npy)");
      }
      int version = exactly(in, 2)[0];
      if (version < 1 || version > 3) {
        throw new NpyFormatException(
            "Cannot read " + name + ": saw format version " + version + ", expected 1 to 3");
      }
      byte[] length = exactly(in, version == 1 ? Short.BYTES : Integer.BYTES);
      ByteBuffer number = ByteBuffer.wrap(Arrays.copyOf(length, Integer.BYTES));
      long size = Integer.toUnsignedLong(number.order(ByteOrder.LITTLE_ENDIAN).getInt());
      if (size > MOST_BYTES) {
        throw new NpyFormatException(
            "Cannot read %s: saw a header of %d bytes, expected at most %d"
                .formatted(name, size, MOST_BYTES));
      }
      String text = new String(exactly(in, (int) size), StandardCharsets.UTF_8);
      NpyHeader header = parse(text, name);
      header.checkBytes(bytes - MAGIC.length - 2 - length.length - size, name);
      return header;
    } catch (ZipException | EOFException e) {
      throw new NpyFormatException("Cannot read " + name + ": it is damaged in its header", e);
    }
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  private void checkBytes(long bytes, String name) throws NpyFormatException {
    if (valueBytes() != bytes) {
      throw new NpyFormatException(
          "Cannot read %s: saw %d bytes of values, expected %d for shape %s"
              .formatted(name, bytes, valueBytes(), shape));
    }
  }

  /**
   * Understands the text between the length and the values.
   *
   * @param name of the file, for messages
   */
  private static NpyHeader parse(String text, String name) throws NpyFormatException {
    String descr = find(DESCR, text, name);
    Matcher type = TYPE.matcher(descr);
    if (!type.matches()) {
      throw unknownType(descr, name);
    }
    boolean isText = type.group(2).equals(NpyElement.TEXT.code());
    int textLength = isText && !type.group(3).isEmpty() ? Integer.parseInt(type.group(3)) : 1;
    if (textLength > MOST_TEXT_LENGTH) {
      throw unknownType(descr, name);
    }
    NpyElement element =
        NpyElement.ofCode(isText ? type.group(2) : type.group(2) + type.group(3))
            .orElseThrow(() -> unknownType(descr, name));
    ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    List<Integer> shape = axes(find(SHAPE, text, name), name);
    Axis fastest = find(ORDER, text, name).equals("True") ? Axis.FIRST : Axis.LAST;
    if (fastest == Axis.FIRST && shape.size() > 2) {
      throw new NpyFormatException(
          "Cannot read %s: saw %d axes in Fortran order, expected at most 2 (np.ascontiguousarray)"
              .formatted(name, shape.size()));
    }
    return new NpyHeader(element, order, textLength, shape, fastest);
  }

  private static String find(Pattern pattern, String text, String name) throws NpyFormatException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new NpyFormatException(
          "Cannot read "
              + name
              + ": saw header "
              + text.strip()
              + ", expected descr of a plain type, fortran_order and shape");
    }
    return matcher.group(1);
  }

  private static NpyFormatException unknownType(String descr, String name) {
    return new NpyFormatException(
        "Cannot read "
            + name
            + ": saw values of type '"
            + descr
            + "', expected f2 to f8, i1 to i8, u1 to u4, b1 or U");
  }

  private static List<Integer> axes(String text, String name) throws NpyFormatException {
    List<Integer> axes = new ArrayList<>();
    long values = 1;
    for (String axis : text.split(",", -1)) {
      String digits = axis.strip().replaceFirst("L$", "");
      if (digits.isEmpty()) {
        continue;
      }
      if (!digits.matches("[0-9]{1,10}") || Long.parseLong(digits) > Integer.MAX_VALUE) {
        throw new NpyFormatException(
            "Cannot read " + name + ": saw axis " + axis.strip() + ", expected at most 2147483647");
      }
      axes.add(Integer.parseInt(digits));
      if (values > 0 && axes.get(axes.size() - 1) > Long.MAX_VALUE / Long.BYTES / values) {
        throw new NpyFormatException("Cannot read " + name + ": too many values in (" + text + ")");
      }
      values *= axes.get(axes.size() - 1);
    }
    if (axes.size() > MOST_AXES) {
      throw new NpyFormatException("Cannot read " + name + ": too many axes in (" + text + ")");
    }
    return axes;
  }

  /** Gives how many values there are; 1 for a shape without axes. */
  long count() {
    long count = 1;
    for (int axis : shape) {
      count *= axis;
    }
    return count;
  }

  /** Says whether the values of a row lie side by side. */
  boolean isRowByRow() {
    return runningFastest == Axis.LAST || shape.size() < 2;
  }

  /** Gives the bytes of one value. */
  int elementBytes() {
    return element.bytes() * textLength;
  }

  /** Gives the bytes of all values; the largest long where they exceed it. */
  long valueBytes() {
    long count = count();
    return count > Long.MAX_VALUE / Math.max(1, elementBytes())
        ? Long.MAX_VALUE
        : count * elementBytes();
  }

  /**
   * Gives all bytes before the values: version 1.0, padded to a multiple of {@value #ALIGNMENT}.
   */
  byte[] toBytes() {
    StringBuilder text = new StringBuilder();
    text.append("{'descr': '").append(element.bytes() == 1 ? '|' : '<').append(element.code());
    if (element == NpyElement.TEXT) {
      text.append(textLength);
    }
    String axes = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    text.append("', 'fortran_order': False, 'shape': (").append(axes);
    text.append(shape.size() == 1 ? ",), }" : "), }");
    int fixed = MAGIC.length + LENGTH_BYTES;
    while ((fixed + text.length() + 1) % ALIGNMENT != 0) {
      text.append(' ');
    }
    byte[] header = text.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = Arrays.copyOf(MAGIC, fixed + header.length);
    bytes[MAGIC.length] = 1;
    bytes[MAGIC.length + 2] = (byte) header.length;
    bytes[MAGIC.length + 3] = (byte) (header.length >> 8);
    System.arraycopy(header, 0, bytes, fixed, header.length);
    return bytes;
  }
}

package org.clipmill.udfs.metadata;

import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;

/** Makes addresses of videos absolute: a relative one starts at the folder of its metadata file. */
final class SourceAddress {
  private static final Pattern WITH_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

  private final String folder;

  /** Names the metadata file. */
  SourceAddress(Path metadataFile) {
    this.folder = String.valueOf(metadataFile.getParent());
  }

  /** Gives the address as it is if it has a scheme or is blank, else below the folder. */
  String absolute(String address) {
    if (address.isBlank() || WITH_SCHEME.matcher(address).matches() || address.startsWith("/")) {
      return address;
    }
    return normalized(folder + "/" + address);
  }

  /** Takes {@code a/../} and {@code ./} out, without a look at the disk. */
  private static String normalized(String address) {
    String path = address;
    String before;
    do {
      before = path;
      path = path.replaceFirst("/\\./", "/").replaceFirst("/(?!\\.\\./)[^/]+/\\.\\./", "/");
    } while (!path.equals(before));
    return path;
  }
}

package org.clipmill.udfs.weights;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.clipmill.core.fetch.CheckedFetch;
import org.clipmill.core.fetch.DownloadListener;
import org.clipmill.core.fetch.FetchSettings;
import org.clipmill.core.fetch.HttpDownload;
import org.clipmill.core.fetch.HuggingFace;
import org.clipmill.core.fetch.Proxies;
import org.clipmill.core.fetch.SeekableCopy;
import org.clipmill.core.fetch.SeekableSource;
import org.clipmill.udfs.Storage;

/** Gets files over HTTP, from the local disk, or from whatever Hadoop's file systems open. */
final class AnyTransport implements CheckedFetch.Transport {
  private final HttpDownload http;
  private final Configuration hadoop;

  /**
   * @param patience how HTTP behaves
   * @param hub whose token is sent, to its own server only
   * @param hadoop settings of the file systems
   */
  AnyTransport(FetchSettings patience, Proxies proxies, HuggingFace hub, Configuration hadoop) {
    this.http = new HttpDownload(patience, new SplittableRandom(), proxies, hub.credentials());
    this.hadoop = hadoop;
  }

  /** Tells whether an address is one of HTTP. */
  static boolean isHttp(String address) {
    String small = address.toLowerCase(Locale.ROOT);
    return small.startsWith("http://") || small.startsWith("https://");
  }

  /** Gives the host of an address of HTTP; blank for others and for what is no address. */
  static String hostOf(String address) {
    try {
      return isHttp(address) ? Objects.toString(new URI(address).getHost(), "") : "";
    } catch (URISyntaxException e) {
      return "";
    }
  }

  @Override
  public String resume(String address, Path part, DownloadListener listener) {
    if (isHttp(address)) {
      return http.resume(uri(address), part, listener);
    }
    if (Storage.isLocal(address)) {
      Path source = Storage.localPath(address);
      if (Files.isDirectory(source)) {
        throw new ClipException(
            ClipError.NOT_FOUND, "Cannot find " + address + ": it is a folder, expected a file");
      }
      return SeekableCopy.resume(address, SeekableSource.of(source), part, listener);
    }
    return SeekableCopy.resume(
        address, new HadoopSource(hadoopPath(address), hadoop), part, listener);
  }

  private static org.apache.hadoop.fs.Path hadoopPath(String address) {
    try {
      return new org.apache.hadoop.fs.Path(address);
    } catch (IllegalArgumentException e) {
      throw noAddress(address, String.valueOf(e.getMessage()));
    }
  }

  private static URI uri(String address) {
    try {
      URI uri = new URI(address);
      if (uri.getHost() == null) {
        throw noAddress(address, "it names no host");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw noAddress(address, String.valueOf(e.getMessage()));
    }
  }

  private static ClipException noAddress(String address, String why) {
    return new ClipException(ClipError.UNSUPPORTED_SOURCE, "Cannot open " + address + ": " + why);
  }
}

package org.clipmill.core.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clipmill.core.config.ConfigException;

/**
 * Addresses of files on Hugging Face: {@code hf:OWNER/NAME/PATH}, with {@code @REVISION} behind the
 * name for another branch, tag or commit than main.
 *
 * @param endpoint the server: {@code HF_ENDPOINT}, by default {@code https://huggingface.co}
 * @param token {@code HF_TOKEN}; blank for none
 */
public record HuggingFace(URI endpoint, String token) {
  private static final String DEFAULT = "https://huggingface.co";
  private static final Pattern SHORT =
      Pattern.compile("hf:(?://)?([\\w.-]+/[\\w.-]+)(?:@([^/@\\s]+))?/([^\\s]+)");

  /** What a browser shows: a page about a file, not the file. */
  private static final Pattern PAGE = Pattern.compile("^(/[\\w.-]+/[\\w.-]+)/blob/");

  private static final Pattern REPOSITORY = Pattern.compile("^/([\\w.-]+/[\\w.-]+)/resolve/.*");

  /**
   * Reads the variables that Hugging Face's own programs heed.
   *
   * @throws ConfigException if {@code HF_ENDPOINT} is no address
   */
  public static HuggingFace of(Map<String, String> environment) {
    String endpoint = environment.getOrDefault("HF_ENDPOINT", "").strip().replaceFirst("/+$", "");
    String token = environment.getOrDefault("HF_TOKEN", "").strip();
    try {
      URI uri = new URI(endpoint.isEmpty() ? DEFAULT : endpoint);
      if (uri.getHost() != null) {
        return new HuggingFace(uri, token);
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new ConfigException("HF_ENDPOINT: was " + endpoint + "; expected " + DEFAULT);
  }

  /** Tells whether a source is written in the short form. */
  public static boolean isShort(String source) {
    return source.startsWith("hf:");
  }

  /**
   * Gives the address to download from. What is no address of Hugging Face stays as it is.
   *
   * @throws ConfigException if it begins with {@code hf:} and goes on wrongly
   */
  public String addressOf(String source) {
    if (!isShort(source)) {
      return source.startsWith(DEFAULT + "/") ? endpoint + fileNotPage(source) : source;
    }
    Matcher matcher = SHORT.matcher(source);
    if (!matcher.matches()) {
      throw new ConfigException(
          "Was source " + source + "; expected hf:OWNER/NAME/PATH or hf:OWNER/NAME@REVISION/PATH");
    }
    String revision = matcher.group(2) == null ? "main" : matcher.group(2);
    return endpoint + "/" + matcher.group(1) + "/resolve/" + revision + "/" + matcher.group(3);
  }

  private static String fileNotPage(String source) {
    return PAGE.matcher(source.substring(DEFAULT.length())).replaceFirst("$1/resolve/");
  }

  /** Gives the token for its own server. */
  public Credentials credentials() {
    return Credentials.bearer(endpoint, token);
  }

  /** Gives the page of the repository that an address points into. */
  public Optional<String> pageOf(String address) {
    if (!address.startsWith(endpoint + "/")) {
      return Optional.empty();
    }
    Matcher matcher = REPOSITORY.matcher(address.substring(endpoint.toString().length()));
    return matcher.matches() ? Optional.of(endpoint + "/" + matcher.group(1)) : Optional.empty();
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return endpoint + (token.isEmpty() ? " without a token" : " with a token");
  }
}

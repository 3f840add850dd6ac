package org.clipmill.core.fetch;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A token and the one place that may see it. A redirect to another host, port or scheme does not
 * carry it along: large files mostly lie on somebody else's servers.
 */
public final class Credentials {
  /** No token for anybody. */
  public static final Credentials NONE = new Credentials("", "");

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final String origin;
  private final String token;

  private Credentials(String origin, String token) {
    this.origin = origin;
    this.token = token;
  }

  /**
   * Gives the credentials for one place.
   *
   * @param place an address whose scheme, host and port may see the token; the token goes over
   *     https only, or to the machine itself
   * @param token blank for none
   */
  public static Credentials bearer(URI place, String token) {
    boolean isSafe = "https".equalsIgnoreCase(place.getScheme()) || isLoopback(place);
    return token.isBlank() || !isSafe ? NONE : new Credentials(originOf(place), token.strip());
  }

  /** Tells whether an address is sent the token. */
  public boolean areFor(URI address) {
    return !token.isEmpty() && originOf(address).equals(origin);
  }

  /** Gives the header Authorization for an address, if it may see the token. */
  Optional<String> header(URI address) {
    return areFor(address) ? Optional.of("Bearer " + token) : Optional.empty();
  }

  static boolean isLoopback(URI address) {
    return address.getHost() != null && LOOPBACK.contains(address.getHost());
  }

  private static String originOf(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    int port = address.getPort() < 0 ? (scheme.equals("https") ? 443 : 80) : address.getPort();
    return scheme + "://" + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }

  /** Says where the token goes, never the token. */
  @Override
  public String toString() {
    return token.isEmpty() ? "no token" : "a token for " + origin;
  }
}

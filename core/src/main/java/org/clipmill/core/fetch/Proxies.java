package org.clipmill.core.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.clipmill.core.clip.ClipError;
import org.clipmill.core.clip.ClipException;
import org.jspecify.annotations.Nullable;

/**
 * Through which proxy an address is reached. Java's own properties ({@code https.proxyHost} and its
 * kin) come first; then the variables that other programs heed: {@code HTTPS_PROXY} or {@code
 * HTTP_PROXY} by the scheme of the address, {@code ALL_PROXY}, and {@code NO_PROXY} for exceptions,
 * in small or capital letters. The machine itself is never reached through a proxy.
 */
public final class Proxies extends ProxySelector {
  private static final List<String> JAVA_PROPERTIES =
      List.of("http.proxyHost", "https.proxyHost", "socksProxyHost", "java.net.useSystemProxies");
  private static final int DEFAULT_PORT = 80;

  private final Map<String, String> environment;
  private final @Nullable ProxySelector javas;

  private Proxies(Map<String, String> environment, @Nullable ProxySelector javas) {
    this.environment = Map.copyOf(environment);
    this.javas = javas;
  }

  /** Gives the proxies of this machine. */
  public static Proxies ofMachine() {
    boolean isSet = JAVA_PROPERTIES.stream().anyMatch(key -> System.getProperty(key) != null);
    return new Proxies(System.getenv(), isSet ? ProxySelector.getDefault() : null);
  }

  /** Gives the proxies that variables of the environment name. */
  public static Proxies of(Map<String, String> environment) {
    return new Proxies(environment, null);
  }

  /** A variable of the environment and what it says. */
  private record Setting(String variable, URI proxy) {}

  @Override
  public List<Proxy> select(URI address) {
    if (javas != null) {
      return javas.select(address);
    }
    return setting(address)
        .map(
            setting ->
                List.of(
                    new Proxy(
                        Proxy.Type.HTTP,
                        new InetSocketAddress(setting.proxy().getHost(), portOf(setting.proxy())))))
        .orElse(List.of(Proxy.NO_PROXY));
  }

  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException problem) {
    // The one who asked is told by the same exception.
  }

  /**
   * Gives the header Proxy-Authorization (RFC 7617) if the proxy is named with a user.
   *
   * @throws ClipException {@code UNSUPPORTED_SOURCE} if the variable names no HTTP proxy
   */
  Optional<String> authorization(URI address) {
    return javas != null
        ? Optional.empty()
        : setting(address)
            .map(setting -> setting.proxy().getRawUserInfo())
            .map(user -> decoded(user).getBytes(StandardCharsets.UTF_8))
            .map(user -> "Basic " + Base64.getEncoder().encodeToString(user));
  }

  /** Gives words for a message: through which proxy an address is reached, or nothing. */
  String shown(URI address) {
    return select(address).stream()
        .filter(proxy -> proxy.type() != Proxy.Type.DIRECT)
        .findFirst()
        .map(proxy -> " through the proxy " + hostAndPort(proxy.address()))
        .orElse("");
  }

  private static String hostAndPort(SocketAddress proxy) {
    return proxy instanceof InetSocketAddress address
        ? address.getHostString() + ":" + address.getPort()
        : proxy.toString();
  }

  private static String decoded(String user) {
    return URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private Optional<Setting> setting(URI address) {
    if (address.getHost() == null || Credentials.isLoopback(address) || isExcepted(address)) {
      return Optional.empty();
    }
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    return variable(scheme + "_proxy").or(() -> variable("all_proxy"));
  }

  private Optional<Setting> variable(String name) {
    for (String variable : List.of(name, name.toUpperCase(Locale.ROOT))) {
      String value = environment.getOrDefault(variable, "").strip();
      if (!value.isEmpty()) {
        return Optional.of(new Setting(variable, proxyOf(variable, value)));
      }
    }
    return Optional.empty();
  }

  private static URI proxyOf(String variable, String value) {
    try {
      URI proxy = URI.create(value.contains("://") ? value : "http://" + value);
      if ("http".equalsIgnoreCase(proxy.getScheme()) && proxy.getHost() != null) {
        return proxy;
      }
    } catch (IllegalArgumentException e) {
      // Said below; the value may hold a password.
    }
    throw new ClipException(
        ClipError.UNSUPPORTED_SOURCE,
        "Cannot use the proxy that "
            + variable
            + " names: expected http://HOST:PORT or http://NAME:PASSWORD@HOST:PORT");
  }

  private static int portOf(URI proxy) {
    return proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort();
  }

  private boolean isExcepted(URI address) {
    String host = address.getHost().toLowerCase(Locale.ROOT);
    String exceptions =
        environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""));
    for (String exception : exceptions.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
      String name = exception.replaceFirst("^\\*?\\.", "");
      boolean isIt =
          name.equals("*")
              || name.equals(host)
              || name.equals(host + ":" + address.getPort())
              || (!name.isEmpty() && host.endsWith("." + name));
      if (isIt) {
        return true;
      }
    }
    return false;
  }
}

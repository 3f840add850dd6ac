package org.clipmill.core.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A server on loopback that answers as it is told, one answer after the other. */
public final class VideoServer implements AutoCloseable {
  /** One answer. */
  public interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /** What was asked for, and with which headers; null where there was none. */
  public record Asked(
      String path,
      String range,
      String ifRange,
      String userAgent,
      String host,
      String authorization,
      String proxyAuthorization) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong served = new AtomicLong();
  private final CountDownLatch closing = new CountDownLatch(1);

  /** Starts a server on a free port. */
  public VideoServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    asked.add(
        new Asked(
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Range"),
            exchange.getRequestHeaders().getFirst("If-Range"),
            exchange.getRequestHeaders().getFirst("User-Agent"),
            exchange.getRequestHeaders().getFirst("Host"),
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestHeaders().getFirst("Proxy-Authorization")));
    try (exchange) {
      Answer answer = answers.poll();
      if (answer == null) {
        exchange.sendResponseHeaders(500, -1);
      } else {
        answer.to(exchange);
      }
    }
  }

  /** Gives the next request this answer. */
  public VideoServer answer(Answer answer) {
    answers.add(answer);
    return this;
  }

  /** Gives the next request a status without a body. */
  public VideoServer status(int status, String... headers) {
    return answer(
        exchange -> {
          setHeaders(exchange, headers);
          exchange.sendResponseHeaders(status, -1);
        });
  }

  /** Gives the next request a body, or the part of it from the byte that the headers speak of. */
  public VideoServer body(
      int status, byte[] content, int from, int to, int length, String... headers) {
    return answer(
        exchange -> {
          setHeaders(exchange, headers);
          exchange.sendResponseHeaders(status, length);
          send(exchange, content, from, to);
        });
  }

  /** Gives the next request the whole content. */
  public VideoServer whole(byte[] content, String... headers) {
    return body(200, content, 0, content.length, content.length, headers);
  }

  /** Counts bytes of an answer and writes them: whoever has them all finds them counted. */
  public void send(HttpExchange exchange, byte[] content, int from, int to) throws IOException {
    served.addAndGet(to - from);
    OutputStream out = exchange.getResponseBody();
    out.write(content, from, to - from);
    out.flush();
  }

  /** Says nothing more until the server is closed. */
  public void beSilent() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sets headers: name, value, name, value. */
  public static void setHeaders(HttpExchange exchange, String... headers) {
    for (int i = 0; i < headers.length; i += 2) {
      exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
    }
  }

  /** Gives what was asked for, in order. */
  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  /** Gives how many bytes of bodies were sent. */
  public long bytesServed() {
    return served.get();
  }

  /** Gives the address of a path. */
  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** Gives the same server under another name. */
  public URI addressByName(String path) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + path);
  }

  /** Gives an address on loopback where nobody listens. */
  public static URI addressOfNobody() {
    try (java.net.ServerSocket free =
        new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + free.getLocalPort() + "/v.mp4");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}

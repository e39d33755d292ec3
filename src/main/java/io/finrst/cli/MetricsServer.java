package io.finrst.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.finrst.report.metrics.Counters;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Serves the counters at {@code /metrics}, by the JDK's own HTTP server; nothing at all when no address was asked for.
 */
final class MetricsServer implements Closeable {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server; // null when nothing is served
  private final Counters counters;

  private MetricsServer(HttpServer server, Counters counters) {
    this.server = server;
    this.counters = counters;
  }

  /**
   * Begins to serve.
   *
   * @param address null for nothing
   * @throws IOException when the address cannot be had
   */
  static MetricsServer start(ListenAddress.Of address) throws IOException {
    if (address == null) {
      return new MetricsServer(null, null);
    }
    HttpServer server;
    try {
      server = HttpServer.create(address.socket(), 0);
    } catch (IOException e) {
      throw new IOException("--metrics " + address.socket() + ": " + e.getMessage(), e);
    }
    Counters counters = new Counters();
    server.createContext("/metrics", exchange -> answer(exchange, counters));
    server.start();
    return new MetricsServer(server, counters);
  }

  private static void answer(HttpExchange exchange, Counters counters) throws IOException {
    try (exchange) {
      byte[] text = counters.text().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", TYPE);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(200, head ? -1 : text.length);
      if (!head) {
        exchange.getResponseBody().write(text);
      }
    }
  }

  /** What is counted, null when nothing is served. */
  Counters counters() {
    return counters;
  }

  /** For a message: where the counters are, empty when nowhere. */
  String where() {
    if (server == null) {
      return "";
    }
    String host = server.getAddress().getAddress().getHostAddress();
    return "; counters at http://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
        + server.getAddress().getPort() + "/metrics";
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
  }
}

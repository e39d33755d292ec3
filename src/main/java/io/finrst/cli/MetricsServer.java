package io.finrst.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.finrst.report.metrics.Counters;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the counters at {@code /metrics}, by the JDK's own HTTP server; nothing at all when no address was asked for.
 *
 * <p>On a loopback address only requests for one of its names are answered: a page that somebody opens in a browser on
 * this host may reach the port by a name of its own that leads here (DNS rebinding), and the counters are not for it.
 */
final class MetricsServer implements Closeable {
  private static final String PATH = "/metrics";
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final Set<String> METHODS = Set.of("GET", "HEAD");
  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  /** A slow client takes one of these, for the limits below. */
  private static final int CLIENTS_AT_A_TIME = 64;

  private static final String REQUEST_LIMIT_S = "5";
  private static final String RESPONSE_LIMIT_S = "10"; // Prometheus itself gives up after 10 s

  private static final int OK = 200;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int NO_BODY = -1;

  private final HttpServer server; // null when nothing is served
  private final ExecutorService workers;
  private final Counters counters;

  private MetricsServer(HttpServer server, ExecutorService workers, Counters counters) {
    this.server = server;
    this.workers = workers;
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
      return new MetricsServer(null, null, null);
    }
    limit("sun.net.httpserver.maxReqTime", REQUEST_LIMIT_S);
    limit("sun.net.httpserver.maxRspTime", RESPONSE_LIMIT_S);
    HttpServer server;
    try {
      server = HttpServer.create(address.socket(), 0);
    } catch (IOException e) {
      throw new IOException("--metrics " + address.socket() + ": " + e.getMessage(), e);
    }
    ExecutorService workers =
        Executors.newFixedThreadPool(
            CLIENTS_AT_A_TIME,
            task -> {
              Thread thread = new Thread(task, "metrics");
              thread.setDaemon(true);
              return thread;
            });
    Counters counters = new Counters(Version.number());
    server.createContext("/", exchange -> answer(exchange, counters));
    server.setExecutor(workers);
    server.start();
    return new MetricsServer(server, workers, counters);
  }

  /** The server reads its limits from properties, when it is loaded. */
  private static void limit(String property, String seconds) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, seconds);
    }
  }

  private static void answer(HttpExchange exchange, Counters counters) throws IOException {
    try (exchange) {
      int status = status(exchange);
      String text =
          switch (status) {
            case OK -> counters.text();
            case FORBIDDEN -> "only localhost and its addresses are served here\n";
            case NOT_FOUND -> "only " + PATH + " is served here\n";
            default -> "only GET and HEAD\n";
          };
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", status == OK ? TYPE : "text/plain; charset=utf-8");
      if (status == METHOD_NOT_ALLOWED) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      }
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, head ? NO_BODY : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static int status(HttpExchange exchange) {
    if (!isForUs(exchange.getLocalAddress(), exchange.getRequestHeaders().get("Host"))) {
      return FORBIDDEN;
    }
    if (!PATH.equals(exchange.getRequestURI().getPath())) {
      return NOT_FOUND;
    }
    return METHODS.contains(exchange.getRequestMethod()) ? OK : METHOD_NOT_ALLOWED;
  }

  /**
   * Whether a request is for this host by a name that only this host can give it. On other addresses, which somebody
   * has opened to others on purpose, names are not ours to know.
   *
   * @param hosts the values of its Host header, null for none
   */
  static boolean isForUs(InetSocketAddress reached, List<String> hosts) {
    if (!reached.getAddress().isLoopbackAddress()) {
      return true;
    }
    if (hosts == null || hosts.size() != 1) {
      return false;
    }
    String host = hosts.get(0).toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "");
    return LOOPBACK_NAMES.contains(host) || host.equals(reached.getAddress().getHostAddress());
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
        + server.getAddress().getPort() + PATH;
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
      workers.shutdownNow();
    }
  }
}

package io.finrst.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("environment")
@Timeout(60)
class MetricsServerTest {
  private static final String LOCAL = "Host: localhost:9400\r\n";

  private MetricsServer server;
  private int port;

  @BeforeEach
  void serve() throws IOException {
    server = MetricsServer.start(new ListenAddress.Of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    port = Integer.parseInt(server.where().replaceAll(".*:(\\d+)/metrics", "$1"));
  }

  @AfterEach
  void end() {
    server.close();
  }

  private Socket connect(String request) throws IOException {
    Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
    client.getOutputStream().write(request.getBytes(US_ASCII));
    return client;
  }

  private String ask(String line, String headers) throws IOException {
    try (Socket client = connect(line + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n")) {
      return new String(client.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  @Test
  void countersAreServedByGetAndHead() throws IOException {
    assertThat(ask("GET /metrics", LOCAL))
        .startsWith("HTTP/1.1 200 ").contains("\r\n\r\n# HELP finrst_build_info ").contains("version=0.0.4");
    assertThat(ask("HEAD /metrics?x=1", LOCAL)).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
  }

  @Test
  void nothingElseIs() throws IOException {
    for (String path : List.of("/", "/metricsx", "/metrics/", "/metrics/x", "/../metrics")) {
      assertThat(ask("GET " + path, LOCAL)).as(path).startsWith("HTTP/1.1 404 ");
    }
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "X")) {
      assertThat(ask(method + " /metrics", LOCAL)).as(method).startsWith("HTTP/1.1 405 ").contains("GET, HEAD\r\n");
    }
  }

  @Test
  void namesThatLeadHereAreNotServed() throws IOException {
    for (String host : List.of("127.0.0.1", "LOCALHOST:" + port, "[::1]:1")) {
      assertThat(ask("GET /metrics", "Host: " + host + "\r\n")).as(host).startsWith("HTTP/1.1 200 ");
    }
    for (String host : List.of("evil.example", "evil.example:" + port, "localhost.evil.example", "", "[::2]")) {
      assertThat(ask("GET /metrics", "Host: " + host + "\r\n")).as(host).startsWith("HTTP/1.1 403 ");
    }
    assertThat(ask("GET /metrics", "")).startsWith("HTTP/1.1 403 ");
    assertThat(ask("GET /metrics", LOCAL + "Host: evil.example\r\n")).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void addressThatWasOpenedToOthersIsServedByAnyName() throws IOException {
    InetAddress other = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
    assertThat(MetricsServer.isForUs(new InetSocketAddress(other, 9400), List.of("host.example:9400"))).isTrue();
    assertThat(MetricsServer.isForUs(new InetSocketAddress(other, 9400), null)).isTrue();
  }

  @Test
  void clientsThatSayHalfARequestBlockNobodyAndAreLetGo() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        slow.add(connect("GET /met"));
      }
      long before = System.nanoTime();
      assertThat(ask("GET /metrics", LOCAL)).startsWith("HTTP/1.1 200 ");
      assertThat(System.nanoTime() - before).isLessThan(3_000_000_000L);
      assertThat(slow.get(0).getInputStream().read()).isEqualTo(-1);
    } finally {
      for (Socket each : slow) {
        each.close();
      }
    }
  }
}

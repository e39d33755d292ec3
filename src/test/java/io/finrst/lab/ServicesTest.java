package io.finrst.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees of each service. */
@Timeout(60)
@Tag("environment")
class ServicesTest {
  private static final Service.Settings QUICK = new Service.Settings(1, 100, 1, 1_000);

  private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
  private LabServer server;

  private void serve(String name) throws IOException {
    Service service = Services.ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    server = new LabServer(service, QUICK, new InetSocketAddress(Stage.loopback(), 0), new CallLog(calls::add));
  }

  @AfterEach
  void end() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(Stage.loopback(), server.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** What comes back to a request, to the end of the stream. */
  private String answer(byte[] request) throws IOException {
    try (Socket client = connect()) {
      client.getOutputStream().write(request);
      client.shutdownOutput();
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "html, <p>Hello.</p>",
    "json, {\"lab\":true}",
    "no-body, 204 No Content",
    "slow, <p>Hello.</p>",
    "half-close, <p>Hello.</p>",
    "lingering-close, <p>Hello.</p>",
    "idle-timeout, <p>Hello.</p>"
  })
  void goodResponseComesWhole(String name, String part) throws IOException {
    serve(name);
    String answer = answer(Http.get());
    assertThat(answer).contains(part);
    if (answer.contains("Content-Length: ")) {
      String length = answer.replaceAll("(?s).*Content-Length: (\\d+).*", "$1");
      assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).hasSize(Integer.parseInt(length));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset-on-accept", "reset-after-bytes", "reset-after-request", "tls-reset", "flaky"})
  void clientIsReset(String name) throws IOException {
    serve(name);
    try (Socket client = connect()) {
      assertThatThrownBy(
              () -> {
                client.getOutputStream().write(Http.post(2_000));
                client.getInputStream().readAllBytes();
              })
          .isInstanceOf(IOException.class)
          .satisfies(e -> assertThat(Call.errorOf((IOException) e)).isIn("ECONNRESET", "EPIPE"));
    }
  }

  @Test
  void responseIsCutOffInTheMiddle() throws IOException {
    serve("reset-mid-response");
    try (Socket client = connect()) {
      client.getOutputStream().write(Http.get());
      InputStream in = client.getInputStream();
      assertThat(in.readNBytes(1_000)).hasSize(1_000);
      assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  void truncatedBodyIsShorterThanAnnounced() throws IOException {
    serve("truncated-body");
    String answer = answer(Http.get());
    assertThat(answer).contains("Content-Length: 1000");
    assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).hasSize(500);
  }

  @ParameterizedTest
  @CsvSource({
    "truncated-chunks, '6\r\nHello.\r\n'",
    "busy, '503 Service Unavailable\r\nConnection: close\r\n'",
    "redis-idle, '+PONG\r\n'",
    "tls-alert, '\u0015\u0003\u0003\u0000\u0002\u0002\u0028'",
    "tls-close, '\u0016\u0003\u0003'"
  })
  void lastWordsComeBeforeTheEndOfFile(String name, String part) throws IOException {
    serve(name);
    assertThat(answer(Http.get())).contains(part);
  }

  @Test
  void aClientTooManyIsToldSoUnasked() throws IOException {
    serve("redis-full");
    try (Socket client = connect()) {
      assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .isEqualTo("-ERR max number of clients reached\r\n");
    }
  }

  @Test
  void requestIsReadToItsEndAndNotAnswered() throws IOException {
    serve("close-unanswered");
    assertThat(answer(Http.post(2_000))).isEmpty();
  }

  @Test
  void serverWaitsSoLongForTheRestOfARequest() throws IOException {
    serve("request-timeout");
    try (Socket client = connect()) {
      client.getOutputStream().write(Http.ascii("POST / HTTP/1.1\r\n"));
      assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)).contains("408");
    }
    assertThat(answer(Http.post(10))).contains("in time");
  }

  @Test
  void silentServicesSayNothing() throws IOException {
    for (String name : List.of("no-answer", "never-reads", "backlog-full")) {
      serve(name);
      try (Socket client = connect()) {
        client.setSoTimeout(100);
        client.getOutputStream().write(Http.get());
        assertThatThrownBy(client.getInputStream()::read).as(name).isInstanceOf(SocketTimeoutException.class);
      }
      server.close();
    }
  }

  @Test
  void finComesAtOnceAndTheConnectionStaysHalfOpen() throws IOException {
    serve("fin-then-silence");
    try (Socket client = connect()) {
      assertThat(client.getInputStream().read()).isNegative();
      client.getOutputStream().write(Http.get());
      client.getOutputStream().write(Http.get());
    }
  }

  @Test
  void idleConnectionIsClosedAndAUsedOneKept() throws IOException {
    serve("idle-timeout");
    try (Socket client = connect()) {
      client.getOutputStream().write(Http.get());
      assertThat(client.getInputStream().read(new byte[1_000])).isPositive();
      client.getOutputStream().write(Http.get());
      assertThat(client.getInputStream().read(new byte[1_000])).isPositive();
      assertThat(client.getInputStream().read()).isNegative();
    }
  }

  @Test
  void flakyServiceServesTheClientThatTriesAgain() throws IOException {
    serve("flaky");
    try (Socket client = connect()) {
      assertThatThrownBy(
              () -> {
                client.getOutputStream().write(Http.get());
                client.getInputStream().readAllBytes();
              })
          .isInstanceOf(IOException.class);
    }
    assertThat(answer(Http.get())).contains("200 OK");
  }

  @Test
  void nothingAClientSendsEndsAService() throws IOException {
    Random random = new Random(7);
    for (Service service : Services.ALL.stream().filter(Service::accepts).toList()) {
      serve(service.name());
      for (int i = 0; i < 3; i++) {
        byte[] noise = new byte[random.nextInt(100_000)];
        random.nextBytes(noise);
        try (Socket client = connect()) {
          client.setSoTimeout(20);
          client.setSoLinger(true, 0);
          client.getOutputStream().write(i == 0 ? Http.ascii("GET / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n")
              : Arrays.copyOf(noise, 3_000));
          client.getInputStream().read();
        } catch (IOException expected) {
          // reset or silence
        }
      }
      connect().close();
      while (server.connections() < 4) {
        Thread.onSpinWait();
      }
      server.close();
    }
  }

  @Test
  void takenPortIsNamed() throws IOException {
    serve("html");
    Service json = Services.ALL.get(1);
    InetSocketAddress taken = new InetSocketAddress(Stage.loopback(), server.port());
    assertThatThrownBy(() -> new LabServer(json, QUICK, taken, new CallLog(call -> {})))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("json: 127.0.0.1:" + server.port() + ": ");
  }

  @Test
  void portsAndNamesAreUnique() {
    assertThat(Services.ALL).extracting(Service::portOffset).doesNotHaveDuplicates();
    assertThat(Services.ALL).extracting(Service::name).doesNotHaveDuplicates();
    assertThat(Scenarios.ALL).extracting(Scenario::name).doesNotHaveDuplicates();
  }
}

package io.finrst.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finrst.property.Property;
import io.finrst.teardown.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("environment")
class ServerPipeTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  private DataInputStream written() {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    bytes.reset();
    return in;
  }

  @Test
  void whatIsWrittenIsRead() {
    Property.holds(
        draw -> {
          Call call =
              new Call(
                  draw.anyInt(), draw.anyLong(), draw.any(Role.class), draw.word(0, 20),
                  draw.of("", "from port 5", "läuft, \u2192 \n\0"), draw.of("", "ECONNRESET"));
          ServerPipe.write(out, call);
          assertThat(ServerPipe.readCall(written())).isEqualTo(call);
          ServerPipe.Order order =
              new ServerPipe.Order(
                  draw.word(1, 20),
                  new InetSocketAddress(draw.of("10.231.8.2", "fd00::2"), draw.between(0, 0xffff)),
                  new Service.Settings(draw.anyInt(), draw.anyInt(), draw.anyInt(), draw.anyInt()),
                  draw.of(null, new InetSocketAddress("10.231.8.2", draw.between(0, 0xffff))));
          ServerPipe.write(out, order);
          assertThat(ServerPipe.readOrder(written())).isEqualTo(order);
        });
  }

  @ParameterizedTest
  @CsvSource({"html, end of file, ''", "reset-after-request, Connection reset, ECONNRESET"})
  void aRelayPassesOnWhatComesAndHowItEnds(String service, String result, String error) throws Exception {
    InetSocketAddress server = new InetSocketAddress(Stage.loopback(), 0);
    CallLog log = new CallLog(call -> {});
    try (LabServer upstream =
            new LabServer(Services.named(service), Service.Settings.ofIdle(200), server, new CallLog(call -> {}));
        LabServer relay =
            new LabServer(
                Relay.to(new InetSocketAddress(Stage.loopback(), upstream.port())), Service.Settings.USUAL, server,
                new CallLog(call -> {}));
        Socket socket = new Socket(Stage.loopback(), relay.port());
        Peer client = new Peer(log, 0, Role.CLIENT, socket)) {
      client.send(Http.get());
      client.shutdown();
      try {
        client.drain();
      } catch (IOException reset) {
        // it is in the log
      }
      Call last = log.calls().get(log.calls().size() - 1);
      assertThat(last.result()).endsWith(result);
      assertThat(last.error()).isEqualTo(error);
    }
  }

  @Test
  void anEndIsSeenAndAnObstacleIsTold() throws IOException {
    assertThatThrownBy(() -> ServerPipe.readCall(written())).isInstanceOf(EOFException.class);
    ServerPipe.writeStart(out, "no room");
    assertThatThrownBy(() -> ServerPipe.readStart(written())).isInstanceOf(IOException.class).hasMessage("no room");
  }

  @Test
  void theProcessSaysThatItListensThenEveryCallAndEndsWithItsInput() throws Exception {
    PipedOutputStream orders = new PipedOutputStream();
    PipedInputStream ordersIn = new PipedInputStream(orders);
    PipedInputStream told = new PipedInputStream();
    PipedOutputStream toldOut = new PipedOutputStream(told);
    Thread process =
        new Thread(
            () -> {
              try {
                ServerProcess.serve(ordersIn, toldOut);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    process.start();
    InetSocketAddress address = new InetSocketAddress(Stage.loopback(), Stage.freePort());
    ServerPipe.write(
        new DataOutputStream(orders), new ServerPipe.Order("reset-on-accept", address, Service.Settings.USUAL));
    DataInputStream in = new DataInputStream(told);
    ServerPipe.readStart(in);
    try (Socket client = new Socket(address.getAddress(), address.getPort())) {
      assertThat(ServerPipe.readCall(in).result()).isEqualTo("from port " + client.getLocalPort());
      assertThat(ServerPipe.readCall(in))
          .matches(call -> call.side() == Role.SERVER && call.name().equals("close") && call.connection() == 0);
    }
    orders.close();
    process.join(5_000);
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void aPortThatIsTakenIsToldOf() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, Stage.loopback())) {
      InetSocketAddress address = new InetSocketAddress(Stage.loopback(), taken.getLocalPort());
      ServerPipe.write(out, new ServerPipe.Order("html", address, Service.Settings.USUAL));
      DataInputStream order = written();
      ServerProcess.serve(order, out);
      assertThatThrownBy(() -> ServerPipe.readStart(written())).hasMessageStartingWith("html: 127.0.0.1:");
    }
  }
}

package io.finrst.capture.pcap4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.finrst.capture.Packet;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both ways of fetching packets, on the loopback interface. */
@Tag("environment")
@Timeout(60)
class LiveSourceTest {
  private static final int SNAPLEN = 200;
  private static final int MANY = 3_000; // several batches

  private String loopback;

  @BeforeEach
  void mayCapture() throws LibpcapException {
    assumeTrue(Libpcap.isAvailable(), "libpcap is not installed");
    try {
      loopback = Interfaces.loopback();
    } catch (LibpcapException e) {
      assumeTrue(false, e.getMessage());
    }
  }

  private static byte[] payload(int number) {
    byte[] payload = new byte[4 + number % 300];
    Arrays.fill(payload, (byte) number);
    return payload;
  }

  private static List<Packet> readAll(LiveSource live) throws IOException {
    List<Packet> packets = new ArrayList<>();
    Packet packet = new Packet();
    while (live.next(packet)) {
      if (!packet.isClock()) {
        packets.add(packet.copy());
      }
    }
    return packets;
  }

  @ParameterizedTest
  @CsvSource({"true, false", "true, true", "false, false", "false, true"})
  void everyPacketComesWithItsBytesLengthsAndTimeAndNoneAfterTheStop(boolean inBulk, boolean immediate)
      throws Exception {
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (DatagramSocket socket = new DatagramSocket(0, here)) {
      String filter = "udp dst port " + socket.getLocalPort();
      LiveOptions options =
          new LiveOptions(
              List.of(loopback),
              filter,
              "",
              SNAPLEN,
              LiveOptions.USUAL_BUFFER_BYTES,
              immediate,
              true,
              LiveOptions.Direction.INOUT,
              Long.MAX_VALUE);
      Instant before = Instant.now();
      try (LiveSource live = new LiveSource(options, inBulk)) {
        for (int i = 0; i < MANY; i++) {
          byte[] payload = payload(i);
          socket.send(new DatagramPacket(payload, payload.length, here, socket.getLocalPort()));
        }
        live.stop();
        socket.send(new DatagramPacket(new byte[1], 1, here, socket.getLocalPort()));
        List<Packet> packets = readAll(live);
        assertThat(packets).hasSize(MANY);
        long timeNs = before.getEpochSecond() * 1_000_000_000L + before.getNano() - 1_000_000;
        for (int i = 0; i < MANY; i++) {
          Packet packet = packets.get(i);
          byte[] payload = payload(i);
          int header = packet.wireLength - payload.length;
          assertThat(packet.frame).isEqualTo(i + 1);
          assertThat(header).isEqualTo(packets.get(0).wireLength - payload(0).length);
          assertThat(packet.capturedLength).isEqualTo(Math.min(SNAPLEN, packet.wireLength));
          int present = packet.capturedLength - header;
          assertThat(Arrays.copyOfRange(packet.data, packet.offset + header, packet.offset + packet.capturedLength))
              .isEqualTo(Arrays.copyOf(payload, present));
          assertThat(packet.timeNs).isGreaterThanOrEqualTo(timeNs);
          timeNs = packet.timeNs;
        }
        Instant after = Instant.ofEpochSecond(0, timeNs);
        assertThat(Duration.between(before, after)).isLessThan(Duration.ofSeconds(30));
        assertThat(live.dropped()).isZero();
      }
    }
  }
}

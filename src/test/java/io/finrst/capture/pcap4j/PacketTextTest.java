package io.finrst.capture.pcap4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.capture.CaptureSet;
import io.finrst.capture.Packet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketTextTest {
  private static final int ETHERNET = 1;
  private static final int ETHERNET_HEADER = 14;
  private static final int LINUX_SLL2 = 276;

  private static byte[] syn() throws IOException {
    try (CaptureSet capture =
        CaptureSet.open(List.of("samples/server-closes-first.pcap"), InputStream.nullInputStream())) {
      Packet packet = new Packet();
      assertThat(capture.next(packet)).isTrue();
      while (packet.capturedLength < 60 || packet.data[packet.offset + 23] != 6) {
        assertThat(capture.next(packet)).isTrue();
      }
      return packet.copy().data;
    }
  }

  @Test
  void headersOfAnEthernetFrameAreInWords() throws IOException {
    assertThat(PacketText.lines(syn(), ETHERNET))
        .contains("[Ethernet Header (14 bytes)]", "  SYN: true", "  Protocol: 6 (TCP)")
        .allSatisfy(line -> assertThat(line.length()).isLessThan(140));
  }

  @Test
  void linuxCookedCaptureIsReadFromItsIpHeaderOn() throws IOException {
    byte[] ip = Arrays.copyOfRange(syn(), ETHERNET_HEADER, syn().length);
    byte[] cooked = ByteBuffer.allocate(20 + ip.length).position(20).put(ip).array();
    assertThat(PacketText.lines(cooked, LINUX_SLL2)).startsWith("[IPv4 Header (20 bytes)]").contains("  SYN: true");
  }

  @Test
  void packetCutAnywhereIsShownAsFarAsItGoes() throws IOException {
    byte[] whole = syn();
    for (int length = 0; length <= whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      for (int linkType : new int[] {ETHERNET, LINUX_SLL2, 0, 101, 108, 113, 228, 999}) {
        assertThat(PacketText.lines(cut, linkType)).isNotNull();
      }
    }
  }

  @Test
  void packetAtWhichTheFactoryFailsIsOneLine() {
    // a TCP option of unknown kind 5 whose length says 5 of the 4 bytes there are
    byte[] packet =
        HexFormat.of()
            .parseHex(
                "000000000000000000000000" + "0800" + "4500002c00010000400600000a0000010a000002"
                    + "03e80050000000010000000060" + "0203e80000000046000505" + "00".repeat(19));
    assertThat(PacketText.lines(packet, ETHERNET))
        .containsExactly(
            "(pcap4j cannot decode this packet: java.lang.IllegalArgumentException: arr is empty.)");
  }
}

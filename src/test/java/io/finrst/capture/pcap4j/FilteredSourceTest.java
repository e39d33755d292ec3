package io.finrst.capture.pcap4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.finrst.capture.CaptureSet;
import io.finrst.capture.Packet;
import io.finrst.capture.PcapngBytes;
import io.finrst.capture.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("environment")
class FilteredSourceTest {

  @BeforeEach
  void needsLibpcap() {
    assumeTrue(Libpcap.isAvailable(), "libpcap is not installed");
  }

  /** An IPv4 TCP header with this source port, padded to {@code length} bytes. */
  private static byte[] ip(int port, int length) {
    ByteBuffer packet = ByteBuffer.allocate(length);
    packet.putShort((short) 0x4500).putShort((short) length).putInt(0).put((byte) 64).put((byte) 6).putShort((short) 0);
    packet.putInt(0x0a000001).putInt(0x0a000002).putShort((short) port).putShort((short) 80).putLong(0);
    packet.put((byte) 0x50).put((byte) 4);
    return packet.array();
  }

  private static byte[] ethernet(byte[] ip) {
    return ByteBuffer.allocate(14 + ip.length).putInt(12, 0x08000000).position(14).put(ip).array();
  }

  private static CaptureSet twoLinkTypes() {
    PcapngBytes file = new PcapngBytes().section(ByteOrder.LITTLE_ENDIAN);
    file.networkInterface(1, 0).networkInterface(101, 0);
    file.enhanced(0, 1, ethernet(ip(443, 40))).enhanced(1, 2, ip(443, 40)).enhanced(1, 3, ip(99, 40));
    file.enhanced(0, 4, ethernet(ip(99, 9000))).enhanced(0, 5, ethernet(ip(443, 9000)));
    return CaptureSet.open(List.of("-"), new ByteArrayInputStream(file.bytes()));
  }

  @Test
  void filterDropsWhatDoesNotMatchOnEveryLinkTypeAndKeepsFrameNumbers() throws IOException {
    FilteredSource source = new FilteredSource(twoLinkTypes(), new Bpf("tcp src port 443"));

    Reading reading = Reading.of(source);

    assertThat(reading.packets()).extracting(Reading.Seen::frame).containsExactly(1L, 2L, 5L);
    assertThat(source.filteredOut()).isEqualTo(2);
    assertThat(reading.captures().get(0).packets()).isEqualTo(5);
  }

  @Test
  void lengthOnTheWireCountsForTheFilter() throws IOException {
    try (Bpf filter = new Bpf("greater 1000")) {
      Packet packet = new Packet();
      packet.data = ethernet(ip(1, 40));
      packet.capturedLength = packet.data.length;
      packet.wireLength = 1514;
      packet.linkType = 1;
      assertThat(filter.matches(packet)).isTrue();
      packet.wireLength = 999;
      assertThat(filter.matches(packet)).isFalse();
    }
  }

  @Test
  void syntaxErrorIsLibpcapsOwnSentence() {
    assertThatThrownBy(() -> new Bpf("tcp prot 80"))
        .isInstanceOf(LibpcapException.class)
        .hasMessageStartingWith("filter 'tcp prot 80': ")
        .hasMessageContaining("syntax error");
  }

  @Test
  void filterForAnotherLinkTypeIsRefusedWhenSuchAPacketComes() throws IOException {
    try (FilteredSource source = new FilteredSource(twoLinkTypes(), new Bpf("ether host 00:00:00:00:00:00"))) {
      Packet packet = new Packet();
      assertThat(source.next(packet)).isTrue();
      assertThatThrownBy(() -> source.next(packet))
          .isInstanceOf(LibpcapException.class)
          .hasMessageContaining("filter 'ether host");
    }
  }

  @Test
  void onlyThePacketsOwnBytesAreLookedAt() throws IOException {
    try (Bpf filter = new Bpf("tcp src port 443")) {
      byte[] frame = ethernet(ip(443, 40));
      Packet packet = new Packet();
      packet.data = Arrays.copyOf(frame, 5000);
      packet.linkType = 1;
      packet.wireLength = frame.length;
      packet.capturedLength = frame.length;
      assertThat(filter.matches(packet)).isTrue();
      packet.capturedLength = 30;
      assertThat(filter.matches(packet)).isFalse();
    }
  }
}

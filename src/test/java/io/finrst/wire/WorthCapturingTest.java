package io.finrst.wire;

import static io.finrst.wire.PacketBytes.ipv4;
import static io.finrst.wire.PacketBytes.ipv6;
import static io.finrst.wire.PacketBytes.udp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.finrst.capture.Packet;
import io.finrst.capture.pcap4j.Bpf;
import io.finrst.capture.pcap4j.Libpcap;
import io.finrst.capture.pcap4j.LiveOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a live capture leaves out by itself is nothing that could be followed. */
@Tag("environment")
class WorthCapturingTest {
  private static final int RAW = 101;

  private static boolean passes(Samples sample) throws IOException {
    assumeTrue(Libpcap.isAvailable(), "libpcap is not installed");
    Packet packet = new Packet();
    packet.data = sample.bytes();
    packet.capturedLength = sample.bytes().length;
    packet.wireLength = sample.bytes().length;
    packet.linkType = sample.linkType();
    try (Bpf filter = new Bpf(SegmentDecoder.WORTH_CAPTURING)) {
      return filter.matches(packet);
    }
  }

  @Test
  void whateverCarriesTcpPasses() throws IOException {
    List<Samples> all = new ArrayList<>(Samples.plain());
    all.addAll(Samples.tunnelled());
    all.removeIf(sample -> !LiveOptions.ORDINARY_LINK_TYPES.contains(sample.linkType()));
    assertThat(all).hasSizeGreaterThan(30);
    for (Samples sample : all) {
      assertThat(passes(sample)).as("%s", sample).isTrue();
    }
  }

  @Test
  void ordinaryUdpDoesNot() throws IOException {
    assertThat(passes(new Samples(RAW, ipv4(17, udp(53, new byte[30]))))).isFalse();
    assertThat(passes(new Samples(RAW, ipv6(17, udp(443, new byte[30]))))).isFalse();
  }
}

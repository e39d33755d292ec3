package io.finrst.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.script.Frame;
import io.finrst.script.Frames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.packet.IpPacket;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV6Packet;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.TcpMaximumSegmentSizeOption;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.TcpSackPermittedOption;
import org.pcap4j.packet.TcpTimestampsOption;
import org.pcap4j.packet.TcpWindowScaleOption;
import org.pcap4j.packet.factory.PacketFactories;
import org.pcap4j.packet.namednumber.DataLinkType;

/** Where pcap4j's packet factory can decode a packet, both must have read the same. It does without libpcap. */
class Pcap4jOracleTest {
  private final SegmentDecoder decoder = new SegmentDecoder(true, false);
  private final Segment segment = new Segment();

  /** Whether pcap4j saw TCP; then everything it saw has been compared. */
  private boolean agrees(int linkType, byte[] bytes) {
    Packet packet =
        PacketFactories.getFactory(Packet.class, DataLinkType.class)
            .newInstance(bytes, 0, bytes.length, DataLinkType.getInstance(linkType));
    TcpPacket tcp = packet.get(TcpPacket.class);
    if (tcp == null) {
      return false;
    }
    assertThat(decoder.decode(PacketBytes.packet(linkType, bytes), segment)).isEqualTo(Outcome.TCP);
    TcpPacket.TcpHeader header = tcp.getHeader();
    assertThat(segment.srcPort).isEqualTo(header.getSrcPort().valueAsInt());
    assertThat(segment.dstPort).isEqualTo(header.getDstPort().valueAsInt());
    assertThat(segment.seq).isEqualTo(header.getSequenceNumber());
    assertThat(segment.ack).isEqualTo(header.getAcknowledgmentNumber());
    assertThat(segment.window).isEqualTo(header.getWindowAsInt());
    assertThat((short) segment.checksum).isEqualTo(header.getChecksum());
    assertThat(segment.has(Segment.SYN)).isEqualTo(header.getSyn());
    assertThat(segment.has(Segment.FIN)).isEqualTo(header.getFin());
    assertThat(segment.has(Segment.RST)).isEqualTo(header.getRst());
    assertThat(segment.has(Segment.PSH)).isEqualTo(header.getPsh());
    assertThat(segment.has(Segment.ACK)).isEqualTo(header.getAck());
    assertThat(segment.has(Segment.URG)).isEqualTo(header.getUrg());
    assertThat(segment.payloadLength).isEqualTo(tcp.getPayload() == null ? 0 : tcp.getPayload().length());
    assertThat(segment.optionsLength).isEqualTo(header.getDataOffsetAsInt() * 4 - 20);
    agreesOnOptions(header);
    agreesOnIp(packet.get(IpPacket.class).getHeader());
    return true;
  }

  private void agreesOnOptions(TcpPacket.TcpHeader header) {
    int mss = 0;
    int windowScale = -1;
    boolean sackPermitted = false;
    boolean hasTimestamp = false;
    for (TcpPacket.TcpOption option : header.getOptions()) {
      if (option instanceof TcpMaximumSegmentSizeOption) {
        mss = ((TcpMaximumSegmentSizeOption) option).getMaxSegSizeAsInt();
      } else if (option instanceof TcpWindowScaleOption) {
        windowScale = ((TcpWindowScaleOption) option).getShiftCountAsInt();
      } else if (option instanceof TcpSackPermittedOption) {
        sackPermitted = true;
      } else if (option instanceof TcpTimestampsOption) {
        hasTimestamp = true;
        assertThat(segment.tsVal).isEqualTo(((TcpTimestampsOption) option).getTsValue());
        assertThat(segment.tsEcr).isEqualTo(((TcpTimestampsOption) option).getTsEchoReply());
      }
    }
    assertThat(segment.mss).isEqualTo(mss);
    assertThat(segment.windowScale).isEqualTo(windowScale);
    assertThat(segment.sackPermitted).isEqualTo(sackPermitted);
    assertThat(segment.hasTimestamp).isEqualTo(hasTimestamp);
  }

  private void agreesOnIp(IpPacket.IpHeader header) {
    assertThat(address(segment.srcHi, segment.srcLo)).isEqualTo(header.getSrcAddr().getAddress());
    assertThat(address(segment.dstHi, segment.dstLo)).isEqualTo(header.getDstAddr().getAddress());
    if (header instanceof IpV4Packet.IpV4Header) {
      IpV4Packet.IpV4Header ip = (IpV4Packet.IpV4Header) header;
      assertThat(segment.ttl).isEqualTo(ip.getTtlAsInt());
      assertThat(segment.ipId).isEqualTo(ip.getIdentificationAsInt());
      assertThat(segment.dontFragment).isEqualTo(ip.getDontFragmentFlag());
      assertThat(segment.fragmented).isEqualTo(ip.getMoreFragmentFlag());
      assertThat((byte) segment.tos).isEqualTo(ip.getTos().value());
    } else {
      IpV6Packet.IpV6Header ip = (IpV6Packet.IpV6Header) header;
      assertThat(segment.ttl).isEqualTo(ip.getHopLimitAsInt());
      assertThat((byte) segment.tos).isEqualTo(ip.getTrafficClass().value());
      assertThat(segment.flowLabel).isEqualTo(ip.getFlowLabel().value());
    }
  }

  private byte[] address(long hi, long lo) {
    return segment.ipVersion == 4
        ? ByteBuffer.allocate(4).putInt((int) lo).array()
        : ByteBuffer.allocate(16).putLong(hi).putLong(lo).array();
  }

  @Test
  void generatedPacketsAreReadAlike() {
    int compared = 0;
    for (Samples sample : Samples.plain()) {
      compared += agrees(sample.linkType(), sample.bytes()) ? 1 : 0;
    }
    assertThat(compared).isGreaterThanOrEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "g_lossy_transfer.v0", "g_lossy_transfer.v1", "g_simultaneous.v0", "app_nginx_post.v1", "m_port_reuse.v0",
        "x_keepalive_timeout.v1", "r_closed_port.v0", "x_zero_window_reset.v1"
      })
  void realCapturesAreReadAlike(String name) throws IOException {
    int compared = 0;
    for (Frame frame : Frames.read(Path.of("src/test/resources/truth", name + ".pcap")).list()) {
      if (frame.bytes().length == frame.wireLength()) { // pcap4j makes nothing of a packet that was cut
        boolean tcp = agrees(frame.linkType(), frame.bytes());
        Outcome outcome = decoder.decode(PacketBytes.packet(frame.linkType(), frame.bytes()), segment);
        assertThat(outcome == Outcome.TCP).isEqualTo(tcp);
        compared += tcp ? 1 : 0;
      }
    }
    assertThat(compared).isPositive();
  }
}

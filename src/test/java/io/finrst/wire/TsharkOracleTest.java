package io.finrst.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.script.CaptureFormat;
import io.finrst.script.Frame;
import io.finrst.script.Frames;
import io.finrst.script.Tshark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wireshark reads the same from the same packets, tunnels included: the innermost header is its last value. */
@Tag("environment")
class TsharkOracleTest {
  private static final String[] FIELDS = {
    "tcp.srcport", "tcp.dstport", "tcp.seq_raw", "tcp.ack_raw", "tcp.len", "tcp.flags", "tcp.window_size_value",
    "ip.src", "ip.dst", "ipv6.src", "ipv6.dst", "ip.ttl", "ipv6.hlim", "tcp.options.timestamp.tsval",
    "tcp.options.mss_val", "tcp.options.wscale.shift", "icmp.type", "icmpv6.type"
  };

  private final SegmentDecoder decoder = new SegmentDecoder(true, false);
  private final Segment segment = new Segment();

  @TempDir Path directory;

  /** What the decoder found, in tshark's words; only the ports for a segment quoted in an ICMP error. */
  private String found(Frame frame) {
    Outcome outcome = decoder.decode(PacketBytes.packet(frame.linkType(), frame.bytes()), segment);
    if (outcome == Outcome.ICMP_ERROR) {
      return segment.srcPort + " " + segment.dstPort + " about " + segment.icmpType;
    }
    if (outcome != Outcome.TCP) {
      return "";
    }
    Segment s = segment;
    return String.join(
        " ",
        String.valueOf(s.srcPort),
        String.valueOf(s.dstPort),
        Integer.toUnsignedString(s.seq),
        s.has(Segment.ACK) ? Integer.toUnsignedString(s.ack) : "",
        String.valueOf(s.payloadLength),
        String.valueOf(s.flags),
        String.valueOf(s.window),
        new Address(s.ipVersion, s.srcHi, s.srcLo).toString(),
        new Address(s.ipVersion, s.dstHi, s.dstLo).toString(),
        String.valueOf(s.ttl),
        s.hasTimestamp ? Integer.toUnsignedString(s.tsVal) : "",
        s.mss == 0 ? "" : String.valueOf(s.mss),
        s.windowScale < 0 ? "" : String.valueOf(s.windowScale));
  }

  private String told(String line) {
    String[] values = line.split("\\|", -1);
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i].substring(values[i].lastIndexOf(',') + 1);
    }
    String icmp = values[16] + values[17];
    if (values[0].isEmpty()) {
      return "";
    }
    if (!icmp.isEmpty()) {
      return values[0] + " " + values[1] + " about " + icmp;
    }
    boolean version4 = segment.ipVersion == 4;
    int flags = Integer.decode(values[5]) & 0xFF;
    return String.join(
        " ",
        values[0],
        values[1],
        values[2],
        (flags & Segment.ACK) != 0 ? values[3] : "",
        values[4],
        String.valueOf(flags),
        values[6],
        version4 ? values[7] : values[9],
        version4 ? values[8] : values[10],
        version4 ? values[11] : values[12],
        values[13],
        values[14],
        values[15]);
  }

  private void compare(Path file, Frames frames) throws Exception {
    String[] lines = Tshark.fields(file, FIELDS).split("\n", -1);
    assertThat(lines).hasSize(frames.count() + 1);
    int number = 0;
    for (Frame frame : frames.list()) {
      String found = found(frame);
      assertThat(found).as("%s, frame %d", file.getFileName(), number + 1).isEqualTo(told(lines[number++]));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r_icmp_port.v0", "r_icmp_port.v1", "m_proxy_backend_reset.v0.router", "m_proxy_backend_reset.v1.router",
        "g_lossy_transfer.v0", "x_router_idle_expired.v1", "app_wsgiref_post.v0", "x_retrans_giveup.v1"
      })
  void realCapturesAreReadAlike(String name) throws Exception {
    Path file = Path.of("src/test/resources/truth", name + ".pcap");
    compare(file, Frames.read(file));
  }

  @Test
  void generatedPacketsOfEveryLinkTypeAndTunnelAreReadAlike() throws Exception {
    Map<Integer, List<Frame>> byLinkType = new TreeMap<>();
    List<Samples> samples = new ArrayList<>(Samples.plain());
    samples.addAll(Samples.tunnelled());
    for (Samples sample : samples) {
      Frame frame = new Frame(sample.bytes(), sample.bytes().length, 1_700_000_000_000_000_000L, sample.linkType());
      byLinkType.computeIfAbsent(sample.linkType(), key -> new ArrayList<>()).add(frame);
    }
    for (Map.Entry<Integer, List<Frame>> each : byLinkType.entrySet()) {
      Path file = directory.resolve(each.getKey() + ".pcap");
      compare(new Frames(each.getValue()).write(file, CaptureFormat.PCAP_US_LE), new Frames(each.getValue()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"g_lossy_transfer.v0", "app_nginx_post.v1", "x_router_idle_expired.v1"})
  void checksumsAreFoundRightAndWrongAlike(String name) throws Exception {
    Path file = Path.of("src/test/resources/truth", name + ".pcap");
    String[] statuses = Tshark.fields(file, "tcp.checksum.status").split("\n", -1);
    SegmentDecoder verifying = new SegmentDecoder(true, true);
    int number = 0;
    for (Frame frame : Frames.read(file).list()) {
      String status = statuses[number++];
      if (!status.isEmpty()) { // 0 bad, 1 good, 2 not all of it was captured
        Outcome expected = status.equals("0") ? Outcome.BAD_CHECKSUM : Outcome.TCP;
        Outcome outcome = verifying.decode(PacketBytes.packet(frame.linkType(), frame.bytes()), segment);
        assertThat(outcome).as("%s, frame %d", name, number).isEqualTo(expected);
      }
    }
  }
}

package io.finrst.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptTest {
  private static final String SAMPLE =
      """
      linux
      isn C 1000 S 4294967200
      0.000  C > S [S] 0:0(0)
      +0.010 S > C [S.] 0:0(0) ack 1
      +0.010 C > S [.] 1 ack 1
      +0.001 C > S [P.] 1:101(100) ack 1
      +0.001 S > C [.] 1 ack 101 win 100 <nop,nop,sack 1:101>
      +0.001 S > C [P.] 1 ack 101 "HTTP/1.1 200\\r\\n\\r\\n"   # seventeen bytes
      +0.001 C > S [F.] 101 ack 17
      +0.010 S > C [R] 17 ttl 50
      """;

  @TempDir Path directory;

  @Test
  void synIsTheBytesThatLinuxWouldSend() {
    byte[] syn = Script.parse("isn C 1000\n0 C > S [S] 0:0(0) win 1000 <mss 1460,wscale 7>").frame(1).bytes();

    assertThat(HexFormat.of().formatHex(syn))
        .isEqualTo(
            "0200000000ff020000000001" + "0800"
                + "4500003010004000" + "400616c6" + "0a000001" + "0a000002"
                + "9c400050" + "000003e8" + "00000000" + "700203e8" + "c5bb0000" + "020405b4" + "03030701");
  }

  @Tag("environment")
  @Test
  void tsharkReadsBackWhatWasWritten() throws Exception {
    String read =
        Tshark.fields(
            Script.parse(SAMPLE).write(directory.resolve("t.pcap"), CaptureFormat.PCAP_NS_LE),
            "frame.time_relative", "tcp.flags.str", "tcp.seq_raw", "tcp.ack", "tcp.len", "tcp.window_size_value",
            "ip.ttl", "ip.id", "tcp.checksum.status", "ip.checksum.status", "tcp.options.timestamp.tsval");

    assertThat(read.replace("\u00b7", ".").lines())
        .containsExactly(
            "0.000000000|..........S.|1000|0|0|65535|64|0x1000|1|1|100000",
            "0.010000000|.......A..S.|4294967200|1|0|65535|64|0x0000|1|1|200010",
            "0.020000000|.......A....|1001|1|0|65535|64|0x1001|1|1|100020",
            "0.021000000|.......AP...|1001|1|100|65535|64|0x1002|1|1|100021",
            "0.022000000|.......A....|4294967201|101|0|100|64|0x2000|1|1|",
            "0.023000000|.......AP...|4294967201|101|16|100|64|0x2001|1|1|200023",
            "0.024000000|.......A...F|1101|17|0|65535|64|0x1003|1|1|100024",
            "0.034000000|.........R..|4294967217|0|0|0|50|0x0000|1|1|");
  }

  @Tag("environment")
  @ParameterizedTest
  @EnumSource(CaptureFormat.class)
  void everyFormatHoldsTheSamePackets(CaptureFormat format) throws Exception {
    Frames frames = Script.parse(SAMPLE);
    String[] fields = {"frame.time_epoch", "tcp.seq_raw", "tcp.ack_raw", "frame.len"};

    String expected = Tshark.fields(frames.write(directory.resolve("a.pcap"), CaptureFormat.PCAP_US_LE), fields);
    String found = Tshark.fields(frames.write(directory.resolve("b." + format.extension()), format), fields);

    assertThat(found).isNotBlank().isEqualTo(expected);
  }

  @Tag("environment")
  @Test
  void icmpErrorQuotesTheFrameItNames() throws Exception {
    String read =
        Tshark.fields(
            Script.parse("0 C > S [S] 0:0(0)\n+0.01 icmp 3/1 from R quoting 1")
                .write(directory.resolve("i.pcap"), CaptureFormat.PCAP_US_LE),
            "icmp.type", "icmp.code", "ip.src", "ip.dst", "tcp.srcport", "icmp.checksum.status");

    assertThat(read.lines().skip(1)).containsExactly("3|1|10.0.0.254,10.0.0.1|10.0.0.1,10.0.0.2|40000|1");
  }

  @Tag("environment")
  @Test
  void ipv6ErrorQuotesTheFrameItNames() throws Exception {
    String read =
        Tshark.fields(
            Script.parse("v6\n0 C > S [S] 0:0(0)\n+0.01 icmp 1/4 from R quoting 1")
                .write(directory.resolve("i.pcap"), CaptureFormat.PCAP_US_LE),
            "icmpv6.type", "icmpv6.code", "ipv6.src", "ipv6.dst", "icmpv6.checksum.status");

    assertThat(read.lines().skip(1))
        .containsExactly("1|4|2001:db8::fe,2001:db8::1|2001:db8::1,2001:db8::2|1");
  }

  @Tag("environment")
  @Test
  void resetThatAnswersASynHasNoSequenceNumberWindowOrId() throws Exception {
    String read =
        Tshark.fields(
            Script.parse("linux\n0 C > S [S] 0:0(0)\n+0.01 S > C [R.] 0:0(0) ack 1")
                .write(directory.resolve("r.pcap"), CaptureFormat.PCAP_US_LE),
            "tcp.seq_raw", "tcp.window_size_value", "ip.id", "tcp.hdr_len", "tcp.ack");

    assertThat(read.lines().skip(1)).containsExactly("0|0|0x0000|20|1");
  }

  @Tag("environment")
  @Test
  void abortingResetKeepsWindowCounterAndTimestamps() throws Exception {
    String read =
        Tshark.fields(
            Script.parse(SAMPLE.replace("[R] 17 ttl 50", "[R.] 17 ack 101"))
                .write(directory.resolve("r.pcap"), CaptureFormat.PCAP_US_LE),
            "tcp.window_size_value", "ip.id", "tcp.hdr_len", "tcp.ack");

    assertThat(read.lines().skip(7)).containsExactly("100|0x2002|32|101");
  }

  @Test
  void lostPacketIsSentButNotCaptured() {
    Frames frames = Script.parse("0 C > S [S] 0:0(0)\n+0.01 S > C [S.] 0:0(0) ack 1 lost\n+0.01 C > S [.] 1 ack 1");

    assertThat(frames.count()).isEqualTo(2);
  }

  @Test
  void mistakeIsNamedWithItsLine() {
    assertThatThrownBy(() -> Script.parse("# fine\n0 C > S [S] 0:0(0)\n0 C > X [S] 0:0(0)"))
        .isInstanceOf(ScriptException.class)
        .hasMessage("line 3: unknown host 'X' in: 0 C > X [S] 0:0(0)");
    assertThatThrownBy(() -> Script.parse("0 C > S [P.] 1:101(99) ack 1"))
        .hasMessage("line 1: '1:101(99)' does not add up in: 0 C > S [P.] 1:101(99) ack 1");
    assertThatThrownBy(() -> Script.parse("0 C > S [Q] 0")).hasMessageContaining("line 1: unknown flag 'Q'");
    assertThatThrownBy(() -> Script.parse("0 C > S [S] 0 ttl")).hasMessageContaining("ttl expected at the end");
    assertThatThrownBy(() -> Script.parse("0 C > S [S] 0 <mss>")).hasMessageContaining("needs a number");
    assertThatThrownBy(() -> Script.parse("0 C > S [S] 0 colour 3")).hasMessageContaining("unknown word 'colour'");
    assertThatThrownBy(() -> Script.parse("icmp 3/1 from R quoting 1")).hasMessageContaining("earlier packet");
  }

  @Test
  void sourceLendsEachPacketOnce() throws IOException {
    Frames frames = Script.parse(SAMPLE);
    Packet packet = new Packet();
    try (PacketSource source = frames.source()) {
      for (int frame = 1; frame <= 8; frame++) {
        assertThat(source.next(packet)).isTrue();
        assertThat(packet.frame).isEqualTo(frame);
      }
      assertThat(source.next(packet)).isFalse();
      assertThat(source.captures().get(0).packets()).isEqualTo(8);
    }
    assertThat(Frames.of(frames.source()).frame(4).bytes()).isEqualTo(frames.frame(4).bytes());
  }

  @Tag("environment")
  @Test
  void shiftedNumbersWrapAndKeepTheirDistances() throws Exception {
    Frames frames = Script.parse(SAMPLE);
    String[] fields = {"tcp.seq", "tcp.ack", "tcp.len", "tcp.checksum.status", "tcp.options.sack_le"};

    Path plain = frames.write(directory.resolve("a.pcap"), CaptureFormat.PCAP_US_LE);
    Path shifted = frames.acrossWrap().write(directory.resolve("b.pcap"), CaptureFormat.PCAP_US_LE);
    String raw = Tshark.fields(shifted, "tcp.seq_raw");
    String before = Tshark.fields(plain, fields);
    String after = Tshark.fields(shifted, fields);

    assertThat(raw.lines()).startsWith("4294967246", "4294967246", "4294967247");
    assertThat(after).isNotBlank().isEqualTo(before);
  }

  @Tag("environment")
  @Test
  void swappedAddressesKeepChecksumsRight() throws Exception {
    Frames frames = Script.parse("0 C > S [S] 0:0(0)\n+0.01 icmp 3/1 from R quoting 1").addressesSwapped();

    String read =
        Tshark.fields(
            frames.write(directory.resolve("s.pcap"), CaptureFormat.PCAP_US_LE),
            "ip.src", "ip.dst", "ip.checksum.status", "icmp.checksum.status", "tcp.checksum.status");

    assertThat(read.lines().toList().get(0)).isEqualTo("10.0.255.254|10.0.255.253|1||1");
    assertThat(read.lines().toList().get(1)).startsWith("10.0.255.1,10.0.255.254|");
  }

  @Tag("environment")
  @Test
  void bentFramesStayWhatTheyWere() throws Exception {
    Frames frames = Script.parse(SAMPLE);
    Path tagged = frames.inVlan(7).write(directory.resolve("v.pcap"), CaptureFormat.PCAP_US_LE);
    String vlan = Tshark.fields(tagged, "vlan.id", "tcp.seq");
    assertThat(vlan.lines().toList()).hasSize(8).allMatch(line -> line.startsWith("7|"));
    assertThat(frames.doubled().count()).isEqualTo(16);
    assertThat(frames.cutAt(60).frame(4).bytes()).hasSize(60);
    assertThat(frames.cutAt(60).frame(4).wireLength()).isEqualTo(frames.frame(4).wireLength());
    assertThat(frames.split(3).stream().mapToInt(Frames::count).sum()).isEqualTo(8);
    assertThat(frames.writeSet(directory, 2, CaptureFormat.PCAPNG_NS_BE)).hasSize(2);
  }
}

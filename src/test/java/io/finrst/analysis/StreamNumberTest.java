package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.HalfRecord;
import io.finrst.script.CaptureFormat;
import io.finrst.script.Frame;
import io.finrst.script.Frames;
import io.finrst.script.Script;
import io.finrst.script.Tshark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stream numbers are Wireshark's, also where a 4-tuple is used again. */
@Tag("environment")
class StreamNumberTest {

  @TempDir Path directory;

  /** One stream: its lower port, its packets, its first frame. */
  private record Stretch(int port, long packets, long firstFrame) {
    Stretch and(Stretch later) {
      return new Stretch(port, packets + later.packets, Math.min(firstFrame, later.firstFrame));
    }
  }

  @Test
  void everyCaptureOneAfterAnother() throws Exception {
    List<Frames> captures = new ArrayList<>();
    for (Path file : Frames.recorded().toList()) {
      captures.add(Frames.read(file));
    }
    // by time: Wireshark never forgets a connection, not even where hours pass before its packets come once more
    captures.sort(Comparator.comparingLong(capture -> capture.list().get(0).timeNs()));
    assertSameStreams(
        new Frames(captures.stream().flatMap(c -> c.list().stream()).filter(StreamNumberTest::mayBeTcp).toList()));
  }

  /** In Ethernet, and no ICMP error: one that was captured twice counts as a packet of the stream that it quotes. */
  private static boolean mayBeTcp(Frame frame) {
    byte[] bytes = frame.bytes();
    boolean error = bytes.length > 23 && (bytes[12] == 8 && bytes[23] == 1 || bytes[12] == (byte) 0x86 && bytes[20] == 58);
    return frame.linkType() == 1 && !error;
  }

  @Test
  void portsUsedAgainInEveryWay() throws Exception {
    StringBuilder script = new StringBuilder();
    int port = 1000;
    for (String packets : REUSES.split("\n")) {
      port += 2;
      script.append("host A 10.1.0.1:").append(port).append("\nhost B 10.1.0.2:").append(port + 1).append('\n');
      for (String packet : packets.split(",")) {
        // each number is absolute: the hosts' initial numbers are set to 0 before every packet
        String[] part = packet.strip().split(" ");
        boolean fromA = part[0].equals("A");
        script.append("isn A 0 B 0\n").append(fromA ? "A > B [" : "B > A [").append(part[1]).append("] ");
        script.append(part[2]).append(part.length > 3 ? " ack " + part[3] : "").append('\n');
      }
    }
    assertSameStreams(Script.parse(script.toString()));
  }

  /** Wireshark dissects the TCP header inside the error, seen before or not, if it is there in full. */
  @Test
  void anIcmpErrorTakesANumberForWhatItQuotes() throws Exception {
    Path truth = Path.of("src/test/resources/truth");
    Frames refused = Frames.read(truth.resolve("r_icmp_port.v0.pcap"));
    Frames error = refused.part(refused.count(), refused.count());
    Frames other = Frames.read(truth.resolve("r_closed_port.v0.pcap"));
    assertSameStreams(error.and(error).and(other).and(refused));
    assertSameStreams(error.and(other).and(new Frames(refused.acrossWrap().list().subList(0, refused.count() - 1))));
    String eightBytes = "C > S [S] 0:0(0)\nicmp 3/1 from R quoting 1\nS > C [R.] 0 ack 1\n";
    assertSameStreams(Script.parse(eightBytes).part(2, 2).and(other));
  }

  /** One 4-tuple a line: sender, flags, sequence number, acknowledgment number. */
  private static final String REUSES =
      """
      A S 100, A S 500, A S 500
      A S 100, B S. 900 101, A . 101 901, A S 500, B . 901 101, A R 101, A S 500, B S. 7000 501
      A S 100, B R. 0 101, A S 100, B R. 0 101, A S 100
      A S 100, B R. 0 101, A S 200, B R. 0 201
      A S 100, B S. 900 101, A . 101 901, B R. 901 101, A S 100, B S. 5000 101
      A S 100, B S. 900 101, A . 101 901, A F. 101 901, B F. 901 102, A . 102 902, A S 100, B S. 900 101
      A S 100, B S. 900 101, A . 101 901, A F. 101 901, B F. 901 102, A S 5000, A . 102 902, B S. 9 5001
      A S 100, B S. 900 101, B S. 950 101, A . 101 901
      B S. 900 101, A . 101 901, A S 300
      B S. 900 101, A S 100, A . 101 901
      A P. 100 900, B . 900 100, A S 5000, B S. 10 5001
      A . 101 900, A S 100, B S. 899 101
      B . 900 101, A S 300, B R. 5 7, A S 9
      A R 5, A S 100
      B R 5, A S 100, B S. 1 101
      B R. 5 7, B S 100, A S. 1 101
      B R. 5 7, A S 100
      A S 100, B S 900, A S. 100 901, B S. 900 101, A . 101 901
      A S 100, B S. 900 101, A F. 101 901, B F. 901 102, A . 102 902, B S 7000, A S. 8000 7001
      A S 100, B S. 900 101, A F. 101 901, B F. 901 102, A . 102 902, B S 900, A S. 8000 901
      A S 100, B R. 0 101, B S 300, A R. 0 301, A S 100, B S 300
      A S 100, A S 200, A S 100, B S. 5 101
      A F. 100 5, A S 99, A S 100, A S 100
      A SF 100, A SF 100, A S 100
      A SR 100, A SR 200, A S 200
      A S 100, B R. 0 555, A S 100, A S 554\
      """;

  private void assertSameStreams(Frames frames) throws IOException, InterruptedException {
    Path file = frames.write(directory.resolve("all.pcap"), CaptureFormat.PCAP_NS_LE);
    Map<Long, Stretch> expected = new TreeMap<>();
    String[] fields = {"frame.number", "tcp.stream", "tcp.srcport", "tcp.dstport", "icmp.type", "icmpv6.type"};
    for (String line : Tshark.fields(file, fields).split("\n")) {
      String[] part = line.split("\\|");
      if (part.length == 4) { // TCP, and not quoted by an ICMP error
        long frame = Long.parseLong(part[0]);
        int port = Math.min(Integer.parseInt(part[2]), Integer.parseInt(part[3]));
        expected.merge(
            Long.parseLong(part[1]),
            new Stretch(port, 1, frame),
            (old, next) -> new Stretch(port, old.packets() + 1, old.firstFrame()));
      }
    }
    Map<Long, Stretch> found = new TreeMap<>();
    for (ConnectionRecord connection : Found.inFiles(file).connections()) {
      int port = Math.min(connection.client().port(), connection.server().port());
      long packets = packets(connection.clientHalf()) + packets(connection.serverHalf());
      // one begun by a SYN of the same number is one stream with the one before
      Stretch stretch = new Stretch(port, packets, connection.first().frame());
      found.merge(connection.tcpStream(), stretch, Stretch::and);
      // what goes on behind a SYN that began nothing is several streams
      connection.neighbours().alsoStreams().forEach(
          also -> expected.merge(connection.tcpStream(), expected.remove(also), Stretch::and));
    }
    assertThat(lines(found)).containsExactlyElementsOf(lines(expected));
  }

  private static long packets(HalfRecord half) {
    return half.packets() + half.duplicates();
  }

  private static List<String> lines(Map<Long, Stretch> streams) {
    return streams.entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue()).toList();
  }
}

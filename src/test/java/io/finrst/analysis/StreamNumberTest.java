package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.flow.ConnectionRecord;
import io.finrst.script.CaptureFormat;
import io.finrst.script.Frame;
import io.finrst.script.Frames;
import io.finrst.script.Script;
import io.finrst.script.Tshark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stream numbers are Wireshark's, also where a 4-tuple is used again. */
class StreamNumberTest {

  @TempDir Path directory;

  /** First frame and number of packets of one stream. */
  private record Stretch(long firstFrame, long packets) {}

  @Test
  void everyCaptureOneAfterAnother() throws Exception {
    List<Frame> all = new ArrayList<>();
    for (Path folder : List.of(Path.of("src/test/resources/truth"), Path.of("samples"))) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".pcap")).sorted().toList()) {
          Frames.read(file).list().stream().filter(frame -> frame.linkType() == 1).forEach(all::add);
        }
      }
    }
    assertSameStreams(new Frames(all));
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
    for (String line : Tshark.fields(file, "frame.number", "tcp.stream", "icmp.type", "icmpv6.type").split("\n")) {
      String[] part = line.split("\\|");
      if (part.length == 2) { // tshark also shows the stream that an ICMP error quotes
        long frame = Long.parseLong(part[0]);
        Stretch old = expected.get(Long.parseLong(part[1]));
        expected.put(
            Long.parseLong(part[1]),
            old == null ? new Stretch(frame, 1) : new Stretch(old.firstFrame(), old.packets() + 1));
      }
    }
    Map<Long, Stretch> found = new TreeMap<>();
    for (ConnectionRecord connection : Found.inFiles(file).connections()) {
      long packets =
          connection.clientHalf().packets()
              + connection.clientHalf().duplicates()
              + connection.serverHalf().packets()
              + connection.serverHalf().duplicates();
      found.put(connection.tcpStream(), new Stretch(connection.first().frame(), packets));
    }
    assertThat(found).hasSameSizeAs(expected);
    assertThat(found.keySet())
        .allSatisfy(stream -> assertThat(found.get(stream)).as("stream " + stream).isEqualTo(expected.get(stream)));
  }
}

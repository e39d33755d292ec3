package io.finrst.report.text;

import io.finrst.capture.CaptureInfo;
import io.finrst.capture.ClockFaults;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import io.finrst.script.Frame;
import io.finrst.script.Script;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * As many connections as asked for, one after the other, the same in every run. Among many there are servers that reset
 * what they did not read, most of it at one moment, one that is down, one that never answers, and a port scan.
 */
final class Crowd implements PacketSource {
  private static final long START_NS = 1_700_000_000_000_000_000L;
  private static final long APART_NS = 20_000_000L;
  private static final long APART_IN_BURST_NS = 2_000_000L;
  private static final int MANY = 1_000;

  private static final String HANDSHAKE =
      """
      linux
      linktype raw
      0 C > S [S] 0:0(0)
      +0.0001 S > C [S.] 0:0(0) ack 1
      +0.0001 C > S [.] 1 ack 1
      """;

  private static final List<Frame> CLOSED =
      frames(
          HANDSHAKE
              + """
              +0.0001 C > S [P.] 1:101(100) ack 1
              +0.0001 S > C [P.] 1:201(200) ack 101
              +0.0001 C > S [F.] 101 ack 201
              +0.0001 S > C [F.] 201 ack 102
              +0.0001 C > S [.] 102 ack 202
              """);

  private static final List<Frame> RESET =
      frames(
          HANDSHAKE
              + """
              +0.0001 C > S [.] 1:1449(1448) ack 1
              +0.0001 C > S [P.] 1449:2001(552) ack 1
              +0.0001 S > C [.] 1 ack 2001
              +0.0005 S > C [R.] 1 ack 2001
              """);

  private static final List<Frame> ABORTED =
      frames(
          HANDSHAKE
              + """
              +0.0001 C > S [P.] 1:101(100) ack 1
              +0.0001 S > C [P.] 1:201(200) ack 101
              +0.0001 C > S [.] 101 ack 201
              +0.0002 C > S [R.] 101 ack 201
              """);

  private static final List<Frame> HALF_CLOSED =
      frames(
          HANDSHAKE
              + """
              +0.0001 C > S [P.] 1:101(100) ack 1
              +0.0001 C > S [F.] 101 ack 1
              +0.0001 S > C [.] 1 ack 102
              +0.0003 S > C [P.] 1:201(200) ack 102
              """);

  private static final List<Frame> REFUSED = frames(syn() + "+0.0001 S > C [R.] 0 ack 1\n");
  private static final List<Frame> UNANSWERED = frames(syn());

  private static final int RESETTING = 0xC0000200; // 192.0.2.0
  private static final int DOWN = 0xC0000263;
  private static final int SILENT = 0xC0000264;
  private static final int SCANNED = 0xC6120001; // 198.18.0.1
  private static final int CLIENTS = 0x0A010000; // 10.1.0.0
  private static final int SCANNER = 0x0A090909;

  private final int connections;
  private int connection;
  private List<Frame> script;
  private int client;
  private int clientPort;
  private int server;
  private int serverPort;
  private int next;
  private long startNs = START_NS;
  private long lastNs = START_NS;
  private long packets;

  Crowd(int connections) {
    this.connections = connections;
  }

  private static String syn() {
    return "linux\nlinktype raw\n0 C > S [S] 0:0(0)\n";
  }

  private static List<Frame> frames(String script) {
    return Script.parse(script).list();
  }

  @Override
  public boolean next(Packet packet) {
    if (script == null) {
      if (connection == connections) {
        return false;
      }
      begin(connection++);
    }
    Frame frame = script.get(next);
    byte[] bytes = frame.bytes().clone();
    ByteBuffer ip = ByteBuffer.wrap(bytes);
    boolean fromClient = ip.getInt(12) == 0x0A000001;
    ip.putInt(12, fromClient ? client : server).putInt(16, fromClient ? server : client);
    ip.putShort(20, (short) (fromClient ? clientPort : serverPort));
    ip.putShort(22, (short) (fromClient ? serverPort : clientPort));
    lastNs = startNs + frame.timeNs() - script.get(0).timeNs();
    packet.data = bytes;
    packet.offset = 0;
    packet.capturedLength = bytes.length;
    packet.wireLength = frame.wireLength();
    packet.timeNs = lastNs;
    packet.fractionDigits = 6;
    packet.frame = ++packets;
    packet.linkType = frame.linkType();
    if (++next == script.size()) {
      script = null;
    }
    return true;
  }

  private void begin(int i) {
    boolean many = connections >= MANY;
    boolean burst = many && i >= connections / 4 && i < connections / 4 + connections / 50;
    boolean scan = many && i >= connections / 2 && i < connections / 2 + connections / 10;
    startNs += burst ? APART_IN_BURST_NS : APART_NS;
    next = 0;
    client = CLIENTS + i % 251;
    clientPort = 10_000 + i % 50_000;
    server = RESETTING + 1 + i % 5;
    serverPort = i % 3 == 0 ? 443 : 80;
    script = CLOSED;
    if (burst || i % 100 == 0) {
      script = RESET;
      server = RESETTING + 1;
    } else if (scan) {
      script = i % 2 == 0 ? REFUSED : UNANSWERED;
      client = SCANNER;
      server = SCANNED;
      serverPort = 1 + i % 60_000;
    } else if (i % 100 == 1 || i % 100 == 12) {
      script = REFUSED;
      server = DOWN;
      serverPort = 8080;
    } else if (i % 100 == 2) {
      script = UNANSWERED;
      server = SILENT;
      serverPort = 5432;
    } else if (i % 100 == 3) {
      script = HALF_CLOSED;
    } else if (i % 50 == 15) {
      script = ABORTED;
    }
  }

  @Override
  public List<CaptureInfo> captures() {
    return List.of(
        new CaptureInfo(
            "crowd.pcap", "pcap", List.of(101), packets, 1, START_NS, lastNs, 0, -1, ClockFaults.NONE, null));
  }

  @Override
  public void close() {}
}

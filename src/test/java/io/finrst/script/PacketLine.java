package io.finrst.script;

import io.finrst.wire.Segment;
import java.util.Arrays;

/** One TCP packet of a script: what its line says, and for the rest what Linux would send. */
final class PacketLine {
  private static final String FLAG_LETTERS = "FSRP.UEW"; // in the order of their bits

  private final Words words;
  private final Host from;
  private final Host to;
  private final IpPacket packet = new IpPacket();
  private final boolean answer;
  private Options options;
  private long mac;
  private int vlan = -1;
  private boolean badSum;
  private boolean lost;

  PacketLine(Words words, Host from, Host to, int elapsedMs, boolean linux) {
    this.words = words;
    this.from = from;
    this.to = to;
    packet.flags = flags(words.next("[flags]"));
    boolean reset = has(Segment.RST);
    answer = reset && (!has(Segment.ACK) || !from.isnUsed);
    mac = from.mac;
    linuxDefaults(elapsedMs, linux);
    int length = numbers(reset && !from.isnUsed ? 0 : from.isn);
    while (!words.isEmpty()) {
      attribute();
    }
    if (length >= 0 && packet.payload.length == 0) {
      packet.payload = new byte[length];
      Arrays.fill(packet.payload, (byte) 'x');
    } else if (length >= 0 && length != packet.payload.length) {
      throw words.error("the text is " + packet.payload.length + " bytes long");
    }
  }

  private boolean has(int flag) {
    return (packet.flags & flag) != 0;
  }

  private int flags(String word) {
    int flags = 0;
    for (char c : word.replaceAll("^\\[(none)?|\\]$", "").toCharArray()) {
      if (FLAG_LETTERS.indexOf(c) < 0) {
        throw words.error("unknown flag '" + c + "'");
      }
      flags |= 1 << FLAG_LETTERS.indexOf(c);
    }
    return flags;
  }

  private void linuxDefaults(int elapsedMs, boolean linux) {
    packet.source = from.address;
    packet.target = to.address;
    packet.sourcePort = from.port;
    packet.targetPort = to.port;
    packet.window = answer ? 0 : from.window;
    boolean synAck = has(Segment.SYN) && has(Segment.ACK);
    packet.ipId = answer || synAck ? 0 : from.ipId++ & 0xFFFF;
    packet.flowLabel = from.address.length == 16 ? 0x5_0000 | from.port : 0;
    int tsVal = from.tsBase + elapsedMs;
    if (has(Segment.SYN)) {
      options = linux ? Options.linuxSyn(tsVal, has(Segment.ACK) ? to.lastTsVal : 0) : Options.none();
    } else {
      boolean stamped = !answer && from.timestamps && to.timestamps;
      options = stamped ? Options.timestampsOnly(tsVal, to.lastTsVal) : Options.none();
    }
  }

  /** Reads {@code from:to(length)}; returns the length, -1 when only the start is given. */
  private int numbers(int isn) {
    String text = words.next("sequence number");
    String[] part = text.split("[:()]+");
    long start = words.number(part[0], "sequence number");
    packet.seq = (int) (isn + start);
    if (part.length == 1) {
      return -1;
    }
    long length = words.number(part[1], "sequence number") - start;
    if (part.length > 2 && words.number(part[2], "length") != length || length < 0) {
      throw words.error("'" + text + "' does not add up");
    }
    return (int) length;
  }

  private void attribute() {
    if (words.peek().startsWith("\"")) {
      packet.payload = words.quoted();
      return;
    }
    String word = words.next("attribute");
    if (word.startsWith("<")) {
      options = Options.parse(words, word, to.isn);
      return;
    }
    switch (word) {
      case "ack" -> {
        packet.ack = to.isn + (int) words.number("ack");
        to.isnUsed |= has(Segment.ACK) && !has(Segment.RST);
      }
      case "win" -> packet.window = (int) words.number("win");
      case "ttl" -> packet.ttl = (int) words.number("ttl");
      case "id" -> packet.ipId = (int) words.number("id");
      case "tos" -> packet.tos = (int) words.number("tos");
      case "flow" -> packet.flowLabel = (int) words.number("flow");
      case "vlan" -> vlan = (int) words.number("vlan");
      case "link" -> mac = Long.parseLong(words.next("MAC").replace(":", ""), 16);
      case "badsum" -> badSum = true;
      case "lost" -> lost = true;
      default -> throw words.error("unknown word '" + word + "'");
    }
  }

  /** The IP packet; the hosts remember that it was sent. */
  byte[] send() {
    from.isnUsed |= !has(Segment.RST);
    if (!answer) {
      from.window = packet.window;
    }
    if (has(Segment.SYN)) {
      from.timestamps = options.timestamps;
    }
    if (options.timestamps) {
      from.lastTsVal = options.tsVal;
    }
    packet.options = options.toBytes();
    byte[] bytes = packet.tcp();
    if (badSum) {
      bytes[bytes[0] >>> 4 == 6 ? 56 : 36] ^= 0x55;
    }
    return bytes;
  }

  /** Whether it never reached the capture. */
  boolean lost() {
    return lost;
  }

  /** Link-layer source address. */
  long sourceMac() {
    return mac;
  }

  /** VLAN id, -1 for none. */
  int vlan() {
    return vlan;
  }
}

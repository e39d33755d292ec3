package io.finrst.script;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tiny text form of packets. One line a packet, {@code #} starts a comment:
 *
 * <pre>
 *   0.000  C > S [S] 0:0(0) win 65535 &lt;mss 1460,sackOK,ts 100 0,wscale 7&gt;
 *   +0.010 S > C [S.] 0:0(0) ack 1
 *   +0.010 C > S [P.] 1:101(100) ack 1
 *   +0.010 S > C [R.] 1 ack 101 ttl 61
 *   +0.010 icmp 3/1 from R quoting 1
 * </pre>
 *
 * <p><b>Time</b> is seconds from the start, {@code +} from the line before; left out, 1 ms later. <b>Numbers</b> are
 * relative to the initial sequence number of their side, whose SYN is 0 and first byte 1. The end and the length in
 * {@code from:to(length)} may be left out. A reset of a side that never sent and was never acknowledged has the raw
 * number, as an answer to a SYN has. <b>After the numbers</b>, in any order: {@code ack N}, {@code win N},
 * {@code ttl N}, {@code id N}, {@code tos N}, {@code flow N} (IPv6 flow label), {@code link MAC} (source), {@code vlan N},
 * {@code <options>}, {@code "payload"}, {@code badsum}, and {@code lost}: sent but not captured.
 *
 * <p><b>Left out, they are what Linux sends</b>: ttl 64; id one more than the host's last, 0 for a SYN-ACK and for an
 * answering reset (bare R, or RA of a side that never sent); window as before, 0 for an answering reset; timestamps
 * where both SYNs had them, none in an answering reset.
 *
 * <p><b>Lines without a packet</b>: {@code v6}; {@code linux} (SYNs get Linux's options); {@code isn C 1000 S 5000}
 * (also later, when a host opens its next connection); {@code host D 10.0.0.3:4000} or {@code host D [2001:db8::3]:4000};
 * {@code linktype ethernet|raw}. Known hosts: client C 10.0.0.1:40000, server S 10.0.0.2:80, router R 10.0.0.254, or
 * 2001:db8::1, ::2, ::fe.
 */
public final class Script {
  private static final long START_NS = 1_700_000_000_000_000_000L;
  private static final int ETHERNET = 1;
  private static final int RAW = 101;

  private final Map<String, Host> hosts = new HashMap<>();
  private final List<Frame> frames = new ArrayList<>();
  private final List<byte[]> packets = new ArrayList<>(); // the same without link layer, for ICMP to quote
  private long timeNs = START_NS;
  private boolean v6;
  private boolean linux;
  private int linkType = ETHERNET;

  private Script() {
    standardHosts();
  }

  /**
   * Packets of {@code text}.
   *
   * @throws ScriptException when a line cannot be understood
   */
  public static Frames parse(String text) {
    Script script = new Script();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      Words words = new Words(number, line);
      if (!words.isEmpty()) {
        script.line(words);
      }
    }
    return new Frames(script.frames);
  }

  private void standardHosts() {
    hosts.clear();
    String prefix = v6 ? "2001:db8::" : "10.0.0.";
    hosts.put("C", new Host("C", address(prefix + 1), 40_000, 0));
    hosts.put("S", new Host("S", address(prefix + 2), 80, 1));
    hosts.put("R", new Host("R", address(prefix + (v6 ? "fe" : "254")), 0, 2));
  }

  private static byte[] address(String text) {
    try {
      return InetAddress.getByName(text).getAddress(); // a literal: nothing is looked up
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private void line(Words words) {
    switch (words.peek()) {
      case "v6" -> {
        words.next("v6");
        v6 = true;
        standardHosts();
      }
      case "linux" -> {
        words.next("linux");
        linux = true;
      }
      case "isn" -> {
        words.next("isn");
        while (!words.isEmpty()) {
          host(words).restart((int) words.number("initial sequence number"));
        }
      }
      case "host" -> {
        words.next("host");
        String name = words.next("name");
        String[] parts = words.next("address:port").split(":(?=[0-9]+$)");
        if (parts.length != 2 || !parts[0].matches("[0-9.]+|\\[[0-9a-f:.]+\\]")) {
          throw words.error("address:port expected");
        }
        byte[] address = address(parts[0].replaceAll("[\\[\\]]", ""));
        hosts.put(name, new Host(name, address, Integer.parseInt(parts[1]), hosts.size()));
      }
      case "linktype" -> {
        words.next("linktype");
        String type = words.next("ethernet or raw");
        linkType = type.equals("raw") ? RAW : ETHERNET;
        if (linkType == ETHERNET && !type.equals("ethernet")) {
          throw words.error("unknown link type");
        }
      }
      default -> packet(words);
    }
    if (!words.isEmpty()) {
      throw words.error("unknown word '" + words.peek() + "'");
    }
  }

  private Host host(Words words) {
    String name = words.next("host");
    Host host = hosts.get(name);
    if (host == null) {
      throw words.error("unknown host '" + name + "'");
    }
    return host;
  }

  private void packet(Words words) {
    time(words);
    if (words.take("icmp")) {
      icmp(words);
      return;
    }
    Host from = host(words);
    words.expect(">");
    Host to = host(words);
    PacketLine packet = new PacketLine(words, from, to, (int) ((timeNs - START_NS) / 1_000_000), linux);
    byte[] bytes = packet.send();
    if (!packet.lost()) {
      capture(bytes, packet.sourceMac(), packet.vlan());
    }
  }

  private void time(Words words) {
    String time = words.peek();
    if (!time.matches("\\+?[0-9]+(\\.[0-9]+)?")) {
      timeNs += 1_000_000;
      return;
    }
    words.next("time");
    long ns = new BigDecimal(time.startsWith("+") ? time.substring(1) : time).movePointRight(9).longValue();
    timeNs = time.startsWith("+") ? timeNs + ns : START_NS + ns;
  }

  private void icmp(Words words) {
    String[] typeAndCode = words.next("type/code").split("/", 2);
    words.expect("from");
    Host router = host(words);
    words.expect("quoting");
    int quoted = (int) words.number("frame");
    if (typeAndCode.length != 2 || quoted < 1 || quoted > packets.size()) {
      throw words.error("type/code and the number of an earlier packet expected");
    }
    byte[] original = packets.get(quoted - 1);
    boolean six = original[0] >>> 4 == 6;
    IpPacket error = new IpPacket();
    error.source = router.address;
    error.target = Arrays.copyOfRange(original, six ? 8 : 12, six ? 24 : 16);
    error.ipId = router.ipId++;
    int type = (int) words.number(typeAndCode[0], "ICMP type");
    int code = (int) words.number(typeAndCode[1], "ICMP code");
    capture(error.icmpError(type, code, original), router.mac, -1);
  }

  private void capture(byte[] packet, long sourceMac, int vlan) {
    packets.add(packet);
    byte[] bytes = linkType == RAW ? packet : LinkHeader.ethernet(packet, sourceMac, vlan);
    frames.add(new Frame(bytes, bytes.length, timeNs, linkType));
  }
}

package io.finrst.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.golden.Json;
import io.finrst.script.Frame;
import io.finrst.script.Frames;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A capture, out of which single connections are cut. Frames keep their numbers. */
final class Parts {

  /** What is left of the other connections. */
  enum Left {
    /** The last TCP packet of the capture, or ICMP error. */
    LAST,
    /** Their SYN-ACKs. */
    SYN_ACKS,
    /** Their first packets, so that streams have the same numbers, and all SYNs without ACK. */
    OPENINGS
  }

  private final String name;
  private final Frames frames;
  private final String[] ends; // of frames, from 1; empty for what is no TCP
  private final boolean[] opens;
  private final boolean[] isSynAck;
  private int last;

  Parts(String name, Frames frames) {
    this.name = name;
    this.frames = frames;
    ends = new String[frames.count() + 1];
    opens = new boolean[ends.length];
    isSynAck = new boolean[ends.length];
    Set<String> begun = new HashSet<>();
    for (int i = 1; i < ends.length; i++) {
      Frame frame = frames.frame(i);
      Ends of = Ends.of(frame);
      ends[i] = of == null ? "" : of.both();
      isSynAck[i] = Ends.isSynAck(frame);
      opens[i] = begun.add(ends[i]) || Ends.isSyn(frame);
      last = of == null ? last : i;
    }
  }

  /** Every connection as the whole capture tells of it, by its ends and beginning. */
  Map<String, String> whole() throws IOException {
    return byName(Told.of(frames.source()).last());
  }

  /** Every connection as its own packets and what is left of others tell of it, numbered as in the whole. */
  Map<String, String> alone(Set<Left> left) throws IOException {
    Map<String, String> whole = whole();
    Map<String, String> alone = new LinkedHashMap<>();
    for (String own : new TreeSet<>(Arrays.asList(ends).subList(1, ends.length))) {
      Picked cut = new Picked(frames.source(), packet -> isIn(own, (int) packet.frame, left));
      byName(Told.of(cut).last())
          .forEach(
              (connection, text) -> {
                if (!own.isEmpty() && connection.startsWith(own)) {
                  assertThat(whole).containsKey(connection);
                  alone.put(connection, numbered(text, stream(text), stream(whole.get(connection))));
                }
              });
    }
    assertThat(alone).containsOnlyKeys(whole.keySet());
    return alone;
  }

  private boolean isIn(String own, int frame, Set<Left> left) {
    return ends[frame].equals(own)
        || opens[frame] && left.contains(Left.OPENINGS)
        || isSynAck[frame] && left.contains(Left.SYN_ACKS)
        || frame == last && left.contains(Left.LAST);
  }

  private static Map<String, String> byName(Map<Long, String> told) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (String text : told.values()) {
      Object connection = Json.parse(text).get(0);
      Ends ends = new Ends(end(connection, "client"), end(connection, "server"));
      byName.put(ends.both() + " " + Json.text(connection, "start"), text);
    }
    assertThat(byName).as("connections with names of their own").hasSameSizeAs(told.keySet());
    return byName;
  }

  private static String end(Object connection, String side) {
    Object end = Json.get(connection, side);
    return Json.text(end, "ip") + " " + Json.get(end, "port");
  }

  private static long stream(String text) {
    return (Long) Json.get(Json.parse(text).get(0), "tcpStream");
  }

  private static String numbered(String text, long from, long to) {
    return text.replace("\"tcpStream\":" + from + ",", "\"tcpStream\":" + to + ",")
        .replace("\"displayFilter\":\"tcp.stream eq " + from, "\"displayFilter\":\"tcp.stream eq " + to);
  }

  @Override
  public String toString() {
    return name;
  }
}

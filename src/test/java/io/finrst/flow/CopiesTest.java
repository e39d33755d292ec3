package io.finrst.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.wire.Segment;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row: one data segment, then what comes next, and whether that is the capture's doing. */
class CopiesTest {
  private static final long UNIT_NS = 1 << 14;
  private static final long START_NS = 1_700_000_000_000_000_000L / UNIT_NS * UNIT_NS;
  private static final long LAST_NS = 611 * UNIT_NS - 1; // within 10 ms, as fingerprints tell time
  private static final long UNKNOWN = -1;
  private static final long RTT_NS = 1_000_000;

  private final Copies copies = new Copies();
  private final Connection c = new Connection();
  private final FlowTable table = new FlowTable(new MemoryBudget(1L << 40));

  private record Row(String name, Consumer<Segment> first, Consumer<Segment> then, long afterNs, long rttNs,
      boolean copy) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final Consumer<Segment> SAME = s -> {};
  private static final Consumer<Segment> V6 = s -> s.ipId = 0;
  private static final Consumer<Segment> V6_STAMPED = V6.andThen(s -> stamp(s, 500));
  private static final Consumer<Segment> ACK = s -> s.payloadLength = 0;
  private static final Consumer<Segment> SYN = s -> {
    s.flags = Segment.SYN;
    s.payloadLength = 0;
  };

  private static void stamp(Segment s, int tsVal) {
    s.hasTimestamp = true;
    s.tsVal = tsVal;
  }

  private static Row row(String name, Consumer<Segment> first, Consumer<Segment> then, long ns, long rtt, boolean is) {
    return new Row(name, first, then, ns, rtt, is);
  }

  static Stream<Row> rows() {
    return Stream.of(
        row("the same at once", SAME, SAME, 0, UNKNOWN, true),
        row("the same within 10 ms", SAME, SAME, LAST_NS, UNKNOWN, true),
        row("the same after 10 ms", SAME, SAME, LAST_NS + 1, UNKNOWN, false),
        row("the same with a time up to 10 ms earlier", SAME, SAME, -610 * UNIT_NS, UNKNOWN, true),
        row("the same with a time earlier than that", SAME, SAME, -611 * UNIT_NS, UNKNOWN, false),
        row("the same long before a round trip", SAME, SAME, 1000, RTT_NS, true),
        row("IP ID tells, whatever the round trip", SAME, SAME, 9_000_000, RTT_NS, true),
        row("sent again: another IP ID", SAME, s -> s.ipId = 8, 1000, UNKNOWN, false),
        row("another timestamp", s -> stamp(s, 500), s -> stamp(s, 501), 1000, UNKNOWN, false),
        row("a timestamp where there was none", SAME, s -> stamp(s, 501), 1000, UNKNOWN, false),
        row("another sequence number", SAME, s -> s.seq++, 1000, UNKNOWN, false),
        row("another ACK", SAME, s -> s.ack++, 1000, UNKNOWN, false),
        row("another length", SAME, s -> s.payloadLength--, 1000, UNKNOWN, false),
        row("another window", SAME, s -> s.window--, 1000, UNKNOWN, false),
        row("another flag", SAME, s -> s.flags |= Segment.FIN, 1000, UNKNOWN, false),
        row("other SACK blocks", s -> sack(s, 900), s -> sack(s, 901), 1000, UNKNOWN, false),
        row("the same SACK blocks", s -> sack(s, 900), SAME, 1000, UNKNOWN, true),
        row("what a segment before it had left there", SAME, s -> s.tsVal = s.sackRight = 77, 1000, UNKNOWN, true),
        row("another checksum and TTL", SAME, s -> s.checksum = s.ttl = 9, 1000, UNKNOWN, true),
        row("an ACK", ACK, SAME, 1000, UNKNOWN, true),
        row("an ACK with another IP ID", ACK, s -> s.ipId++, 1000, UNKNOWN, false),
        row("a SYN without IP ID", V6.andThen(SYN), SAME, 9_000_000, RTT_NS, true),
        row("data without IP ID and timestamp", V6, SAME, 0, UNKNOWN, false),
        row("data without IP ID, stamped, round trip unknown", V6_STAMPED, SAME, LAST_NS, UNKNOWN, true),
        row("the same just below half a round trip", V6_STAMPED, SAME, 10 * UNIT_NS, 20 * UNIT_NS + 1000, true),
        row("the same after half a round trip", V6_STAMPED, SAME, 11 * UNIT_NS, 20 * UNIT_NS + 1000, false),
        row("the same after exactly half a round trip", V6_STAMPED, SAME, 125 * UNIT_NS, 250 * UNIT_NS, false),
        row("the same a tick before that", V6_STAMPED, SAME, 125 * UNIT_NS - 1, 250 * UNIT_NS, true),
        row("an ACK without IP ID, stamped", V6_STAMPED.andThen(ACK), SAME, 0, UNKNOWN, false));
  }

  private static void sack(Segment s, int right) {
    s.hasSack = true;
    s.sackRight = right;
  }

  private Segment segment() {
    Segment s = new Segment();
    s.ipVersion = 4;
    s.srcPort = 40_000;
    s.dstPort = 80;
    s.dstLo = 2;
    s.flags = Segment.ACK;
    s.seq = 1000;
    s.ack = 5000;
    s.payloadLength = 100;
    s.window = 300;
    s.ipId = 7;
    return s;
  }

  private void open(Segment s, long rttNs) {
    table.open(s, c);
    c.a.place(999, 1000);
    if (rttNs >= 0) {
      c.rttNs(rttNs);
    }
  }

  private boolean take(Segment s, long nowNs) {
    boolean copy = copies.isCopy(s, nowNs, c, c.half(c.direction));
    if (!copy && s.seq == c.a.nxt()) {
      c.a.nxt(s.seq + s.length());
    }
    return copy;
  }

  @ParameterizedTest
  @MethodSource("rows")
  void copiesAreToldFromSegmentsSentAgain(Row row) {
    Segment s = segment();
    row.first.accept(s);
    open(s, row.rttNs);
    assertThat(take(s, START_NS)).isFalse();
    row.then.accept(s);
    assertThat(take(s, START_NS + row.afterNs)).isEqualTo(row.copy);
  }

  @Test
  void theNextDataIsNeverACopy() {
    Segment s = segment();
    open(s, UNKNOWN);
    take(s, START_NS);
    c.a.nxt(1000); // as if it had been of another connection on the same ports
    assertThat(take(s, START_NS)).isFalse();
  }

  @Test
  void nextAckWithoutDataMayBeOne() {
    Segment s = segment();
    s.payloadLength = 0;
    open(s, UNKNOWN);
    assertThat(take(s, START_NS)).isFalse();
    assertThat(s.seq).isEqualTo(c.a.nxt());
    assertThat(take(s, START_NS)).isTrue();
  }

  @Test
  void otherDirectionAndOtherConnectionAreNoCopies() {
    Segment s = segment();
    open(s, UNKNOWN);
    take(s, START_NS);
    c.direction = 1;
    assertThat(take(s, START_NS)).isFalse();
    c.direction = 0;
    s.srcPort++;
    table.open(s, c);
    c.stream(1);
    c.a.place(0, 1100);
    assertThat(take(s, START_NS)).isFalse();
  }

  @Test
  void ofAConnectionCapturedTwiceEverythingIsBelieved() {
    Segment s = segment();
    s.ipId = 0;
    open(s, UNKNOWN);
    take(s, START_NS);
    c.tell();
    assertThat(take(s, START_NS)).as("a story without copies").isFalse();
    c.tell().count(Story.Oddity.DUPLICATE, 1);
    assertThat(take(s, START_NS)).isTrue();
  }

  @Test
  void anIcmpErrorIsToldFromItsCopyBySenderReasonAndSegment() {
    Segment s = segment();
    s.icmpType = 3;
    s.icmpCode = 1;
    s.icmpSenderLo = 9;
    open(s, UNKNOWN);
    assertThat(copies.isCopyOfError(s, START_NS, c)).isFalse();
    assertThat(copies.isCopyOfError(s, START_NS + LAST_NS, c)).isTrue();
    assertThat(copies.isCopyOfError(s, START_NS + LAST_NS + 1, c)).as("after 10 ms").isFalse();
    List<Consumer<Segment>> others =
        List.of(
            other -> other.seq++, other -> other.icmpType = 11, other -> other.icmpCode = 0,
            other -> other.icmpSenderLo++, other -> other.icmpSenderHi++);
    for (Consumer<Segment> other : others) {
      other.accept(s);
      assertThat(copies.isCopyOfError(s, START_NS, c)).isFalse();
    }
    c.direction = 1;
    assertThat(copies.isCopyOfError(s, START_NS, c)).isFalse();
  }

  @Test
  void twoPacketsAtOnePlaceAreRemembered() {
    long place = 0x123L << 52;
    long one = place | 1L << 30;
    long two = place | 2L << 30;
    copies.add(one);
    copies.add(two);
    assertThat(copies.has(one)).isTrue();
    assertThat(copies.has(two)).isTrue();
    assertThat(copies.has(place | 3L << 30)).isFalse();
    copies.add(place + (1L << 52)); // its neighbour
    assertThat(copies.has(one)).isTrue();
    copies.add(place | 3L << 30);
    assertThat(copies.has(one)).isFalse();
    assertThat(copies.has(two)).isTrue();
  }
}

package io.finrst.compare;

import static io.finrst.compare.Wire.MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Errno;
import io.finrst.diagnosis.SocketError;
import io.finrst.script.Frame;
import io.finrst.script.Frames;
import io.finrst.script.Script;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two points on a wire of 5 ms each way, one router between them. */
class ComparerTest {
  private static final long DELAY = 5 * MS;

  private static final String CONVERSATION =
      """
      linux
      0.000  C > S [S] 0:0(0)
      +0.011 S > C [S.] 0:0(0) ack 1
      +0.001 C > S [.] 1 ack 1
      +0.001 C > S [P.] 1:101(100) ack 1
      +0.011 S > C [.] 1 ack 101
      +0.001 S > C [P.] 1:1001(1000) ack 101
      +0.001 C > S [.] 101 ack 1001
      +0.100 C > S [P.] 101:201(100) ack 1001
      +0.011 S > C [P.] 1001:2001(1000) ack 201
      +0.001 C > S [.] 201 ack 2001
      """;

  private static final String CLOSE =
      """
      +0.100 C > S [F.] 201 ack 2001
      +0.011 S > C [F.] 2001 ack 202
      +0.001 C > S [.] 202 ack 2002
      """;

  /** Another connection, by which both captures show that they still ran. */
  private static final Frames LATER =
      Script.parse(
          """
          linux
          host D 10.0.0.9:40000
          60.000 D > S [S] 0:0(0)
          +0.011 S > D [S.] 0:0(0) ack 1
          +0.001 D > S [.] 1 ack 1
          """);

  private static final Frames NEAR = Script.parse(CONVERSATION + CLOSE);

  private static Wire far() {
    return Wire.behind(NEAR, DELAY);
  }

  @Test
  void theSameTrafficDiffersInNothingButHops() {
    Compared found = Compared.of(NEAR, far().frames());
    Comparison c = found.only();
    assertThat(c.verdict()).isEqualTo(Verdict.GRACEFUL);
    assertThat(c.strays()).isEmpty();
    assertThat(c.notes()).isEmpty();
    assertThat(c.changes()).extracting(Change::field).containsOnly(Change.Field.TTL);
    assertThat(c.changes()).allSatisfy(change -> assertThat(change.packets()).isGreaterThan(4));
    assertThat(found.clock().offsetNs()).isZero();
    assertThat(found.clock().uncertaintyNs()).isEqualTo(DELAY);
  }

  @Test
  void theOrderIsFoundWhicheverIsNamedFirst() {
    Comparison c = Compared.of(far().frames(), NEAR).only();
    assertThat(c.places()).extracting(Place::name).containsExactly("p1", "p0");
  }

  @Test
  void withoutHopsTheOrderIsFoundByTime() {
    Comparison c = Compared.of(far().hop(-1).clock(-3_600_000 * MS, 0).frames(), NEAR).only();
    assertThat(c.places()).extracting(Place::name).containsExactly("p1", "p0");
    assertThat(c.changes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {-3_600_000_000_000L, -1_000, 0, 250, 90_000_000, 7_200_000_000_000L})
  void clocksMayDiffer(long aheadNs) {
    Compared found = Compared.of(NEAR, far().without(6).clock(aheadNs, 0).frames());
    assertThat(found.clock().offsetNs()).isEqualTo(aheadNs);
    assertThat(found.strays()).isEmpty(); // the reply to packet 6 was acknowledged: the capture missed it
    assertThat(found.only().notes()).singleElement().asString().contains("missed");
  }

  @Test
  void aClockThatDriftsIsFoundOut() {
    StringBuilder script = new StringBuilder(CONVERSATION);
    for (int second = 0; second < 120; second++) {
      int seq = 201 + second;
      script.append("+1.000 C > S [P.] ").append(seq).append(':').append(seq + 1).append("(1) ack 2001\n");
      script.append("+0.011 S > C [.] 2001 ack ").append(seq + 1).append('\n');
    }
    Frames near = Script.parse(script.toString());
    Compared found = Compared.of(near, Wire.behind(near, DELAY).clock(3_600_000 * MS, 50e-6).frames());
    assertThat(found.clock().drift() * 1e6).isBetween(49.0, 51.0);
    assertThat(found.clock().offsetNs() - 3_600_000 * MS).isBetween(-MS, MS);
    assertThat(found.strays()).isEmpty();
  }

  @Test
  void lostPacketsAreNamedWithTheirPlace() {
    Frames near = Script.parse(CONVERSATION + "+0.300 C > S [P.] 201:301(100) ack 2001\n+0.300 C > S [P.] 201:301(100) ack 2001\n"
        + "+0.011 S > C [.] 2001 ack 301\n+0.100 C > S [F.] 301 ack 2001\n+0.011 S > C [F.] 2001 ack 302\n+0.001 C > S [.] 302 ack 2002\n");
    Compared found = Compared.of(near, Wire.behind(near, DELAY).without(11).frames());
    assertThat(found.strays()).containsExactly("LOST PA p0:11");
    Stray lost = found.only().strays().get(0);
    assertThat(lost.from()).isEqualTo(Role.CLIENT);
    assertThat(lost.bytes()).isEqualTo(100);
    assertThat(lost.confidence()).isEqualTo(Confidence.CERTAIN);
  }

  @Test
  void whatIsLostOnTheWayBackIsSeenAtTheServerAlone() {
    Frames far = Script.parse(CONVERSATION + "+0.010 S > C [P.] 2001:2101(100) ack 201\n+0.300 S > C [P.] 2001:2101(100) ack 201\n"
        + "+0.011 C > S [.] 201 ack 2101\n+0.100 C > S [.] 201 ack 2101\n");
    Frames near = Wire.behind(far, -DELAY).hop(-2).without(11).frames();
    assertThat(Compared.of(near, far).strays()).containsExactly("LOST PA p1:11");
  }

  @Test
  void aLostAckIsNamed() {
    assertThat(Compared.of(NEAR, far().without(7).frames()).strays()).containsExactly("LOST A p0:7");
  }

  @Test
  void aSynAckThatIsLostMakesItsCauseCertain() {
    Frames far =
        Script.parse(
            """
            linux
            0.000 C > S [S] 0:0(0)
            +0.001 S > C [S.] 0:0(0) ack 1
            1.000 C > S [S] 0:0(0)
            +0.001 S > C [S.] 0:0(0) ack 1
            3.000 C > S [S] 0:0(0)
            +0.001 S > C [S.] 0:0(0) ack 1
            """);
    Frames near = Wire.behind(far, -DELAY).hop(-2).only(Wire::isFromClient).frames();
    Comparison c = Compared.of(near, far).only();
    assertThat(c.verdict()).isEqualTo(Verdict.SYN_UNANSWERED);
    assertThat(c.findings().get(0).cause()).isEqualTo(Cause.SYNACK_LOST);
    assertThat(c.strays(Stray.Kind.LOST)).hasSize(3).allMatch(Stray::syn);
  }

  @Test
  void aResetThatNobodySentIsCertain() {
    Frames sent = NEAR.part(1, 10).and(LATER);
    Frame last = NEAR.frame(9); // of the server
    Frames near = NEAR.part(1, 10).and(new Frames(List.of(Wire.forged(last, 1000, last.timeNs() + 20 * MS)))).and(LATER);
    Comparison c = Compared.of(near, Wire.behind(sent, DELAY).frames()).comparisons().get(0);
    assertThat(c.strays(Stray.Kind.FORGED)).singleElement().satisfies(stray -> {
      assertThat(stray.frame(0)).isEqualTo(11);
      assertThat(stray.from()).isEqualTo(Role.SERVER);
      assertThat(stray.confidence()).isEqualTo(Confidence.CERTAIN);
    });
    assertThat(c.endedBy().role()).isEqualTo(Role.MIDDLEBOX);
    assertThat(c.endedBy().inNameOf()).isEqualTo(Role.SERVER);
    assertThat(c.findings().get(0).cause()).isEqualTo(Cause.INJECTED_RESET);
    assertThat(c.findings().get(0).confidence()).isEqualTo(Confidence.CERTAIN);
    assertThat(c.clientErrors()).extracting(SocketError::error).contains(Errno.ECONNRESET);
  }

  @Test
  void aResetOfTheServerIsItsOwnThoughItsTtlIsOdd() {
    Frames near = Script.parse(CONVERSATION + "+0.020 S > C [R.] 2001 ack 201 ttl 200\n");
    Comparison c = Compared.of(near, Wire.behind(near, DELAY).frames()).only();
    assertThat(c.strays()).isEmpty();
    assertThat(c.verdict()).isEqualTo(Verdict.RST_AFTER_DATA);
    assertThat(c.findings()).noneMatch(finding -> finding.confidence() == Confidence.CERTAIN && finding.cause() == Cause.INJECTED_RESET);
  }

  @Test
  void aResetThatIsLostLeavesTheOtherSideInIgnorance() {
    Frames far = Script.parse(CONVERSATION + "+0.020 S > C [R.] 2001 ack 201\n+5.000 C > S [.] 201 ack 2001\n");
    Frames near = Wire.behind(far, -DELAY).hop(-2).without(11).frames();
    Compared found = Compared.of(near, far);
    assertThat(found.strays()).containsExactly("LOST RA p1:11");
    assertThat(found.only().verdict()).isEqualTo(Verdict.RST_AFTER_DATA);
    assertThat(found.only().endedBy().role()).isEqualTo(Role.SERVER);
    assertThat(found.only().clientErrors()).isEmpty();
  }

  @Test
  void anAddressTranslationIsSeenThrough() {
    Comparison c = Compared.of(NEAR, far().translated(77, 61_000).frames()).only();
    assertThat(c.matchedBy()).isEqualTo("initial sequence numbers");
    assertThat(c.strays()).isEmpty();
    assertThat(c.changes()).extracting(Change::field).contains(Change.Field.ADDRESSES, Change.Field.PORTS);
  }

  @Test
  void theBeginningMayBeMissingBehindATranslation() {
    Frames near = NEAR.part(4, 13);
    Comparison c = Compared.of(near, Wire.behind(near, DELAY).translated(77, 61_000).frames()).only();
    assertThat(c.matchedBy()).contains("overlapping");
    assertThat(c.strays()).isEmpty();
  }

  @Test
  void rewrittenNumbersAreComparedRelatively() {
    Comparison c = Compared.of(NEAR, far().renumbered(123_456_789).frames()).only();
    assertThat(c.strays()).isEmpty();
    assertThat(c.changes()).extracting(Change::field).contains(Change.Field.SEQUENCE_NUMBERS);
  }

  @Test
  void rewrittenAddressesAndNumbersLeaveTimestampAndPayload() {
    Comparison c = Compared.of(NEAR, far().renumbered(-5).translated(9, 1_234).frames()).only();
    assertThat(c.matchedBy()).contains("timestamp");
    assertThat(c.strays()).isEmpty();
  }

  @Test
  void aClampedMssIsAChange() {
    assertThat(Compared.of(NEAR, far().clamped(1360).frames()).only().changes())
        .filteredOn(change -> change.field() == Change.Field.MSS)
        .hasSize(2)
        .first()
        .satisfies(change -> {
          assertThat(change.sent()).isEqualTo("1460");
          assertThat(change.arrived()).isEqualTo("1360");
        });
  }

  @Test
  void segmentsThatAreCutUpOnTheWayAreTheSameBytes() {
    Compared found = Compared.of(NEAR, far().segmented(300).frames());
    assertThat(found.strays()).isEmpty();
    assertThat(Compared.of(far().segmented(300).hop(-1).frames(), NEAR).strays()).isEmpty();
  }

  @Test
  void ofACutSegmentOneThirdMayBeLost() {
    Frames near = Script.parse(CONVERSATION + "+0.001 C > S [P.] 201:3201(3000) ack 2001\n+0.300 C > S [P.] 1201:2201(1000) ack 2001\n"
        + "+0.011 S > C [.] 2001 ack 3201\n");
    Frames far = Wire.behind(near, DELAY).segmented(1000).frames();
    int lost = 12; // the second third of packet 11
    Frames without = new Frames(IntStream.rangeClosed(1, far.count()).filter(i -> i != lost)
        .mapToObj(far::frame).toList());
    Comparison c = Compared.of(near, without).only();
    assertThat(c.strays()).singleElement().satisfies(stray -> {
      assertThat(stray.kind()).isEqualTo(Stray.Kind.LOST);
      assertThat(stray.bytes()).isEqualTo(1000);
      assertThat(stray.frame(0)).isEqualTo(11);
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 70, 96, 128})
  void snapshotLengthsMayDiffer(int snaplen) {
    Compared found = Compared.of(NEAR, far().frames().cutAt(snaplen));
    assertThat(found.only().strays()).isEmpty();
    assertThat(found.only().changes()).extracting(Change::field).containsOnly(Change.Field.TTL);
  }

  @Test
  void copiesOfAMirroredPortAreNotAdded() {
    assertThat(Compared.of(NEAR, far().frames().doubled()).strays()).isEmpty();
    assertThat(Compared.of(NEAR.doubled(), far().frames()).strays()).isEmpty();
  }

  @Test
  void aPacketThatArrivesTwiceIsACopy() {
    assertThat(Compared.of(NEAR, far().twice(8, 40 * MS).frames()).strays()).containsExactly("COPY PA p1:11");
  }

  @Test
  void oneDirectionThatTookAnotherWayIsNotLost() {
    Compared found = Compared.of(NEAR, far().only(Wire::isFromClient).frames());
    assertThat(found.strays()).isEmpty();
    assertThat(found.only().notes()).containsExactly("the capture at p1 has nothing of what the server sent");
  }

  @Test
  void whatOneCaptureCouldNotSeeIsNotLost() {
    Frames far = far().frames();
    assertThat(Compared.of(NEAR, far.part(4, 13)).strays()).as("began later").isEmpty();
    assertThat(Compared.of(NEAR, far.part(1, 9)).strays()).as("ended earlier").isEmpty();
    assertThat(Compared.of(NEAR.part(3, 13), far).strays()).as("began later at the client").isEmpty();
  }

  @Test
  void reorderedPacketsAreNotLost() {
    Frames near = Script.parse(CONVERSATION + "+0.001 C > S [.] 201:301(100) ack 2001\n+0.0001 C > S [P.] 301:401(100) ack 2001\n"
        + "+0.011 S > C [.] 2001 ack 401\n");
    Wire wire = Wire.behind(near, DELAY);
    Frame first = wire.frames().frame(11);
    assertThat(Compared.of(near, wire.without(11).and(11, first.at(first.timeNs() + MS)).frames()).strays()).isEmpty();
  }

  @Test
  void ofThreePointsTheLegIsNamed() {
    Frames middle = far().frames();
    Frames far = Wire.behind(middle, DELAY).without(7).frames();
    Compared found = Compared.of(far, NEAR, middle);
    assertThat(found.only().places()).extracting(Place::name).containsExactly("p1", "p2", "p0");
    assertThat(found.strays()).containsExactly("LOST A p1:7 p2:7");
    Stray lost = found.only().strays().get(0);
    assertThat(List.of(lost.before(), lost.behind())).containsExactly(1, 2);
  }

  @Test
  void longTransfersAreCondensedAndLossesKept() {
    StringBuilder script = new StringBuilder(CONVERSATION);
    int seq = 201;
    for (int i = 0; i < 3_000; i++) {
      script.append("+0.0001 C > S [.] ").append(seq).append(':').append(seq + 1000).append("(1000) ack 2001\n");
      seq += 1000;
      if (i % 2 == 1) {
        script.append("+0.0001 S > C [.] 2001 ack ").append(seq - 100_000 < 201 ? 201 : seq - 100_000).append('\n');
      }
    }
    script.append("+0.300 C > S [.] ").append(2_900_201).append(':').append(2_901_201).append("(1000) ack 2001\n");
    script.append("+0.012 S > C [.] 2001 ack ").append(seq).append('\n');
    Frames near = Script.parse(script.toString());
    int lost = 10 + 2_900 + 1_450 + 1;
    Compared found = Compared.of(near, Wire.behind(near, DELAY).without(lost).frames());
    assertThat(found.strays()).containsExactly("LOST A p0:" + lost);
  }

  @Test
  void theSidesOfAProxyAreLinkedAndNotMerged() {
    Frames inner =
        Script.parse(
            """
            linux
            host P 10.0.0.7:50000
            host B 10.0.1.9:8080
            0.014  P > B [S] 0:0(0)
            +0.002 B > P [S.] 0:0(0) ack 1
            +0.001 P > B [.] 1 ack 1
            +0.001 P > B [P.] 1:201(200) ack 1
            +0.011 B > P [P.] 1:2001(2000) ack 201
            +0.001 P > B [F.] 201 ack 2001
            +0.001 B > P [F.] 2001 ack 202
            +0.001 P > B [.] 202 ack 2002
            """);
    Compared found = Compared.of(NEAR, inner);
    assertThat(found.comparisons()).hasSize(2).allSatisfy(c -> {
      assertThat(c.unmatched()).isEqualTo(Unmatched.OTHER_SIDE_OF_PROXY);
      assertThat(c.proxy()).isNotNull();
    });
  }

  @Test
  void onlyLargeSegmentsVanishInAPathMtuBlackHole() {
    Frames sent = Script.parse(CONVERSATION + """
        +0.001 C > S [.] 201:1649(1448) ack 2001
        +0.250 C > S [.] 201:1649(1448) ack 2001
        +0.500 C > S [.] 201:1649(1448) ack 2001
        +1.000 C > S [.] 201:1649(1448) ack 2001
        +2.000 C > S [.] 201:1649(1448) ack 2001
        +4.000 C > S [.] 201:1649(1448) ack 2001
        +8.000 C > S [.] 201:1649(1448) ack 2001
        """);
    Frames near = sent.and(LATER);
    Frames far = Wire.behind(near, DELAY).without(11, 12, 13, 14, 15, 16, 17).frames();
    Comparison c = Compared.of(near, far).comparisons().get(0);
    assertThat(c.verdict()).isEqualTo(Verdict.TIMED_OUT);
    assertThat(c.findings().get(0).cause()).isEqualTo(Cause.PATH_MTU_BLACK_HOLE);
    assertThat(c.strays(Stray.Kind.LOST)).hasSize(7);
  }
}

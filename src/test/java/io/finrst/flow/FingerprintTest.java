package io.finrst.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final long UNIT_NS = 1 << 14;
  private static final long LONGEST_UNITS = 610; // of 16.384 us: 9.99 ms
  private static final long START_NS = 1_700_000_000_000_000_000L / UNIT_NS * UNIT_NS;

  private static long seenAt(long ns) {
    return Fingerprint.of(1, 2, 3, ns);
  }

  @Test
  void sameNumbersAtTheSameTimeAreNotApart() {
    assertThat(Fingerprint.away(seenAt(START_NS), seenAt(START_NS))).isZero();
    assertThat(Fingerprint.away(seenAt(START_NS), seenAt(START_NS + UNIT_NS - 1))).isZero();
    assertThat(Fingerprint.away(seenAt(START_NS), seenAt(START_NS + UNIT_NS))).isEqualTo(1);
  }

  @Test
  void tenMillisecondsAreTheFarthestInEitherDirection() {
    long last = START_NS + (LONGEST_UNITS + 1) * UNIT_NS - 1;
    assertThat(Fingerprint.away(seenAt(START_NS), seenAt(last))).isEqualTo((int) LONGEST_UNITS);
    assertThat(Fingerprint.away(seenAt(last), seenAt(START_NS))).isEqualTo((int) LONGEST_UNITS);
    assertThat(Fingerprint.away(seenAt(START_NS), seenAt(last + 1))).isEqualTo(Fingerprint.NONE);
    assertThat(Fingerprint.away(seenAt(last + 1), seenAt(START_NS))).isEqualTo(Fingerprint.NONE);
  }

  @Test
  void timeThatWrapsIsStillNear() {
    long wrapNs = 1L << 38;
    long before = (START_NS / wrapNs + 1) * wrapNs - UNIT_NS;
    assertThat(Fingerprint.away(seenAt(before), seenAt(before + 2 * UNIT_NS))).isEqualTo(2);
    assertThat(Fingerprint.away(seenAt(before + 2 * UNIT_NS), seenAt(before))).isEqualTo(2);
    assertThat(Fingerprint.away(seenAt(START_NS), seenAt(START_NS + wrapNs))).as("as its comment says").isZero();
    assertThat(Fingerprint.away(seenAt(START_NS), seenAt(START_NS + wrapNs / 2))).isEqualTo(Fingerprint.NONE);
  }

  @Test
  void eachNumberMakesAnother() {
    long print = Fingerprint.of(1, 2, 3, START_NS);
    assertThat(Fingerprint.away(print, Fingerprint.of(0, 2, 3, START_NS))).isEqualTo(Fingerprint.NONE);
    assertThat(Fingerprint.away(print, Fingerprint.of(1, 0, 3, START_NS))).isEqualTo(Fingerprint.NONE);
    assertThat(Fingerprint.away(print, Fingerprint.of(1, 2, 0, START_NS))).isEqualTo(Fingerprint.NONE);
    assertThat(Fingerprint.away(print, Fingerprint.of(2, 1, 3, START_NS))).isEqualTo(Fingerprint.NONE);
  }

  @Test
  void distanceInNanoseconds() {
    assertThat(Fingerprint.ns(0)).isZero();
    assertThat(Fingerprint.ns(3)).isEqualTo(3 * UNIT_NS);
  }

  @Test
  void twoNumbersDoNotDisturbEachOther() {
    assertThat(Fingerprint.both(1, -1)).isEqualTo(0x1_FFFF_FFFFL);
    assertThat(Fingerprint.both(-1, 1)).isEqualTo(0xFFFF_FFFF_0000_0001L);
  }

  @Test
  void placeIsMadeOfTheUppermostBits() {
    assertThat(Fingerprint.place(-1, 12)).isEqualTo(4095);
    assertThat(Fingerprint.place(0x0010_0000_0000_0000L, 12)).isEqualTo(1);
    assertThat(Fingerprint.place(0x000F_FFFF_FFFF_FFFFL, 12)).isZero();
  }

  /** Numbers that follow each other, in any of the three, high half and low: as the packets of one flow have them. */
  @Test
  void numbersThatFollowEachOtherAreSpreadAndDistinct() {
    for (int which = 0; which < 6; which++) {
      Set<Long> prints = new HashSet<>();
      BitSet places = new BitSet();
      int count = 1 << 13;
      for (int i = 0; i < count; i++) {
        long n = which % 2 == 0 ? Fingerprint.both(0, i) : Fingerprint.both(i, 7);
        int at = which / 2;
        long print = Fingerprint.of(at == 0 ? n : 5, at == 1 ? n : 5, at == 2 ? n : 5, START_NS);
        prints.add(print);
        places.set(Fingerprint.place(print, 12));
      }
      assertThat(prints).as("numbers of kind %s", which).hasSize(count);
      assertThat(places.cardinality()).as("places of kind %s", which).isGreaterThan(3000); // chance takes 3542
    }
  }
}

package io.finrst.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamMapTest {
  private final StreamMap map = new StreamMap();

  private void assertHoles(String text, int holes, long missing) {
    assertThat(map).hasToString(text);
    assertThat(map.holes()).isEqualTo(holes);
    assertThat(map.missing()).isEqualTo(missing);
  }

  @Test
  void nothingIsMissingAtFirst() {
    assertHoles("", 0, 0);
    assertThat(map.fill(0, 1000)).isZero();
    assertThat(map.lacksOnly(0)).isFalse();
  }

  @Test
  void whatFillsAHoleWhollyLeavesNone() {
    map.open(100, 200);
    assertThat(map.fill(100, 200)).isEqualTo(100);
    assertHoles("", 0, 0);
  }

  @Test
  void onlyWhatWasMissingCountsAsFilled() {
    map.open(100, 200);
    assertThat(map.fill(50, 250)).isEqualTo(100);
    assertThat(map.fill(50, 250)).isZero();
  }

  @Test
  void fillingTheFrontLeavesTheRest() {
    map.open(100, 200);
    assertThat(map.fill(90, 130)).isEqualTo(30);
    assertHoles("[130,200)", 1, 70);
  }

  @Test
  void fillingTheEndLeavesTheFront() {
    map.open(100, 200);
    assertThat(map.fill(170, 210)).isEqualTo(30);
    assertHoles("[100,170)", 1, 70);
  }

  @Test
  void fillingTheMiddleLeavesTwoHoles() {
    map.open(100, 200);
    assertThat(map.fill(140, 150)).isEqualTo(10);
    assertHoles("[100,140)[150,200)", 2, 90);
  }

  @Test
  void splittingALowerHoleKeepsTheOrder() {
    map.open(100, 200);
    map.open(300, 400);
    map.open(500, 600);
    map.open(700, 800);
    map.fill(340, 360);
    assertHoles("[100,200)[300,340)[360,400)[500,600)[700,800)", 5, 380);
    assertThat(map.fill(340, 800)).isEqualTo(240);
    assertHoles("[100,200)[300,340)", 2, 140);
  }

  @Test
  void oneSegmentMayFillPartsOfSeveralHoles() {
    map.open(100, 200);
    map.open(300, 400);
    map.open(500, 600);
    assertThat(map.fill(150, 550)).isEqualTo(50 + 100 + 50);
    assertHoles("[100,150)[550,600)", 2, 100);
  }

  @Test
  void neighboursOfAHoleFillNothingOfIt() {
    map.open(100, 200);
    assertThat(map.fill(50, 100)).isZero();
    assertThat(map.fill(200, 250)).isZero();
    assertHoles("[100,200)", 1, 100);
  }

  @Test
  void holeMayLieAcrossTheWrap() {
    map.open(-10, 20);
    assertThat(map.fill(-5, 5)).isEqualTo(10);
    assertHoles("[4294967286,4294967291)[5,20)", 2, 20);
    assertThat(map.fill(-10, 20)).isEqualTo(20);
    assertHoles("", 0, 0);
  }

  @Test
  void oneByteBelowTheEndIsAllThatLacksOnlyAsksFor() {
    map.open(100, 200);
    map.open(299, 300);
    assertThat(map.lacksOnly(300)).isTrue();
    assertThat(map.lacksOnly(299)).isFalse();
    assertThat(map.lacksOnly(301)).isFalse();
    assertThat(map.lacksOnly(200)).isFalse();
    map.open(398, 400);
    assertThat(map.lacksOnly(400)).isFalse();
    map.fill(398, 399);
    assertThat(map.lacksOnly(400)).isTrue();
  }

  @Test
  void beyondTheBoundTheTwoOldestHolesAreJoined() {
    for (int i = 0; i < StreamMap.MAX_HOLES; i++) {
      map.open(10 * i, 10 * i + 4);
    }
    assertThat(map.holes()).isEqualTo(StreamMap.MAX_HOLES);
    map.open(2000, 2001);
    assertThat(map.holes()).isEqualTo(StreamMap.MAX_HOLES);
    assertThat(map.missing()).isEqualTo(4 * StreamMap.MAX_HOLES + 6 + 1);
    assertThat(map.toString()).startsWith("[0,14)[20,24)").endsWith("[630,634)[2000,2001)");
    assertThat(map.lacksOnly(2001)).isTrue();
  }

  @Test
  void aSplitBeyondTheBoundForgetsTheUpperPart() {
    for (int i = 0; i < StreamMap.MAX_HOLES; i++) {
      map.open(10 * i, 10 * i + 9);
    }
    assertThat(map.fill(14, 15)).isEqualTo(1);
    assertThat(map.holes()).isEqualTo(StreamMap.MAX_HOLES);
    assertThat(map.toString()).startsWith("[0,9)[10,14)[20,29)");
    assertThat(map.fill(15, 19)).as("taken as seen").isZero();
  }
}

package io.finrst.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.teardown.State;
import io.finrst.wire.Segment;
import io.finrst.wire.Tunnel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowTableTest {
  private final FlowTable table = new FlowTable(new MemoryBudget(1L << 40));
  private final Connection found = new Connection();

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void bothDirectionsLeadToTheSameConnection(int version) {
    table.open(segment(version, 1, 1000, 2, 80), found);

    assertThat(find(segment(version, 1, 1000, 2, 80))).isZero();
    assertThat(find(segment(version, 2, 80, 1, 1000))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void whereBothPortsAreTheSameTheAddressesTellTheDirection(int version) {
    table.open(segment(version, 1, 500, 2, 500), found);

    assertThat(find(segment(version, 1, 500, 2, 500))).isZero();
    assertThat(find(segment(version, 2, 500, 1, 500))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void theSamePortsBetweenOthersAreAnotherConnection(int version) {
    table.open(segment(version, 1, 1000, 2, 80), found);

    assertThat(find(segment(version, 1, 1000, 3, 80))).isEqualTo(-1);
    assertThat(find(segment(version, 2, 1000, 1, 80))).isEqualTo(-1);
    assertThat(find(segment(10 - version, 1, 1000, 2, 80))).isEqualTo(-1);
  }

  @Test
  void factsThatShareAWordDoNotDisturbEachOther() {
    table.open(segment(4, 1, 1000, 2, 80), found);
    found.link(4095, Tunnel.TEREDO, 9);
    found.mss(0, 65_535);
    found.mss(1, 1_220);
    found.state(State.TRANSFER);
    found.closer(1);

    assertThat(found.vlan()).isEqualTo(4095);
    assertThat(found.tunnel()).isEqualTo(Tunnel.TEREDO.ordinal());
    assertThat(found.fractionDigits()).isEqualTo(9);
    assertThat(found.mss(0)).isEqualTo(65_535);
    assertThat(found.mss(1)).isEqualTo(1_220);
    assertThat(found.state()).isEqualTo(State.TRANSFER);
    assertThat(found.closer()).isEqualTo(1);

    found.mss(0, 0);
    found.closer(-1);
    assertThat(found.mss(1)).isEqualTo(1_220);
    assertThat(found.vlan()).isEqualTo(4095);
    assertThat(found.closer()).isEqualTo(-1);
  }

  @Test
  void roomEndsWithTheBudgetAndComesBackWithWhatLeaves() {
    MemoryBudget budget = new MemoryBudget(3 << 20); // the index and two chunks of 4,096
    FlowTable small = new FlowTable(budget);
    int opened = 0;
    while (small.hasRoom()) {
      small.open(segment(4, 1, 1, opened++, 2), found);
      found.set(Connection.IN_USE);
    }
    assertThat(opened).isEqualTo(8_192);
    small.remove(found);
    assertThat(small.hasRoom()).isTrue();

    small.at(0, found);
    Story story = found.tell();
    for (int i = 0; i < Story.MAX_ALSO_STREAMS; i++) {
      story.alsoStream(i);
    }
    int slot = 1;
    while (!budget.isExceeded()) {
      small.at(slot++, found);
      found.tell().makeHoles(0);
    }
    assertThat(small.hasRoom()).as("whatever slots are free").isFalse();
    small.at(0, found);
    small.remove(found);
    assertThat(small.hasRoom()).isTrue();
  }

  /** The direction, -1 when there is no such connection. */
  private int find(Segment segment) {
    return table.find(segment, found) ? found.direction : -1;
  }

  private static Segment segment(int version, long from, int fromPort, long to, int toPort) {
    Segment segment = new Segment();
    segment.ipVersion = version;
    segment.srcLo = from;
    segment.srcPort = fromPort;
    segment.dstLo = to;
    segment.dstPort = toPort;
    return segment;
  }
}

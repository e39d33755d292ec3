package io.finrst.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.property.Draw;
import io.finrst.property.Property;
import io.finrst.wire.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvictionTest {
  private static final long US = 1 << 10; // what is told apart
  private static final long START_NS = 1_700_000_000_000_000_000L;

  private final FlowTable table = new FlowTable(new MemoryBudget(1L << 40));
  private final Connection c = new Connection();
  private final Eviction eviction = new Eviction();

  private int open(int number, long lastNs) {
    Segment syn = new Segment();
    syn.ipVersion = 4;
    syn.srcLo = number;
    table.open(syn, c);
    c.set(Connection.IN_USE);
    c.first(1, lastNs);
    return c.slot();
  }

  private int evict() {
    int slot = eviction.longestSilent(table, c);
    table.at(slot, c);
    table.remove(c);
    return slot;
  }

  @Test
  void theLongestSilentLeavesFirstWhateverTheOrderInWhichTheyCame() {
    Property.holds(50, draw -> new EvictionTest().assertLongestSilentFirst(draw));
  }

  private void assertLongestSilentFirst(Draw draw) {
    List<Long> times = new ArrayList<>();
    int count = draw.between(1, 3_000);
    for (int i = 0; i < count; i++) {
      times.add(START_NS + US * ((i * 7_919L + draw.between(0, 3)) % 3_001));
      open(i, times.get(i));
    }
    List<Long> evicted = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      evicted.add(times.get(evict()));
    }
    assertThat(evicted).isSortedAccordingTo(Comparator.naturalOrder());
    assertThat(table.size()).isZero();
  }

  @Test
  void whoSpeaksMeanwhileStays() {
    for (int i = 0; i < 1_000; i++) {
      open(i, START_NS + US * i);
    }
    assertThat(evict()).isZero();
    table.at(1, c);
    c.a.lastTimeNs(START_NS + US * 5_000);
    assertThat(evict()).isEqualTo(2);
    assertThat(open(1_000, START_NS + US * 6_000)).as("the slot that was freed last").isEqualTo(2);
    assertThat(evict()).isEqualTo(3);
  }

  @Test
  void connectionsOfOneTimeAllLeave() {
    for (int i = 0; i < 40_000; i++) {
      open(i, START_NS);
    }
    for (int i = 0; i < 40_000; i++) {
      evict();
    }
    assertThat(table.size()).isZero();
  }
}

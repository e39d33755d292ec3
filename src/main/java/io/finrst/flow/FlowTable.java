package io.finrst.flow;

import io.finrst.wire.Segment;
import java.util.Arrays;

/**
 * The connections being followed: an open-addressing index over chunks of primitive state, so that
 * ten million of them cost an array each four thousand and nothing per packet.
 *
 * <p>The index holds 32 bits of hash beside the slot number, so that a miss rarely touches a chunk.
 * Deleted entries are closed up by shifting back, which keeps probes short without tombstones.
 * Slots of ended connections are reused.
 */
final class FlowTable {
  static final int CHUNK_BITS = 12;
  private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;
  private static final int NO_SLOT = -1;
  private static final long CHUNK_BYTES = 4L * Connection.WORDS << CHUNK_BITS;
  private static final long ADDRESS_BYTES = 8L * 4 << CHUNK_BITS;
  private static final long STORY_BYTES = 4L << CHUNK_BITS;

  private final MemoryBudget budget;
  private long[] index = new long[1 << 12]; // hash << 32 | slot + 1, 0 for empty
  private int[][] chunks = new int[16][];
  private long[][] addresses6 = new long[16][]; // four longs a slot, only where a chunk holds IPv6
  private Story[][] stories = new Story[16][];

  private int size;
  private int highSlot; // slots ever used
  private int freeSlot = NO_SLOT; // head of the list of free slots, linked through their first word
  private boolean reused;
  private int lastSlot =
      NO_SLOT; // packets come in bursts: the connection of the last one is tried first

  /**
   * @param budget what it may take; it is asked by {@link #hasRoom} and not heeded otherwise
   */
  FlowTable(MemoryBudget budget) {
    this.budget = budget;
  }

  /** Whether one more connection may be added within the budget. */
  boolean hasRoom() {
    if (freeSlot != NO_SLOT) {
      return !budget.isExceeded();
    }
    long forChunk = (highSlot & CHUNK_MASK) == 0 ? CHUNK_BYTES : 0;
    long forIndex = isIndexFull() ? 8L * index.length : 0;
    return budget.has(forChunk + forIndex);
  }

  private boolean isIndexFull() {
    return (size + 1) * 5L > index.length * 3L;
  }

  /** What is taken by its connections, and may be. */
  MemoryBudget budget() {
    return budget;
  }

  /** Connections in the table. */
  int size() {
    return size;
  }

  /** One more than the highest slot ever used. */
  int slotLimit() {
    return highSlot;
  }

  /** Whether slots were reused, so that slot order is no longer the order of first packets. */
  boolean slotsReused() {
    return reused;
  }

  /**
   * Points {@code c} at the connection of {@code s}, with its direction; false when there is none.
   */
  boolean find(Segment s, Connection c) {
    if (lastSlot != NO_SLOT) {
      int direction = direction(lastSlot, s);
      if (direction >= 0) {
        at(lastSlot, c);
        c.direction = direction;
        return true;
      }
    }
    int hash = hash(s);
    long[] index = this.index;
    int mask = index.length - 1;
    for (int i = hash & mask; ; i = i + 1 & mask) {
      long entry = index[i];
      if (entry == 0) {
        return false;
      }
      if ((int) (entry >>> 32) == hash) {
        int slot = (int) entry - 1;
        int direction = direction(slot, s);
        if (direction >= 0) {
          lastSlot = slot;
          at(slot, c);
          c.direction = direction;
          return true;
        }
      }
    }
  }

  /**
   * 0 when {@code s} runs from the slot's first sender to the other side, 1 for the way back, -1
   * for another connection.
   */
  private int direction(int slot, Segment s) {
    int[] w = chunks[slot >>> CHUNK_BITS];
    int base = (slot & CHUNK_MASK) * Connection.WORDS;
    int ports = w[base + Connection.PORTS];
    int forth = s.srcPort << 16 | s.dstPort;
    int back = s.dstPort << 16 | s.srcPort;
    if (ports != forth && ports != back) {
      return -1; // nearly always when it is another connection
    }
    if ((w[base + Connection.FLAGS] & Connection.IPV6) != 0) {
      return s.ipVersion == 6 ? direction6(slot, s, ports == forth, ports == back) : -1;
    }
    if (s.ipVersion != 4) {
      return -1;
    }
    int a = w[base + Connection.ADDRESS_A];
    int b = w[base + Connection.ADDRESS_B];
    if (ports == forth && a == (int) s.srcLo && b == (int) s.dstLo) {
      return 0;
    }
    return ports == back && a == (int) s.dstLo && b == (int) s.srcLo ? 1 : -1;
  }

  private int direction6(int slot, Segment s, boolean mayBeForth, boolean mayBeBack) {
    long[] v6 = addresses6[slot >>> CHUNK_BITS];
    int at = (slot & CHUNK_MASK) << 2;
    if (mayBeForth
        && v6[at + 1] == s.srcLo
        && v6[at] == s.srcHi
        && v6[at + 3] == s.dstLo
        && v6[at + 2] == s.dstHi) {
      return 0;
    }
    boolean isBack =
        mayBeBack
            && v6[at + 1] == s.dstLo
            && v6[at] == s.dstHi
            && v6[at + 3] == s.srcLo
            && v6[at + 2] == s.srcHi;
    return isBack ? 1 : -1;
  }

  /**
   * Adds a connection whose first packet is {@code s} and points {@code c} at it; all other state
   * is zero.
   */
  void open(Segment s, Connection c) {
    if (isIndexFull()) {
      grow();
    }
    int slot = allocate(s);
    insert(index, (long) hash(s) << 32 | slot + 1L);
    turnTo(slot, c);
  }

  /**
   * Adds a connection in the place of the one {@code c} points at, which has the same addresses and ports, and points
   * {@code c} at it. The other one stays in its slot but is not found any more.
   */
  void displace(Segment s, Connection c) {
    int older = c.slot();
    c.set(Connection.DISPLACED);
    int slot = allocate(s);
    index[entry(hash(s), older)] = (long) hash(s) << 32 | slot + 1L;
    turnTo(slot, c);
  }

  /** Takes back {@link #displace}: {@code older} is found again, and {@code c} no more. */
  void restore(Connection older, Connection c) {
    int hash = hash(c.hiA(), c.loA(), c.portA(), c.hiB(), c.loB(), c.portB());
    index[entry(hash, c.slot())] = (long) hash << 32 | older.slot() + 1L;
    older.clear(Connection.DISPLACED);
    c.set(Connection.DISPLACED);
    lastSlot = older.slot();
  }

  private void turnTo(int slot, Connection c) {
    size++;
    lastSlot = slot;
    at(slot, c);
    c.direction = 0;
  }

  private int allocate(Segment s) {
    boolean used = freeSlot != NO_SLOT;
    int slot = used ? freeSlot : highSlot;
    int chunk = slot >>> CHUNK_BITS;
    if (chunk == chunks.length) {
      chunks = Arrays.copyOf(chunks, chunk * 2);
      addresses6 = Arrays.copyOf(addresses6, chunk * 2);
      stories = Arrays.copyOf(stories, chunk * 2);
    }
    int[] w = chunks[chunk];
    int base = (slot & CHUNK_MASK) * Connection.WORDS;
    if (w == null) {
      w = chunks[chunk] = new int[Connection.WORDS << CHUNK_BITS];
      budget.take(CHUNK_BYTES);
    }
    if (s.ipVersion == 6 && addresses6[chunk] == null) {
      addresses6[chunk] = new long[4 << CHUNK_BITS];
      budget.take(ADDRESS_BYTES);
    }
    // from here on nothing is allocated: who runs out of memory finds the table as it was
    if (!used) {
      highSlot++;
    } else { // a slot never used is still zero
      reused = true;
      freeSlot = w[base] - 1;
      Arrays.fill(w, base, base + Connection.WORDS, 0);
    }
    w[base + Connection.PORTS] = s.srcPort << 16 | s.dstPort;
    if (s.ipVersion == 4) {
      w[base + Connection.ADDRESS_A] = (int) s.srcLo;
      w[base + Connection.ADDRESS_B] = (int) s.dstLo;
    } else {
      w[base + Connection.FLAGS] = Connection.IPV6;
      long[] v6 = addresses6[chunk];
      int at = (slot & CHUNK_MASK) << 2;
      v6[at] = s.srcHi;
      v6[at + 1] = s.srcLo;
      v6[at + 2] = s.dstHi;
      v6[at + 3] = s.dstLo;
    }
    return slot;
  }

  /** Points {@code c} at a slot in use. */
  void at(int slot, Connection c) {
    c.at(this, slot, chunks[slot >>> CHUNK_BITS], (slot & CHUNK_MASK) * Connection.WORDS);
  }

  /** Whether {@code slot} holds a connection. */
  boolean inUse(int slot) {
    return (chunks[slot >>> CHUNK_BITS][(slot & CHUNK_MASK) * Connection.WORDS + Connection.FLAGS]
            & Connection.IN_USE)
        != 0;
  }

  /** Where in the index {@code slot} stands, which must be there. */
  private int entry(int hash, int slot) {
    int mask = index.length - 1;
    int i = hash & mask;
    long entry = (long) hash << 32 | slot + 1L;
    while (index[i] != entry) {
      i = i + 1 & mask;
    }
    return i;
  }

  /** Removes the connection {@code c} points at. */
  void remove(Connection c) {
    int slot = c.slot();
    if (slot == lastSlot) {
      lastSlot = NO_SLOT;
    }
    if (!c.is(Connection.DISPLACED)) {
      int hash = hash(c.hiA(), c.loA(), c.portA(), c.hiB(), c.loB(), c.portB());
      closeUp(entry(hash, slot), index.length - 1);
    }
    Story[] row = stories[slot >>> CHUNK_BITS];
    if (row != null && row[slot & CHUNK_MASK] != null) {
      row[slot & CHUNK_MASK].giveBack();
      row[slot & CHUNK_MASK] = null;
    }
    int[] w = chunks[slot >>> CHUNK_BITS];
    int base = (slot & CHUNK_MASK) * Connection.WORDS;
    w[base] = freeSlot + 1;
    w[base + Connection.FLAGS] = 0;
    freeSlot = slot;
    size--;
  }

  /**
   * Moves later entries of a probe run back over the hole at {@code hole} (Knuth, 6.4, algorithm
   * R).
   */
  private void closeUp(int hole, int mask) {
    int i = hole;
    while (true) {
      i = i + 1 & mask;
      long entry = index[i];
      if (entry == 0) {
        index[hole] = 0;
        return;
      }
      int home = (int) (entry >>> 32) & mask;
      if ((i - home & mask) >= (i - hole & mask)) {
        index[hole] = entry;
        hole = i;
      }
    }
  }

  Story story(int slot) {
    Story[] row = stories[slot >>> CHUNK_BITS];
    return row == null ? null : row[slot & CHUNK_MASK];
  }

  void story(int slot, Story story) {
    Story[] row = stories[slot >>> CHUNK_BITS];
    if (row == null) {
      row = stories[slot >>> CHUNK_BITS] = new Story[1 << CHUNK_BITS];
      budget.take(STORY_BYTES);
    }
    row[slot & CHUNK_MASK] = story;
  }

  long address6(int slot, int word) {
    return addresses6[slot >>> CHUNK_BITS][((slot & CHUNK_MASK) << 2) + word];
  }

  private void grow() {
    long[] larger = new long[index.length * 2];
    budget.take(8L * index.length);
    for (long entry : index) {
      if (entry != 0) {
        insert(larger, entry);
      }
    }
    index = larger;
  }

  private static void insert(long[] index, long entry) {
    int mask = index.length - 1;
    int i = (int) (entry >>> 32) & mask;
    while (index[i] != 0) {
      i = i + 1 & mask;
    }
    index[i] = entry;
  }

  private static int hash(Segment s) {
    return hash(s.srcHi, s.srcLo, s.srcPort, s.dstHi, s.dstLo, s.dstPort);
  }

  /** The same for both directions of a connection. */
  private static int hash(long hiA, long loA, int portA, long hiB, long loB, int portB) {
    long h = mix(hiA, loA, portA) + mix(hiB, loB, portB);
    h *= 0x9E3779B97F4A7C15L;
    return (int) (h >>> 32);
  }

  private static long mix(long hi, long lo, int port) {
    long h = (hi * 0xC2B2AE3D27D4EB4FL ^ lo) * 0x9E3779B97F4A7C15L + port * 0xBF58476D1CE4E5B9L;
    return h ^ h >>> 32;
  }
}

package io.finrst.compare;

/** Trails by stream number: open addressing without boxing, since every packet asks. */
final class StreamTable {
  private static final int SMALLEST = 1 << 10;

  private long[] keys = new long[SMALLEST]; // stream number + 1, 0 is free
  private Trail[] trails = new Trail[SMALLEST];
  private int size;

  /** The trail of {@code stream}, null for none. */
  Trail get(long stream) {
    return trails[place(stream + 1)];
  }

  /** Puts one where {@link #get} gave null. */
  void put(long stream, Trail trail) {
    if (size * 2 >= keys.length) {
      grow();
    }
    int at = place(stream + 1);
    keys[at] = stream + 1;
    trails[at] = trail;
    size++;
  }

  /** Takes one out; null where there is none. */
  Trail remove(long stream) {
    int at = place(stream + 1);
    Trail removed = trails[at];
    if (removed != null) {
      size--;
      close(at);
    }
    return removed;
  }

  /** Moves up what was put further on because its place was taken. */
  private void close(int free) {
    int at = free;
    int gap = free;
    while (true) {
      at = at + 1 & keys.length - 1;
      if (keys[at] == 0) {
        keys[gap] = 0;
        trails[gap] = null;
        return;
      }
      int home = home(keys[at]);
      if ((at - home & keys.length - 1) >= (at - gap & keys.length - 1)) {
        keys[gap] = keys[at];
        trails[gap] = trails[at];
        gap = at;
      }
    }
  }

  private void grow() {
    long[] oldKeys = keys;
    Trail[] oldTrails = trails;
    keys = new long[oldKeys.length * 2];
    trails = new Trail[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int at = place(oldKeys[i]);
        keys[at] = oldKeys[i];
        trails[at] = oldTrails[i];
      }
    }
  }

  private int place(long key) {
    int at = home(key);
    while (keys[at] != 0 && keys[at] != key) {
      at = at + 1 & keys.length - 1;
    }
    return at;
  }

  private int home(long key) {
    return (int) (key * 0x9E3779B97F4A7C15L >>> 40) & keys.length - 1;
  }
}

package io.finrst.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Things by 64-bit keys, which are taken to be as good as what they were made of. Made for one question a connection:
 * no boxing, no hash but the key's own. In the order in which they were put.
 *
 * @param <T> what is kept
 */
final class LongTable<T> {
  private final int most;
  private final List<T> values = new ArrayList<>();
  private long[] keys = new long[64];
  private int[] places = new int[64]; // in values

  /** One that holds {@code most} things. */
  LongTable(int most) {
    this.most = most;
  }

  /** What was put under {@code key}, null for nothing. */
  T get(long key) {
    int at = Places.of(key, keys);
    return keys[at] == 0 ? null : values.get(places[at]);
  }

  /** Puts something where {@link #get} gave null. */
  void put(long key, T value) {
    if (values.size() * 2 >= keys.length) {
      grow();
    }
    int at = Places.of(key, keys);
    keys[at] = key;
    places[at] = values.size();
    values.add(value);
  }

  /** Whether nothing more is to be put. */
  boolean isFull() {
    return values.size() >= most;
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  List<T> values() {
    return values;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldPlaces = places;
    keys = new long[oldKeys.length * 2];
    places = Arrays.copyOf(places, keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int at = Places.of(oldKeys[i], keys);
        keys[at] = oldKeys[i];
        places[at] = oldPlaces[i];
      }
    }
  }
}

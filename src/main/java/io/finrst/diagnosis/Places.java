package io.finrst.diagnosis;

/** Open addressing over well-mixed 64-bit keys of {@link Mix}; the number of places is a power of two, and 0 is a free one. */
final class Places {
  private Places() {}

  /** Where {@code key} stands, or would stand. */
  static int of(long key, long[] keys) {
    int at = (int) (key >>> 32) & keys.length - 1;
    while (keys[at] != 0 && keys[at] != key) {
      at = at + 1 & keys.length - 1;
    }
    return at;
  }
}

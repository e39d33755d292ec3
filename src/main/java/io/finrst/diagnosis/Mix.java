package io.finrst.diagnosis;

import io.finrst.wire.Address;

/** Makes well-mixed 64-bit keys, never 0. */
final class Mix {
  private Mix() {}

  /** A key of an address. */
  static long of(Address address) {
    return of(of(address.hi()) + address.lo() + ((long) address.version() << 56));
  }

  /** A key of two keys in this order. */
  static long of(long one, long other) {
    return of(one + of(other));
  }

  /** Stafford's mixer 13, as in SplittableRandom. */
  private static long of(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return (z ^ z >>> 31) | 1;
  }
}

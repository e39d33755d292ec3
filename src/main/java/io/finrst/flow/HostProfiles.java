package io.finrst.flow;

import io.finrst.record.HostLooks;

/**
 * TTL of each host's SYN-ACKs as each interface of the capture has shown them so far, and whether they have IPv6 flow
 * labels, so that a reset from another device stands out even on a connection where the host itself said nothing. Asked
 * when a reset comes, it tells what was seen before, whatever is analysed first.
 *
 * <p>Open addressing over primitive arrays, at most {@link #MAX_HOSTS}; later hosts are not
 * remembered.
 */
final class HostProfiles {
  static final int MAX_HOSTS = 1 << 16;

  private static final int TTL_MASK = 0xFF;
  private static final int TTL_VARIES = 1 << 8;
  private static final int LABELS = 1 << 9;

  /** Spreads interfaces over all bits of an address: neighbouring networks differ in a few. */
  private static final long PLACE_SPREAD = 0x9FB21C651E98DF25L;

  private long[] keys = new long[1 << 8];
  private short[] ttls = new short[1 << 8]; // TTL | TTL_VARIES | LABELS
  private int size;

  /** Notes a SYN-ACK of the host. */
  void note(int place, int ipVersion, long hi, long lo, int ttl, int flowLabel) {
    long key = key(ipVersion, hi ^ place * PLACE_SPREAD, lo);
    int i = slot(key);
    if (keys[i] == key) {
      if ((ttls[i] & TTL_MASK) != ttl) {
        ttls[i] |= TTL_VARIES;
      }
      ttls[i] |= label(flowLabel);
    } else if (size < MAX_HOSTS) {
      keys[i] = key;
      ttls[i] = (short) (ttl | label(flowLabel));
      if (++size * 2 > keys.length) {
        grow();
      }
    }
  }

  /** What the host's SYN-ACKs looked like so far at {@code place}, an interface of the capture. */
  HostLooks looks(int place, int ipVersion, long hi, long lo) {
    long key = key(ipVersion, hi ^ place * PLACE_SPREAD, lo);
    int i = slot(key);
    if (keys[i] != key) {
      return HostLooks.NONE;
    }
    boolean varies = (ttls[i] & TTL_VARIES) != 0;
    return new HostLooks(varies ? HostLooks.VARIES : ttls[i] & TTL_MASK, (ttls[i] & LABELS) != 0);
  }

  private static int label(int flowLabel) {
    return flowLabel == 0 ? 0 : LABELS;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int i = (int) (key >>> 32) & mask;
    while (keys[i] != 0 && keys[i] != key) {
      i = i + 1 & mask;
    }
    return i;
  }

  private void grow() {
    long[] oldKeys = keys;
    short[] oldTtls = ttls;
    keys = new long[oldKeys.length * 2];
    ttls = new short[keys.length];
    for (int j = 0; j < oldKeys.length; j++) {
      if (oldKeys[j] != 0) {
        int i = slot(oldKeys[j]);
        keys[i] = oldKeys[j];
        ttls[i] = oldTtls[j];
      }
    }
  }

  /**
   * 64 well-mixed bits stand for the address: two hosts share them once in billions. Never 0, the
   * empty mark.
   */
  static long key(int ipVersion, long hi, long lo) {
    long h = (hi ^ ipVersion) * 0xC2B2AE3D27D4EB4FL + lo;
    h = (h ^ h >>> 31) * 0x9E3779B97F4A7C15L;
    h = (h ^ h >>> 29) * 0xBF58476D1CE4E5B9L;
    h ^= h >>> 32;
    return h == 0 ? 1 : h;
  }
}

package io.finrst.wire;

import io.finrst.capture.Bytes;

/**
 * BSD loopback, LINKTYPE_NULL and LINKTYPE_LOOP: four bytes of address family, then the packet. NULL has the family in
 * the byte order of the capturing machine, LOOP in network order; the value itself tells which.
 */
final class Loopback {
  private static final int BYTES = 4;
  private static final int AF_INET = 2;

  private Loopback() {}

  static Outcome decode(Cursor c, int at) {
    if (!c.has(at, BYTES)) {
      return c.lacking(at, BYTES);
    }
    int family = Bytes.i32be(c.data, at);
    if (family >>> 16 != 0) {
      family = Integer.reverseBytes(family);
    }
    if (family == AF_INET) {
      return Ipv4.decode(c, at + BYTES);
    }
    return isInet6(family) ? Ipv6.decode(c, at + BYTES) : c.skip("loopback, not IP");
  }

  /** AF_INET6 of Linux (10), Windows (23), NetBSD and OpenBSD (24), FreeBSD (28) and macOS (30). */
  private static boolean isInet6(int family) {
    return family == 10 || family == 23 || family == 24 || family == 28 || family == 30;
  }
}

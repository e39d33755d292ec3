package io.finrst.flow;

import io.finrst.wire.Segment;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Connections known only by an ICMP error that quotes them. Wireshark dissects a TCP header that is quoted in full, and
 * so such an error takes a stream number, which the connection has that is seen on these addresses and ports later.
 */
final class Strays {
  /** Most that are remembered: errors come in floods, and few quote what is seen afterwards. */
  static final int MOST = 4096;

  private record Ends(long oneHi, long oneLo, int onePort, long otherHi, long otherLo, int otherPort) {
    /** The same for both directions. */
    static Ends of(Segment s) {
      boolean asIs =
          s.srcHi != s.dstHi ? s.srcHi < s.dstHi : s.srcLo != s.dstLo ? s.srcLo < s.dstLo : s.srcPort < s.dstPort;
      return asIs
          ? new Ends(s.srcHi, s.srcLo, s.srcPort, s.dstHi, s.dstLo, s.dstPort)
          : new Ends(s.dstHi, s.dstLo, s.dstPort, s.srcHi, s.srcLo, s.srcPort);
    }
  }

  private final Map<Ends, Integer> byEnds =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Ends, Integer> eldest) {
          return size() > MOST;
        }
      };

  /** Whether the connection of {@code s}, which an error quotes, is new here; it then has the number {@code stream}. */
  boolean add(Segment s, int stream) {
    return byEnds.putIfAbsent(Ends.of(s), stream) == null;
  }

  /** The number of the connection that {@code s} begins; -1 for none. */
  int take(Segment s) {
    Integer stream = byEnds.isEmpty() ? null : byEnds.remove(Ends.of(s));
    return stream == null ? -1 : stream;
  }
}

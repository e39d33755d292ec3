package io.finrst.flow;

import java.util.BitSet;

/** Which of two ports is a service's, where neither a SYN nor what the programs say tells. */
final class ServicePorts {
  /** RFC 6335 section 6: system ports end here, 0 to 1023. */
  private static final int FIRST_USER_PORT = 1024;

  /** Services registered with IANA beyond the system ports, or always found there; any of them may be a client's port. */
  private static final int[] COMMON = {
    1080, 1194, 1433, 1521, 1723, 1883, 2049, 2181, 2375, 2376, 2379, 2380, 3000, 3128, 3268, 3269, 3306, 3389, 4369, 5000,
    5060, 5061, 5222, 5269, 5432, 5555, 5671, 5672, 5900, 5938, 5984, 5985, 5986, 6379, 6443, 6667, 7001, 8000, 8008, 8080,
    8081, 8086, 8088, 8123, 8443, 8500, 8883, 8888, 9000, 9042, 9090, 9092, 9100, 9200, 9300, 9418, 9999, 10250, 11211,
    15672, 25565, 27017, 50051
  };

  private static final BitSet KNOWN = new BitSet();

  static {
    for (int port : COMMON) {
      KNOWN.set(port);
    }
  }

  private ServicePorts() {}

  /** Whether {@code port} is the likelier service of the two: a well-known one before others, else the lower. */
  static boolean isService(int port, int other) {
    int rank = rank(port);
    int otherRank = rank(other);
    return rank == otherRank ? port < other : rank < otherRank;
  }

  private static int rank(int port) {
    return port < FIRST_USER_PORT ? 0 : KNOWN.get(port) ? 1 : 2;
  }
}

package io.finrst.script;

/** One named end in a script: its address and what its socket remembers from packet to packet. */
final class Host {
  final String name;
  final byte[] address;
  final int port;
  final long mac;

  /** Initial sequence number; relative number 0. */
  int isn;

  /** Whether a packet has made {@link #isn} known: sent by this host, or acknowledged by the other. */
  boolean isnUsed;

  /** IPv4 identification of its next packet. */
  int ipId;

  /** Window field of its last packet. */
  int window = 65_535;

  /** Its SYN carried the timestamps option. */
  boolean timestamps;

  /** Clock offset of its timestamps. */
  int tsBase;

  /** Last TSval it sent. */
  int lastTsVal;

  Host(String name, byte[] address, int port, int number) {
    this.name = name;
    this.address = address;
    this.port = port;
    this.mac = 0x0200_0000_0001L + number;
    this.isn = 1_000_000_000 + number * 2_000_000_000; // the second one has its top bit set
    this.ipId = 0x1000 * (number + 1);
    this.tsBase = 100_000 * (number + 1);
  }

  /** A new connection of this host starts at {@code number}. */
  void restart(int number) {
    isn = number;
    isnUsed = false;
    timestamps = false;
    window = 65_535;
  }
}

package io.finrst.script;

/** One TCP packet made of numbers, for tests that have no script: raw link type, correct checksums. */
public final class TcpFrame {
  private static final int RAW = 101;

  private final IpPacket packet = new IpPacket();

  /** From 10.0.0.{@code from} to 10.0.0.{@code to}, or 2001:db8:: with these last bytes. */
  public TcpFrame(boolean v6, int from, int fromPort, int to, int toPort) {
    packet.source = address(v6, from);
    packet.target = address(v6, to);
    packet.sourcePort = fromPort;
    packet.targetPort = toPort;
  }

  private static byte[] address(boolean v6, int last) {
    byte[] four = {10, 0, 0, (byte) last};
    byte[] six = {0x20, 1, 0x0D, (byte) 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) last};
    return v6 ? six : four;
  }

  /** The TCP header. */
  public TcpFrame tcp(int flags, int seq, int ack, int window, int length) {
    packet.flags = flags;
    packet.seq = seq;
    packet.ack = ack;
    packet.window = window;
    packet.payload = new byte[length];
    return this;
  }

  /** The IP header. */
  public TcpFrame ip(int ttl, int id) {
    packet.ttl = ttl;
    packet.ipId = id & 0xFFFF;
    return this;
  }

  /** Options of a SYN of Linux. */
  public TcpFrame linuxSyn(int tsVal, int tsEcr) {
    packet.options = Options.linuxSyn(tsVal, tsEcr).toBytes();
    return this;
  }

  /** Timestamps alone. */
  public TcpFrame timestamps(int tsVal, int tsEcr) {
    packet.options = Options.timestampsOnly(tsVal, tsEcr).toBytes();
    return this;
  }

  /** The packet, captured at {@code timeNs}. */
  public Frame at(long timeNs) {
    byte[] bytes = packet.tcp();
    return new Frame(bytes, bytes.length, timeNs, RAW);
  }
}

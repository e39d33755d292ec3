package io.finrst.wire;

/**
 * One TCP segment as seen on the wire, reused: valid only until the next call of {@link SegmentDecoder#decode}.
 *
 * <p>Sequence numbers, addresses and times are raw header values in host order. An IPv4 address stands in the low 32
 * bits of {@code srcLo}/{@code dstLo} with the high word 0; {@link #ipVersion} tells it from an IPv6 address.
 *
 * <p>After {@link Outcome#ICMP_ERROR} the addresses, ports and {@link #seq} are those of the quoted segment, read in
 * the direction in which it was sent, and only the {@code icmp*} fields are valid besides.
 */
public final class Segment {
  public static final int FIN = 0x01;
  public static final int SYN = 0x02;
  public static final int RST = 0x04;
  public static final int PSH = 0x08;
  public static final int ACK = 0x10;
  public static final int URG = 0x20;

  /** 4 or 6. */
  public int ipVersion;

  public long srcHi;
  public long srcLo;
  public long dstHi;
  public long dstLo;

  /** 0 to 65535. */
  public int srcPort;

  /** 0 to 65535. */
  public int dstPort;

  /** Sequence number, unsigned 32 bits. Compare with {@link Seq} only. */
  public int seq;

  /** Acknowledgment number as it stands in the header, also when the ACK flag is not set. */
  public int ack;

  /** The eight control bits, RFC 9293 section 3.1: CWR ECE URG ACK PSH RST SYN FIN. */
  public int flags;

  /** Window field, not scaled: 0 to 65535. */
  public int window;

  /** TCP checksum field. */
  public int checksum;

  /** Payload bytes on the wire, from the IP length, or from the wire length when the IP length is 0 (TSO). */
  public int payloadLength;

  /** Index in the packet's array where the payload starts. */
  public int payloadOffset;

  /** Payload bytes present in the capture, at most {@link #payloadLength}. */
  public int payloadCaptured;

  /** IPv4 time to live or IPv6 hop limit. */
  public int ttl;

  /** IPv4 type of service or IPv6 traffic class, DSCP and ECN together. */
  public int tos;

  /** IPv4 identification, 0 to 65535; 0 for IPv6. */
  public int ipId;

  /** IPv4 don't-fragment bit. */
  public boolean dontFragment;

  /** IPv6 flow label; 0 for IPv4. */
  public int flowLabel;

  /** True for the first fragment of a fragmented packet: its payload length is that of the fragment. */
  public boolean fragmented;

  /** True when the capture holds fewer bytes of this segment than the wire did. */
  public boolean cut;

  /** True when options lay beyond the snapshot length: those not found may have been there. */
  public boolean optionsCut;

  /** Length of the TCP options in bytes, 0 to 40, whether captured or not. */
  public int optionsLength;

  /** Maximum segment size option, 0 when absent. */
  public int mss;

  /** Window scale option: shift count 0 to 14, -1 when absent. */
  public int windowScale;

  /** SACK-permitted option present. */
  public boolean sackPermitted;

  /** Right edge of the highest SACK block; meaningful when {@link #hasSack}. */
  public int sackRight;

  /** At least one SACK block present. */
  public boolean hasSack;

  /** Timestamps option present (RFC 7323). */
  public boolean hasTimestamp;

  /** TSval; meaningful when {@link #hasTimestamp}. */
  public int tsVal;

  /** TSecr; meaningful when {@link #hasTimestamp}. */
  public int tsEcr;

  /** Reason of an MP_TCPRST option (RFC 8684 section 3.6), -1 when absent. */
  public int mptcpResetReason;

  /** MP_FASTCLOSE option present (RFC 8684 section 3.5): the sender aborts the whole MPTCP connection. */
  public boolean mptcpFastClose;

  /** Link-layer source address in the low 48 bits, 0 when the link type has none. */
  public long linkSource;

  /** Outermost VLAN id, -1 when untagged. */
  public int vlan;

  /** Innermost tunnel the segment was found in. */
  public Tunnel tunnel = Tunnel.NONE;

  /** VNI, GRE key, TEID or ERSPAN session of {@link #tunnel}; 0 when it has none. */
  public int tunnelId;

  /** ICMP type of the error; valid after {@link Outcome#ICMP_ERROR}. {@link #ipVersion} tells ICMP from ICMPv6. */
  public int icmpType;

  /** ICMP code of the error. */
  public int icmpCode;

  /** Address of the node that sent the error. */
  public long icmpSenderHi;

  public long icmpSenderLo;

  /** Whether the error quotes all of the TCP header but its options, and not the eight bytes that are a must. */
  public boolean quotedInFull;

  /** Whether all bits of {@code mask} are set. */
  public boolean has(int mask) {
    return (flags & mask) == mask;
  }

  /** Sequence numbers the segment occupies: payload, SYN and FIN (SEG.LEN of RFC 9293 section 3.10.7). */
  public int length() {
    return payloadLength + ((flags & SYN) >>> 1) + (flags & FIN);
  }
}

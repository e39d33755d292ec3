package io.finrst.capture;

import java.util.Arrays;

/**
 * One captured packet, lent by a {@link PacketSource}: valid only until the next call of {@link PacketSource#next}.
 *
 * <p>The fields are plain so that the hot path costs nothing. Whoever keeps a packet copies its bytes.
 */
public final class Packet {
  /**
   * {@link #linkType} of no packet at all but of the time: {@link #timeNs} is now, {@link PacketTime#NONE} before the
   * first packet. Only sources whose packets arrive while one waits give it.
   */
  public static final int CLOCK = -1;

  /** Array that holds the packet; owned by the source and overwritten by the next packet. */
  public byte[] data = new byte[0];

  /** Index of the packet's first byte in {@link #data}. */
  public int offset;

  /** Bytes of the packet present in {@link #data}: at most {@link #wireLength} unless the capture lies. */
  public int capturedLength;

  /** Bytes the packet had on the wire. */
  public int wireLength;

  /**
   * Nanoseconds since 1970-01-01T00:00:00Z, as {@link PacketTime} allows. A pcapng simple packet has no time: it gets that of the packet before it,
   * 0 at the start of a section.
   */
  public long timeNs;

  /** Digits of the second's fraction that the capture really holds: 0 to 9, 6 for microseconds. */
  public int fractionDigits = 6;

  /** Number of the packet in the whole input, from 1, as Wireshark counts frames in a merged file. */
  public long frame;

  /** Above so many bits, {@link #interfaceId} tells series of files apart. */
  static final int SERIES_SHIFT = 16;

  /**
   * Interface the packet was seen on: position among the interfaces of its pcapng section, else 0; in the upper half
   * the number of the series of files that it came from (the files of a rotated set are one), 0 for the first.
   */
  public int interfaceId;

  /** Link-layer header type, one of the LINKTYPE_ values of the pcap formats, e.g. 1 for Ethernet. */
  public int linkType;

  /** Makes {@code other} stand for this packet, with the same bytes. */
  void lendTo(Packet other) {
    other.data = data;
    other.offset = offset;
    other.capturedLength = capturedLength;
    other.wireLength = wireLength;
    other.timeNs = timeNs;
    other.fractionDigits = fractionDigits;
    other.frame = frame;
    other.interfaceId = interfaceId;
    other.linkType = linkType;
  }

  /** A packet of its own, with its own bytes. */
  public Packet copy() {
    Packet copy = new Packet();
    lendTo(copy);
    copy.data = Arrays.copyOfRange(data, offset, offset + capturedLength);
    copy.offset = 0;
    return copy;
  }

  /** Whether this is no packet but the time. */
  public boolean isClock() {
    return linkType == CLOCK;
  }
}

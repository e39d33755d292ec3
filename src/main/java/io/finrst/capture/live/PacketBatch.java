package io.finrst.capture.live;

import io.finrst.capture.Packet;
import java.util.Arrays;

/** Some packets on their way through a {@link PacketQueue}, their bytes in one array. Not thread-safe. */
public final class PacketBatch {
  /** Packets that one batch takes at most. */
  public static final int MOST_PACKETS = 1024;

  /** Bytes of packets that one batch has room for, unless a producer asks for more; they fit into a processor's cache. */
  public static final int USUAL_BYTES = 256 << 10;

  /** Bytes that a batch of that size takes of the heap: those, and two longs and six ints a packet. */
  static final long USUAL_SIZE = USUAL_BYTES + MOST_PACKETS * (2L * Long.BYTES + 6 * Integer.BYTES);

  int count;
  Throwable failure;

  private byte[] bytes = new byte[USUAL_BYTES];
  private int used;
  private final long[] timeNs = new long[MOST_PACKETS];
  private final long[] frame = new long[MOST_PACKETS];
  private final int[] offset = new int[MOST_PACKETS];
  private final int[] capturedLength = new int[MOST_PACKETS];
  private final int[] wireLength = new int[MOST_PACKETS];
  private final int[] fractionDigits = new int[MOST_PACKETS];
  private final int[] interfaceId = new int[MOST_PACKETS];
  private final int[] linkType = new int[MOST_PACKETS];

  /**
   * The array of an empty batch, for a producer that has many packets in one piece: it puts them there, and then adds
   * each.
   *
   * @param length bytes it must have room for
   */
  public byte[] bytes(int length) {
    if (bytes.length < length) {
      bytes = new byte[length];
    }
    return bytes;
  }

  /** Whether it holds no packet. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** An empty batch takes a packet of any size. */
  boolean hasRoomFor(Packet p) {
    return count == 0 || count < MOST_PACKETS && p.capturedLength <= bytes.length - used;
  }

  /** Adds a packet: a copy of its bytes, unless they are in {@link #bytes} already. */
  public void add(Packet p) {
    offset[count] = p.offset;
    if (p.data != bytes) {
      copy(p);
    }
    timeNs[count] = p.timeNs;
    frame[count] = p.frame;
    capturedLength[count] = p.capturedLength;
    wireLength[count] = p.wireLength;
    fractionDigits[count] = p.fractionDigits;
    interfaceId[count] = p.interfaceId;
    linkType[count] = p.linkType;
    count++;
  }

  private void copy(Packet p) {
    if (p.capturedLength > bytes.length - used) {
      bytes = Arrays.copyOf(bytes, used + p.capturedLength);
    }
    System.arraycopy(p.data, p.offset, bytes, used, p.capturedLength);
    offset[count] = used;
    used += p.capturedLength;
  }

  void get(int i, Packet p) {
    p.data = bytes;
    p.offset = offset[i];
    p.capturedLength = capturedLength[i];
    p.wireLength = wireLength[i];
    p.timeNs = timeNs[i];
    p.frame = frame[i];
    p.fractionDigits = fractionDigits[i];
    p.interfaceId = interfaceId[i];
    p.linkType = linkType[i];
  }

  void clear() {
    used = 0;
    count = 0;
  }
}

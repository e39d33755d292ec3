package io.finrst.capture.pcap4j;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import io.finrst.capture.Bytes;
import io.finrst.capture.Packet;
import io.finrst.capture.live.PacketBatch;
import java.io.Closeable;
import java.lang.reflect.Field;
import java.nio.ByteOrder;
import org.pcap4j.core.PcapHandle;

/**
 * Fetches what an interface has seen in bulk: libpcap's own {@code pcap_dump} is the callback, and the file that it
 * writes to is a stream in memory (POSIX {@code open_memstream}). So nothing calls from C into Java, one call fetches
 * thousands of packets, and libpcap still does everything else. Not thread-safe.
 *
 * <pre>
 * |  0 seconds (4)  |  4 microseconds or nanoseconds (4)  |  8 captured length (4)  |  12 wire length (4)  |  packet
 * </pre>
 */
final class BulkReader implements Closeable {
  private static final int RECORD_HEADER = 16;

  /** Packets that one call fetches at least where there are as many, however long each may be. */
  private static final int LEAST_PACKETS = 8;

  // Linux: socket(7), linux/if_packet.h, since 4.20
  private static final int SOL_PACKET = 263;
  private static final int PACKET_IGNORE_OUTGOING = 23;

  private static final boolean BIG_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;

  private final Pointer pcap;
  private final int mostPackets;
  private final long nsPerUnit;

  // where open_memstream notes the address and the length of what was written
  private final Memory written = new Memory(2L * Native.POINTER_SIZE);
  private final Pointer stream;
  private final Pointer dumper;
  private final Function dump;

  private byte[] bytes;
  private int end;
  private int next;

  /** libpcap's functions, named as they are. */
  private static final class Pcap {
    /** The one that pcap4j uses. */
    static final NativeLibrary LIBRARY =
        NativeLibrary.getInstance(System.getProperty("org.pcap4j.core.pcapLibName", "pcap"));

    static {
      Native.register(Pcap.class, LIBRARY);
    }

    static native Pointer pcap_dump_fopen(Pointer pcap, Pointer stream);

    static native int pcap_dispatch(Pointer pcap, int packets, Pointer callback, Pointer user);

    static native int pcap_dump_flush(Pointer dumper);

    static native NativeLong pcap_dump_ftell(Pointer dumper);

    static native void pcap_dump_close(Pointer dumper);

    static native int pcap_fileno(Pointer pcap);
  }

  /** The C library's functions, named as they are. */
  private static final class Libc {
    static {
      Native.register(Libc.class, Platform.C_LIBRARY_NAME);
    }

    static native Pointer open_memstream(Pointer address, Pointer length);

    static native void rewind(Pointer stream);

    static native void free(Pointer address);

    static native int setsockopt(int socket, int level, int option, int[] value, int bytes);
  }

  private BulkReader(PcapHandle handle, Pointer pcap, int snaplen) {
    this.pcap = pcap;
    int fitting = PacketBatch.USUAL_BYTES / (RECORD_HEADER + snaplen);
    mostPackets = Math.min(Math.max(fitting, LEAST_PACKETS), PacketBatch.MOST_PACKETS);
    nsPerUnit = handle.getTimestampPrecision() == PcapHandle.TimestampPrecision.NANO ? 1 : 1000;
    dump = Pcap.LIBRARY.getFunction("pcap_dump");
    written.clear();
    stream = Libc.open_memstream(written, written.share(Native.POINTER_SIZE));
    dumper = stream == null ? null : Pcap.pcap_dump_fopen(pcap, stream);
  }

  /**
   * A reader of {@code handle}, which stays its owner's.
   *
   * @return null where it cannot be done, as on Windows, which has no such stream
   */
  static BulkReader of(PcapHandle handle, int snaplen) {
    try {
      Field pointer = PcapHandle.class.getDeclaredField("handle"); // pcap4j calls nothing in bulk itself
      pointer.setAccessible(true);
      BulkReader reader = new BulkReader(handle, (Pointer) pointer.get(handle), snaplen);
      return reader.dumper == null ? null : reader;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError unavailable) {
      return null;
    }
  }

  /**
   * Has Linux leave out what the host sends. On its loopback interface everything sent is received too: libpcap shows
   * each packet once, but the kernel otherwise makes room for both, and counts both where there is none.
   */
  void ignoreOutgoing() {
    Libc.setsockopt(Pcap.pcap_fileno(pcap), SOL_PACKET, PACKET_IGNORE_OUTGOING, new int[] {1}, Integer.BYTES);
  }

  /**
   * Waits for packets and fetches them; none may have come when it returns.
   *
   * @param batch empty; the packets' bytes are put there, and {@link #next} lends them
   * @return what {@code pcap_dispatch} says: below 0 for the end, -2 when it was told to end. There may be packets
   *     before it
   */
  int read(PacketBatch batch) {
    Libc.rewind(stream);
    int result = Pcap.pcap_dispatch(pcap, mostPackets, dump, dumper);
    Pcap.pcap_dump_flush(dumper);
    next = 0;
    end = Pcap.pcap_dump_ftell(dumper).intValue();
    bytes = batch.bytes(end);
    if (end > 0) {
      written.getPointer(0).read(0, bytes, 0, end);
    }
    return result;
  }

  /**
   * Fills in bytes, lengths and time of the next packet fetched. False after the last one.
   *
   * @throws IllegalStateException when memory was too short for all that libpcap wanted to write
   */
  boolean next(Packet packet) {
    if (next == end) {
      return false;
    }
    int length = end - next < RECORD_HEADER ? 0 : i32(next + 8);
    if (end - next < RECORD_HEADER + length) {
      throw new IllegalStateException("out of memory for packets");
    }
    packet.timeNs = Integer.toUnsignedLong(i32(next)) * 1_000_000_000L + i32(next + 4) * nsPerUnit;
    packet.data = bytes;
    packet.offset = next + RECORD_HEADER;
    packet.capturedLength = length;
    packet.wireLength = i32(next + 12);
    next += RECORD_HEADER + length;
    return true;
  }

  private int i32(int at) {
    return BIG_ENDIAN ? Bytes.i32be(bytes, at) : Bytes.i32le(bytes, at);
  }

  @Override
  public void close() {
    Pcap.pcap_dump_close(dumper);
    Libc.free(written.getPointer(0));
  }
}

package io.finrst.capture.pcap4j;

import io.finrst.capture.Bytes;
import io.finrst.capture.CaptureException;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.CaptureTally;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketTime;
import io.finrst.capture.SingleCapture;
import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Timestamp;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;

/**
 * One file through pcap4j. It pulls packets one by one, which is slow, but unlike pcap4j's loop this loses no exception
 * and tells a cut file from the end.
 */
final class OfflineFile implements SingleCapture {
  private static final int NANOSECOND_PCAP = 0xa1b23c4d;
  private static final int MICROSECOND_PCAP = 0xa1b2c3d4;

  private final String name;
  private final CaptureTally tally = new CaptureTally();
  private PcapHandle handle;
  private int fractionDigits;
  private int linkType;
  private int snaplen;

  OfflineFile(String name) {
    this.name = name;
  }

  @Override
  public boolean next(Packet packet) throws CaptureException {
    byte[] bytes;
    try {
      bytes = Foreign.call(this::nextBytes);
    } catch (PcapNativeException e) {
      throw tally.damaged(new CaptureException(name, -1, reason(e)));
    }
    if (bytes == null) {
      return false;
    }
    Timestamp time = handle.getTimestamp();
    packet.data = bytes;
    packet.offset = 0;
    packet.capturedLength = bytes.length;
    packet.wireLength = handle.getOriginalLength();
    packet.timeNs = PacketTime.of(Math.floorDiv(time.getTime(), 1000L), time.getNanos());
    packet.fractionDigits = fractionDigits > 0 ? fractionDigits : time.getNanos() % 1000 == 0 ? 6 : 9;
    packet.interfaceId = 0;
    packet.linkType = linkType;
    tally.count(packet);
    return true;
  }

  /** Null at the end of the file. */
  private byte[] nextBytes() throws PcapNativeException, NotOpenException {
    if (handle == null) {
      open();
    }
    try {
      return handle.getNextRawPacketEx();
    } catch (EOFException e) {
      return null;
    } catch (TimeoutException e) {
      throw new AssertionError("a file has no timeout", e);
    }
  }

  private void open() throws PcapNativeException, NotOpenException {
    fractionDigits = digits();
    // without NANO libpcap rounds down to microseconds
    handle = Pcaps.openOffline(name, PcapHandle.TimestampPrecision.NANO);
    linkType = Dlt.linkType(handle.getDlt());
    snaplen = handle.getSnapshot();
  }

  /** What the magic number says of the times, 0 when it says nothing. Only regular files can be opened twice. */
  private int digits() {
    File file = new File(name);
    if (name.equals("-") || !file.isFile()) {
      return 0;
    }
    try (InputStream in = new FileInputStream(file)) {
      byte[] magic = in.readNBytes(4);
      if (magic.length < 4) {
        return 0;
      }
      if (Bytes.i32be(magic, 0) == NANOSECOND_PCAP || Bytes.i32le(magic, 0) == NANOSECOND_PCAP) {
        return 9;
      }
      return Bytes.i32be(magic, 0) == MICROSECOND_PCAP || Bytes.i32le(magic, 0) == MICROSECOND_PCAP ? 6 : 0;
    } catch (IOException e) {
      // libpcap is about to say so itself
      return 0;
    }
  }

  /** libpcap's sentence without what pcap4j and libpcap put before it. */
  private String reason(PcapNativeException e) {
    String line = e.getMessage().lines().findFirst().orElse("cannot be read");
    if (line.startsWith(name + ": ")) {
      return line.substring(name.length() + 2);
    }
    return line.replaceFirst("^Error occurred in pcap_next_ex\\(\\): ", "");
  }

  @Override
  public CaptureInfo info() {
    List<Integer> linkTypes = handle == null ? List.of() : List.of(linkType);
    return tally.info(name, "libpcap", linkTypes, snaplen, -1);
  }

  @Override
  public void close() {
    if (handle != null) {
      handle.close();
    }
  }
}

package io.finrst.capture.pcap4j;

import io.finrst.capture.CaptureException;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.CaptureSequence;
import io.finrst.capture.CaptureSet;
import io.finrst.capture.FrameOrigins;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import java.util.List;

/**
 * Files read by libpcap, in the order of {@link CaptureSet#inOrder}: a second opinion on finrst's own reader, and the
 * way into formats that only libpcap knows.
 *
 * <p>Slower by far, and poorer: libpcap does not say where in a file the damage is, cannot uncompress, takes one link
 * type a file and shows no interfaces.
 */
public final class OfflineSource implements PacketSource {
  private final CaptureSequence captures;

  /**
   * Prepares to read.
   *
   * @param names files, directories, glob patterns, {@code -} for the standard input of the process
   * @throws LibpcapException when libpcap is missing
   */
  public OfflineSource(List<String> names) throws LibpcapException {
    Libpcap.require("this reader");
    captures = new CaptureSequence(CaptureSet.inOrder(names), OfflineFile::new);
  }

  @Override
  public boolean next(Packet packet) throws CaptureException {
    return captures.next(packet);
  }

  @Override
  public FrameOrigins origins() {
    return captures.origins();
  }

  @Override
  public List<CaptureInfo> captures() {
    return captures.captures();
  }

  @Override
  public void close() {
    captures.close();
  }
}

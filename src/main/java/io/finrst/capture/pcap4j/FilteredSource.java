package io.finrst.capture.pcap4j;

import io.finrst.capture.CaptureInfo;
import io.finrst.capture.FrameOrigins;
import io.finrst.capture.Packet;
import io.finrst.capture.PacketSource;
import java.io.IOException;
import java.util.List;

/** Only those packets of another source that pass a filter. They keep the frame numbers of the unfiltered input. */
public final class FilteredSource implements PacketSource {
  private final PacketSource source;
  private final Bpf filter;
  private long filteredOut;

  /** Both belong to this source and are closed with it. */
  public FilteredSource(PacketSource source, Bpf filter) {
    this.source = source;
    this.filter = filter;
  }

  /**
   * {@inheritDoc}
   *
   * @throws LibpcapException when the filter makes no sense for the link type of the next packet
   */
  @Override
  public boolean next(Packet packet) throws IOException {
    while (source.next(packet)) {
      if (filter.matches(packet)) {
        return true;
      }
      filteredOut++;
    }
    return false;
  }

  /** Packets that did not pass. */
  public long filteredOut() {
    return filteredOut;
  }

  @Override
  public FrameOrigins origins() {
    return source.origins();
  }

  /** What was read, before the filter. */
  @Override
  public List<CaptureInfo> captures() {
    return source.captures();
  }

  @Override
  public void close() throws IOException {
    filter.close();
    source.close();
  }
}

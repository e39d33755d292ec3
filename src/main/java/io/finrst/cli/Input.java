package io.finrst.cli;

import io.finrst.capture.CaptureSet;
import io.finrst.capture.PacketSource;
import io.finrst.capture.live.ArrivingSource;
import io.finrst.capture.pcap4j.Bpf;
import io.finrst.capture.pcap4j.FilteredSource;
import io.finrst.capture.pcap4j.LibpcapException;
import io.finrst.capture.pcap4j.OfflineSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The packets of one report.
 *
 * @param source what to analyse
 * @param files what {@code source} reads when finrst reads itself, else null
 * @param filtered the filter in {@code source}, null for none
 */
record Input(PacketSource source, CaptureSet files, FilteredSource filtered) implements Closeable {

  /**
   * Prepares to read.
   *
   * @param filter in the language of pcap-filter(7), empty for none
   * @param handingOn what reads the same again, null for nothing
   * @throws LibpcapException when libpcap is needed and missing, or the filter makes no sense
   */
  static Input open(
      List<String> names, AnalyzeCommand.Reader reader, String filter, InputStream in, HandingOn handingOn)
      throws IOException {
    Bpf bpf = filter.isEmpty() ? null : new Bpf(filter);
    CaptureSet files = reader == AnalyzeCommand.Reader.PCAP4J ? null : open(names, in, handingOn);
    PacketSource source = files == null ? new OfflineSource(names) : files;
    FilteredSource filtered = bpf == null ? null : new FilteredSource(source, bpf);
    PacketSource packets = filtered == null ? source : filtered;
    boolean arriving = files != null && files.bytesTotal() < 0;
    return new Input(arriving ? new ArrivingSource(packets) : packets, files, filtered);
  }

  private static CaptureSet open(List<String> names, InputStream in, HandingOn handingOn) throws IOException {
    return handingOn == null ? CaptureSet.open(names, in) : handingOn.open(names, in);
  }

  /** Whether something is read as it arrives, so that neither size nor end is known. */
  boolean isStreaming() {
    return files != null && files.bytesTotal() < 0;
  }

  /** Whether a pipe is the last that is being read: it has no end of its own, so stopping it leaves nothing out. */
  boolean isAtPipe() {
    return isStreaming() && files.isAtLast();
  }

  /** Packets that the filter removed so far. */
  long filteredOut() {
    return filtered == null ? 0 : filtered.filteredOut();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}

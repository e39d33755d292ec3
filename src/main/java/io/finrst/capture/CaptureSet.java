package io.finrst.capture;

import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Captures from files, directories and pipes as one stream of packets, numbered through.
 *
 * <p>Reads pcap and pcapng, plain, gzip or zstd, told apart by their first bytes and never by their names. Regular
 * files are put in the order of their first packets, as a rotated set needs it, and merged where they overlap. What can
 * be read only once, standard input and FIFOs, keeps its place and is delivered packet by packet as it arrives.
 *
 * <p>A file that is missing, damaged or no capture costs one {@link CaptureException} from {@link #next}, at its place
 * in the stream and after all its readable packets; the next call goes on with the next file. Memory does not grow
 * with the input.
 */
public final class CaptureSet implements PacketSource {
  /** So many open at a time may take a large window each. */
  private static final int FEW = 16;

  private final List<String> files;
  private final CaptureSequence captures;
  private final InputStream standardInput;
  private final Function<String, Twice> readings; // null when each capture is read once
  private final long bytesTotal;

  // written by the reading thread alone, read by one that shows progress
  private final List<OpenCapture> opened = new CopyOnWriteArrayList<>();
  private volatile long bytesBefore;

  CaptureSet(List<String> files, InputStream standardInput, Function<String, Twice> readings) {
    this.files = List.copyOf(files);
    this.captures = new CaptureSequence(files, this::openFile);
    this.standardInput = standardInput;
    this.readings = readings;
    this.bytesTotal = total(files);
  }

  /**
   * Prepares to read; never fails by itself. Several regular files are looked into for their first packet, a single one
   * is not.
   *
   * @param names files, directories (all captures in them), glob patterns, FIFOs, {@code -} for standard input
   * @param standardInput read for {@code -}, never closed
   */
  public static CaptureSet open(List<String> names, InputStream standardInput) {
    return new CaptureSet(inOrder(names), standardInput, null);
  }

  /**
   * The same, to be read once more by a {@link CaptureCopy}.
   *
   * @param spool keeps what can be read only once
   * @param sections gets what the section headers say
   */
  public static CaptureSet openTwice(
      List<String> names, InputStream standardInput, Spool spool, SectionOptions sections) {
    return new CaptureSet(inOrder(names), standardInput, any -> new Twice(spool, false, sections.ofNext()));
  }

  /** The single files that are read, in order. */
  public List<String> files() {
    return files;
  }

  /**
   * The single files that {@code names} stand for, in the order given, for reading each by itself. A name that leads to
   * nothing stays, so that opening it says why.
   */
  public static List<String> expand(List<String> names) {
    return FileNames.expand(names);
  }

  /** The single files that {@code names} stand for, in the order in which {@link #open} reads them. */
  public static List<String> inOrder(List<String> names) {
    return FileNames.inOrder(FileNames.expand(names));
  }

  private SingleCapture openFile(String name) {
    for (OpenCapture each : opened) {
      if (each.isClosed()) {
        opened.remove(each);
        bytesBefore += each.bytesRead();
      }
    }
    int window = opened.size() < FEW ? OpenCapture.READING : OpenCapture.READING_MANY;
    OpenCapture capture =
        new OpenCapture(name, standardInput, window, readings == null ? null : readings.apply(name));
    opened.add(capture);
    return capture;
  }

  @Override
  public boolean next(Packet packet) throws CaptureException {
    return captures.next(packet);
  }

  /** Where the last packet came from. */
  OpenCapture latest() {
    return (OpenCapture) captures.latest();
  }

  /** Whether nothing is left to read but the file or pipe that is being read. */
  public boolean isAtLast() {
    return captures.isAtLast();
  }

  @Override
  public FrameOrigins origins() {
    return captures.origins();
  }

  @Override
  public List<CaptureInfo> captures() {
    return captures.captures();
  }

  /** Bytes read so far, as they are stored (compressed, if they are). Any thread may ask; it costs packets nothing. */
  public long bytesRead() {
    long bytes = bytesBefore;
    for (OpenCapture each : opened) {
      bytes += each.bytesRead();
    }
    return bytes;
  }

  /** Bytes of all files as they are stored, -1 when a pipe is among them. */
  public long bytesTotal() {
    return bytesTotal;
  }

  private static long total(List<String> files) {
    long sum = 0;
    for (String name : files) {
      if (FileNames.isReadOnce(name)) {
        return -1;
      }
      sum += FileNames.length(name);
    }
    return sum;
  }

  @Override
  public void close() {
    captures.close();
  }
}

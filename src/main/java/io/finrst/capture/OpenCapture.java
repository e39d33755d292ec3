package io.finrst.capture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One capture from its first byte to its last or to its damage, whatever format and compression it turns out to have.
 *
 * <p>Nothing is opened before the first packet is asked for: a FIFO can be opened only once, and a long list of files
 * must not hold as many descriptors.
 */
final class OpenCapture implements SingleCapture {
  /** Window for reading a whole file: large enough for large reads, small enough to stay in the processor's cache. */
  static final int READING = 256 << 10;

  /** The same where many files are read at a time. */
  static final int READING_MANY = 16 << 10;

  /** Window for a look at the first packet. */
  static final int PEEKING = 8 << 10;

  private final String name;
  private final InputStream standardInput;
  private final int window;
  private final Twice twice; // null when it is read once
  private final CaptureTally tally = new CaptureTally();
  private CountingInput stored;
  private ReadBuffer buffer;
  private RecordReader reader;
  private String compression = "";
  private boolean recognised;
  private boolean closed;

  /**
   * @param standardInput what to read when {@code name} is {@code -}
   * @param window bytes to read at a time
   */
  OpenCapture(String name, InputStream standardInput, int window) {
    this(name, standardInput, window, null);
  }

  /**
   * A capture that may be read twice.
   *
   * @param twice which reading this is, null for the only one
   */
  OpenCapture(String name, InputStream standardInput, int window, Twice twice) {
    this.name = name;
    this.standardInput = standardInput;
    this.window = window;
    this.twice = twice;
  }

  @Override
  public boolean next(Packet packet) throws CaptureException {
    try {
      if (reader == null) {
        open();
      }
      if (!reader.next(packet)) {
        return false;
      }
    } catch (CaptureException e) {
      throw tally.damaged(e);
    } catch (IOException e) {
      // a decoder or the system gave up: all that came before is in the buffer
      String reason = e.getMessage() == null ? "cannot be read" : e.getMessage();
      throw tally.damaged(new CaptureException(name, reader == null ? 0 : buffer.end(), reason));
    }
    tally.count(packet);
    return true;
  }

  private void open() throws IOException {
    boolean own = !name.equals("-");
    InputStream input = twice != null && FileNames.isReadOnce(name) ? twice.input(this) : original();
    stored = new CountingInput(input, own);
    buffer = new ReadBuffer(stored, window);
    buffer.has(Magic.LENGTH);
    if (buffer.available() == 0) {
      throw new CaptureException(name, 0, own ? "empty file" : "standard input is empty");
    }
    decompress();
    if (!buffer.has(Magic.LENGTH)) {
      throw notACapture();
    }
    recognised = true;
    if (Magic.isPcap(buffer.bytes, buffer.at)) {
      reader = new PcapReader(name, buffer);
    } else if (Magic.isPcapng(buffer.bytes, buffer.at)) {
      reader = new PcapngReader(name, buffer, twice == null ? null : twice.taker());
    } else if (Magic.isSnoop(buffer.bytes, buffer.at)) {
      reader = new SnoopReader(name, buffer);
    } else {
      recognised = false;
      throw notACapture();
    }
  }

  /** The file or standard input, opened. */
  InputStream original() throws CaptureException {
    return name.equals("-") ? standardInput : openFile();
  }

  private InputStream openFile() throws CaptureException {
    if (!RawNames.exists(name)) {
      throw new CaptureException(name, -1, FileNames.isPattern(name) ? "no file matches" : "no such file");
    }
    Path file = RawNames.path(name);
    if (Files.isDirectory(file)) {
      throw new CaptureException(name, -1, "directory without captures");
    }
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new CaptureException(name, -1, Files.isReadable(file) ? "cannot be opened" : "permission denied");
    }
  }

  private void decompress() throws IOException {
    if (buffer.available() < Magic.LENGTH) {
      return;
    }
    boolean gzip = Magic.isGzip(buffer.bytes, buffer.at);
    if (!gzip && !Magic.isZstd(buffer.bytes, buffer.at)) {
      return;
    }
    InputStream head = new ByteArrayInputStream(buffer.bytes, buffer.at, buffer.available());
    InputStream whole = new SequenceInputStream(head, stored);
    // an offset now counts the bytes of the uncompressed stream
    buffer = new ReadBuffer(gzip ? new GzipInput(whole) : new ZstdInput(whole), window);
    compression = gzip ? "+gzip" : "+zstd";
  }

  private CaptureException notACapture() {
    String inside = compression.isEmpty() ? "" : compression.substring(1) + " of something that ";
    if (buffer.available() == 0) {
      return new CaptureException(name, 0, "not a capture: " + compression.substring(1) + " of nothing");
    }
    return new CaptureException(
        name, 0, "not a capture: " + inside + Magic.describe(buffer.bytes, buffer.at, buffer.available()));
  }

  /**
   * True when it is a capture, were it a damaged one. Something that may not be read is taken for one, so that it is
   * reported and not passed over.
   */
  static boolean isCapture(String file) {
    if (!Files.isReadable(RawNames.path(file))) {
      return true;
    }
    try (OpenCapture capture = new OpenCapture(file, InputStream.nullInputStream(), PEEKING)) {
      try {
        capture.open();
        return true;
      } catch (IOException e) {
        return capture.recognised;
      }
    }
  }

  /** Time of a file's first packet in ns since 1970; {@link PacketTime#NEVER} when it has none or cannot be read. */
  static long firstTimeNs(String file) {
    Packet packet = new Packet();
    try (OpenCapture capture = new OpenCapture(file, InputStream.nullInputStream(), PEEKING)) {
      return capture.next(packet) ? packet.timeNs : PacketTime.NEVER;
    } catch (CaptureException e) {
      return PacketTime.NEVER;
    }
  }

  /** Who is told of its other blocks, null for nobody. */
  BlockTaker taker() {
    return twice == null ? null : twice.taker();
  }

  /** Its reader, null before the first packet was asked for. */
  RecordReader reader() {
    return reader;
  }

  /** Bytes read so far, as they are stored. */
  long bytesRead() {
    return stored == null ? 0 : stored.count();
  }

  @Override
  public CaptureInfo info() {
    if (reader == null) {
      return tally.info(name, "unknown", List.of(), 0, -1);
    }
    String format = reader.format() + compression;
    return tally.info(name, format, reader.linkTypes(), reader.snaplen(), reader.droppedByCapture());
  }

  boolean isClosed() {
    return closed;
  }

  /** Closes the file; standard input, which belongs to the caller, stays open. */
  @Override
  public void close() {
    closed = true;
    try {
      if (buffer != null) {
        buffer.close();
      }
    } catch (IOException e) {
      // nothing was written, so nothing is lost
    }
  }
}

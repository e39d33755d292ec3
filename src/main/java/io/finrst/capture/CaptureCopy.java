package io.finrst.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads captures a second time, in the order of the first and with the same numbers of frames, and hands on all that is
 * in them. Not thread-safe.
 */
public final class CaptureCopy implements Closeable {
  private final CaptureSet captures;
  private final List<CopySink> sinks = new ArrayList<>();
  private final InterfaceDescription.Registry interfaces = new InterfaceDescription.Registry();
  private IOException failure; // of a sink, while something is read
  private volatile boolean stopped;

  /**
   * Prepares to read.
   *
   * @param first what has been read
   * @param spool what was kept of it
   */
  public CaptureCopy(CaptureSet first, Spool spool) {
    this(first.files(), spool);
  }

  /**
   * Prepares to read.
   *
   * @param files in the order of reading; {@code -} is the next one that {@code spool} holds
   */
  public CaptureCopy(List<String> files, Spool spool) {
    captures =
        new CaptureSet(
            files, InputStream.nullInputStream(), name -> new Twice(spool, true, new Blocks(FileNames.series(name))));
  }

  /** What is being read, to show how far it is. */
  public CaptureSet captures() {
    return captures;
  }

  /** Gives all that is read to {@code sink} too. */
  void to(CopySink sink) {
    sinks.add(sink);
  }

  /** Makes {@link #run} stop before the next packet; may be called from another thread. */
  public void stop() {
    stopped = true;
  }

  /**
   * Reads so many packets; what is damaged is left out as it was the first time.
   *
   * @throws IOException when a copy cannot be written; the message names it
   */
  public void run(long frames) throws IOException {
    Packet packet = new Packet();
    PacketBlock block = new PacketBlock();
    boolean more = true;
    while (more && !stopped) {
      try {
        more = captures.next(packet) && packet.frame <= frames;
        if (more) {
          describe(captures.latest(), packet, block);
          for (CopySink sink : sinks) {
            sink.packet(packet, block);
          }
        }
      } catch (CaptureException damage) {
        // said already
      }
      if (failure != null) {
        throw failure;
      }
    }
  }

  private void describe(OpenCapture capture, Packet packet, PacketBlock block) {
    RecordReader reader = capture.reader();
    Blocks blocks = (Blocks) capture.taker();
    if (reader instanceof PcapngReader pcapng) {
      pcapng.describe(packet, block);
      block.description = blocks.interfaces.get(packet.interfaceId & 0xffff);
      return;
    }
    block.ticks = packet.fractionDigits > 6 ? packet.timeNs : packet.timeNs / 1000;
    block.optionsFrom = block.optionsTo;
    block.description = blocks.of(packet, reader.snaplen());
  }

  private interface Step {
    void take(CopySink sink) throws IOException;
  }

  /** A reader would take a copy that cannot be written for a capture that cannot be read. */
  private void each(Step step) {
    for (CopySink sink : sinks) {
      try {
        step.take(sink);
      } catch (IOException e) {
        failure = e;
      }
    }
  }

  /** The blocks of one capture. */
  private final class Blocks implements BlockTaker {
    private final String series;
    private final List<InterfaceDescription> interfaces = new ArrayList<>(); // of the section
    private InterfaceDescription only; // of a capture that describes none

    Blocks(String series) {
      this.series = series;
    }

    InterfaceDescription of(Packet packet, int snaplen) {
      if (only == null) {
        only = CaptureCopy.this.interfaces.of(series, packet, snaplen);
      }
      return only;
    }

    @Override
    public void section(byte[] bytes, int from, int to, boolean bigEndian) {
      interfaces.clear();
    }

    @Override
    public void interfaceDescription(byte[] bytes, int from, int to, boolean bigEndian) {
      byte[] body = Pcapng.body(Pcapng.INTERFACE, bytes, from, to, bigEndian);
      InterfaceDescription description = CaptureCopy.this.interfaces.of(series, interfaces.size(), body);
      interfaces.add(description);
      each(sink -> sink.description(description));
    }

    @Override
    public void other(int type, byte[] bytes, int from, int to, boolean bigEndian) {
      byte[] body = type == Pcapng.CUSTOM_NOT_TO_COPY ? null : Pcapng.body(type, bytes, from, to, bigEndian);
      if (body == null) {
        return;
      }
      if (type == Pcapng.STATISTICS) {
        InterfaceDescription description = interfaces.get(Bytes.i32le(body, 0));
        each(sink -> sink.statistics(description, body));
      } else {
        each(sink -> sink.block(type, body));
      }
    }
  }

  @Override
  public void close() {
    captures.close();
  }
}

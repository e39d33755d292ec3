package io.finrst.capture;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** All of the captures in one, with comments besides those that they have. */
public final class AnnotatedCopy implements CopySink, Closeable {
  private final String name;
  private final PcapngCopy copy;
  private final PacketComments comments;

  /**
   * Begins it.
   *
   * @param name for messages
   * @param out closed with this
   * @param sections what the section headers of the captures say
   * @param sectionComment what is to be said of the whole
   * @param comments what is to be said of packets
   */
  public AnnotatedCopy(
      String name, OutputStream out, SectionOptions sections, String sectionComment, PacketComments comments)
      throws IOException {
    this.name = name;
    this.comments = comments;
    copy = new PcapngCopy(new CaptureOutput(out));
    copy.begin(sections.with(sectionComment));
  }

  /** Gets everything from {@code captures}. */
  public void from(CaptureCopy captures) {
    captures.to(this);
  }

  @Override
  public void packet(Packet packet, PacketBlock block) throws IOException {
    try {
      copy.packet(packet, block, comments.of(packet.frame));
    } catch (IOException e) {
      throw named(e);
    }
  }

  @Override
  public void description(InterfaceDescription description) throws IOException {
    try {
      copy.number(description);
    } catch (IOException e) {
      throw named(e);
    }
  }

  @Override
  public void statistics(InterfaceDescription description, byte[] body) throws IOException {
    Pcapng.wrapped(body).putInt(0, copy.number(description));
    block(Pcapng.STATISTICS, body);
  }

  @Override
  public void block(int type, byte[] body) throws IOException {
    try {
      copy.block(type, body);
    } catch (IOException e) {
      throw named(e);
    }
  }

  private IOException named(IOException e) {
    return new IOException(name + ": " + e.getMessage(), e);
  }

  @Override
  public void close() throws IOException {
    try {
      copy.close();
    } catch (IOException e) {
      throw named(e);
    }
  }
}

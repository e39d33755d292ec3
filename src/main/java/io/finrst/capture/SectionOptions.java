package io.finrst.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the section headers of captures say, collected while they are read: a copy has one section, and its header comes
 * before anything else. Hardware, system and program are those of the first, comments those of all.
 */
public final class SectionOptions {
  /** Captures in pieces have a section a piece. */
  private static final int MOST_COMMENTS = 1000;

  private final List<OfCapture> captures = new ArrayList<>(); // in order, which is not that of their first sections

  /** The headers of one capture. */
  private static final class OfCapture implements BlockTaker {
    private byte[] first; // all options of the first section but its comments
    private final Set<ByteBuffer> comments = new LinkedHashSet<>();

    @Override
    public void section(byte[] bytes, int from, int to, boolean bigEndian) {
      ByteArrayOutputStream options = new ByteArrayOutputStream();
      Pcapng.options(options, Pcapng.SECTION_HEADER, bytes, from, to, bigEndian);
      ByteBuffer all = Pcapng.wrapped(options.toByteArray());
      ByteArrayOutputStream others = new ByteArrayOutputStream();
      while (all.hasRemaining()) {
        int code = all.getShort(all.position()) & 0xffff;
        int length = all.getShort(all.position() + 2) & 0xffff;
        byte[] option = new byte[4 + Pcapng.padded(length)];
        all.get(option);
        if (code != Pcapng.COMMENT) {
          others.writeBytes(option);
        } else if (comments.size() < MOST_COMMENTS) {
          comments.add(ByteBuffer.wrap(option, 4, length).slice());
        }
      }
      if (first == null) {
        first = others.toByteArray();
      }
    }

    @Override
    public void interfaceDescription(byte[] bytes, int from, int to, boolean bigEndian) {}

    @Override
    public void other(int type, byte[] bytes, int from, int to, boolean bigEndian) {}
  }

  /** Collects those of the next capture. */
  BlockTaker ofNext() {
    OfCapture next = new OfCapture();
    captures.add(next);
    return next;
  }

  /** The options of the copy's section, with {@code comment} behind those that were there. */
  byte[] with(String comment) {
    Set<ByteBuffer> comments = new LinkedHashSet<>();
    captures.forEach(capture -> comments.addAll(capture.comments));
    comments.add(ByteBuffer.wrap(comment.getBytes(StandardCharsets.UTF_8)));
    ByteArrayOutputStream options = new ByteArrayOutputStream();
    for (ByteBuffer each : comments) {
      byte[] text = new byte[each.remaining()];
      each.duplicate().get(text);
      Pcapng.option(options, Pcapng.COMMENT, text);
    }
    captures.stream().filter(each -> each.first != null).findFirst().ifPresent(each -> options.writeBytes(each.first));
    return options.toByteArray();
  }
}

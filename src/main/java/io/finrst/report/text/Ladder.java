package io.finrst.report.text;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.LadderPacket;
import io.finrst.record.Reset;
import io.finrst.report.Pad;
import io.finrst.report.Quantity;
import io.finrst.teardown.Role;
import io.finrst.wire.Notation;
import io.finrst.wire.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The packets that decided, as arrows between client on the left and server on the right. */
final class Ladder {
  private static final int INDENT = 4;
  private static final int SHOWN_FLAGS = 0x3F;
  private static final int LANE_WIDEST = 52;
  private static final int LANE_NARROWEST = 26;
  private static final int TELLING_FLAGS = Segment.SYN | Segment.FIN | Segment.RST | Segment.URG;

  /** The handshake and the first exchange. */
  private static final int FIRST_SHOWN = 6;

  /** The last exchange and the end. */
  private static final int LAST_SHOWN = 8;

  /** A line that stands for fewer would save nothing. */
  private static final int SHORTEST_FOLD = 3;

  private static final int MOST_FRACTION_DIGITS = 6; // nanoseconds would take the room of the arrows

  private final Page page;
  private final ConnectionRecord c;
  private final boolean unicode;

  Ladder(Page page, ConnectionRecord c) {
    this.page = page;
    this.c = c;
    this.unicode = page.style().unicode();
  }

  void write() {
    List<LadderPacket> packets = c.ladder();
    List<String> notes = packets.stream().map(this::note).toList();
    int frameWidth = 5;
    int timeWidth = 4;
    int noteWidth = 0;
    for (int i = 0; i < packets.size(); i++) {
      frameWidth = Math.max(frameWidth, Long.toString(packets.get(i).at().frame()).length());
      timeWidth = Math.max(timeWidth, time(packets.get(i)).length());
      noteWidth = Math.max(noteWidth, notes.get(i).length());
    }
    int left = frameWidth + 2 + timeWidth + 2;
    int lane = laneWidth(left, noteWidth == 0 ? 0 : noteWidth + 2);
    page.heading(INDENT, Pad.right("frame", frameWidth) + "  " + Pad.right("time", timeWidth) + "  " + ends(lane));
    int gapAfter = gapAfter(packets);
    boolean[] folded = folded(packets, notes, gapAfter);
    for (int i = 0; i < packets.size(); i++) {
      if (folded[i]) {
        int end = i;
        while (folded[end + 1]) {
          end++;
        }
        page.line(INDENT, " ".repeat(left) + "  ... " + ordinary(packets.subList(i, end + 1)));
        i = end;
        continue;
      }
      LadderPacket packet = packets.get(i);
      String line =
          Pad.right(Long.toString(packet.at().frame()), frameWidth) + "  " + Pad.right(time(packet), timeWidth) + "  "
              + arrow(packet, lane) + (notes.get(i).isEmpty() ? "" : "  " + notes.get(i));
      page.colouredLine(INDENT, line, isDeciding(packet) ? Ink.BAD : null);
      if (i == gapAfter) {
        page.line(INDENT, " ".repeat(left) + "  ... packets left out");
      }
    }
  }

  /** Packets that say nothing new: data and acknowledgments in the middle of a conversation. */
  private static boolean[] folded(List<LadderPacket> packets, List<String> notes, int gapAfter) {
    int size = packets.size();
    boolean[] ordinary = new boolean[size];
    for (int i = FIRST_SHOWN; i < size - LAST_SHOWN; i++) {
      boolean telling =
          (packets.get(i).flags() & TELLING_FLAGS) != 0
              || packets.get(i).note() == LadderPacket.Note.ICMP
              || !notes.get(i).isEmpty()
              || i == gapAfter;
      ordinary[i] = !telling;
    }
    boolean[] folded = new boolean[size];
    for (int i = 0; i < size; i++) {
      int end = i;
      while (end < size && ordinary[end]) {
        end++;
      }
      if (end - i >= SHORTEST_FOLD) {
        Arrays.fill(folded, i, end, true);
      }
      i = Math.max(i, end - 1);
    }
    return folded;
  }

  private static String ordinary(List<LadderPacket> packets) {
    long bytes = packets.stream().mapToLong(LadderPacket::payloadLength).sum();
    String segments = Quantity.count(packets.size(), "more segment");
    return bytes == 0 ? segments + " without data" : segments + ", " + Quantity.bytes(bytes);
  }

  private int laneWidth(int left, int right) {
    if (page.style().width() <= 0) {
      return LANE_WIDEST;
    }
    int room = page.style().width() - INDENT - left - right;
    return Math.max(LANE_NARROWEST, Math.min(LANE_WIDEST, room));
  }

  private static String ends(int lane) {
    return "client" + " ".repeat(lane - 12) + "server";
  }

  private String time(LadderPacket packet) {
    return Quantity.fixedSeconds(
        packet.at().timeNs() - c.first().timeNs(), Math.min(c.fractionDigits(), MOST_FRACTION_DIGITS));
  }

  /** {@code |--- PA seq 1 len 100 ack 1 ------------->|}. */
  private String arrow(LadderPacket packet, int lane) {
    char wall = unicode ? '\u2502' : '|';
    char shaft = unicode ? '\u2500' : '-';
    boolean toServer = packet.from() == Role.CLIENT;
    String label = " " + label(packet, lane - 7) + " "; // walls, the head, one piece of shaft on each side, two blanks
    String shortShaft = String.valueOf(shaft);
    String longShaft = shortShaft.repeat(lane - 4 - label.length());
    String line =
        toServer
            ? shortShaft + label + longShaft + (unicode ? '\u25b6' : '>')
            : (unicode ? '\u25c0' : '<') + longShaft + label + shortShaft;
    return wall + line + wall;
  }

  /** As many of the packet's fields as fit, the most telling first. */
  private static String label(LadderPacket packet, int room) {
    if (packet.note() == LadderPacket.Note.ICMP) {
      return "ICMP";
    }
    StringBuilder text = new StringBuilder(flags(packet.flags()));
    addIfItFits(text, "seq " + packet.seq(), room);
    if (packet.payloadLength() > 0) {
      addIfItFits(text, "len " + packet.payloadLength(), room);
    }
    if ((packet.flags() & Segment.ACK) != 0) {
      addIfItFits(text, "ack " + packet.ack(), room);
    }
    addIfItFits(text, "win " + packet.window(), room);
    return text.toString();
  }

  private static void addIfItFits(StringBuilder text, String field, int room) {
    if (text.length() + 1 + field.length() <= room) {
      text.append(' ').append(field);
    }
  }

  /** The letters of {@link Reset#flags}, save those of congestion notification, which say nothing of an end. */
  private static String flags(int flags) {
    String letters = Notation.flagLetters(flags & SHOWN_FLAGS);
    return letters.isEmpty() ? "-" : letters;
  }

  private String note(LadderPacket packet) {
    List<String> words = new ArrayList<>(3);
    for (Reset reset : c.resets()) {
      if (reset.at().frame() == packet.at().frame()) {
        words.add("reset " + reset.effect().id());
      }
    }
    if (c.firstFin() != null
        && c.half(c.firstFin()).fin() != null
        && c.half(c.firstFin()).fin().frame() == packet.at().frame()) {
      words.add("first FIN");
    }
    if (!packet.note().words().isEmpty()) {
      words.add(packet.note().words());
    }
    return String.join(", ", words);
  }

  private boolean isDeciding(LadderPacket packet) {
    return c.endedBy() != null && c.endedBy().frame() == packet.at().frame();
  }

  /**
   * Index after which packets are missing, -1 when all are there: of a connection with more packets than were asked for
   * the first quarter and the last are kept.
   */
  private int gapAfter(List<LadderPacket> packets) {
    long own =
        packets.stream()
            .filter(p -> p.note() != LadderPacket.Note.DUPLICATE && p.note() != LadderPacket.Note.ICMP)
            .count();
    return own < c.clientHalf().packets() + c.serverHalf().packets() ? packets.size() / 4 - 1 : -1;
  }
}

package io.finrst.report.ladder;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.LadderPacket;
import io.finrst.record.Reset;
import io.finrst.report.Quantity;
import io.finrst.teardown.Role;
import io.finrst.wire.Notation;
import io.finrst.wire.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a ladder shows of a connection: the packets that decided, each an arrow, and what lies between them folded. */
public final class Rungs {
  private static final int SHOWN_FLAGS = 0x3F;
  private static final int TELLING_FLAGS = Segment.SYN | Segment.FIN | Segment.RST | Segment.URG;

  /** The handshake and the first exchange. */
  private static final int FIRST_SHOWN = 6;

  /** The last exchange and the end. */
  private static final int LAST_SHOWN = 8;

  /** A line that stands for fewer would save nothing. */
  private static final int SHORTEST_FOLD = 3;

  private static final int MOST_FRACTION_DIGITS = 6; // nanoseconds would take the room of the arrows

  private final ConnectionRecord c;
  private final Diagnosis diagnosis;

  private Rungs(ConnectionRecord c, Diagnosis diagnosis) {
    this.c = c;
    this.diagnosis = diagnosis;
  }

  /** From top to bottom; none where no packets were kept. */
  public static List<Rung> of(ConnectionRecord c, Diagnosis diagnosis) {
    return new Rungs(c, diagnosis).all();
  }

  private List<Rung> all() {
    List<LadderPacket> packets = c.ladder();
    List<String> notes = packets.stream().map(this::note).toList();
    int gapAfter = gapAfter(packets);
    boolean[] folded = folded(packets, notes, gapAfter);
    List<Rung> rungs = new ArrayList<>();
    for (int i = 0; i < packets.size(); i++) {
      if (folded[i]) {
        int end = i;
        while (folded[end + 1]) {
          end++;
        }
        rungs.add(new Rung.Fold(ordinary(packets.subList(i, end + 1))));
        i = end;
        continue;
      }
      rungs.add(arrow(packets.get(i), notes.get(i)));
      if (i == gapAfter) {
        rungs.add(new Rung.Fold("packets left out"));
      }
    }
    return List.copyOf(rungs);
  }

  private Rung arrow(LadderPacket packet, String note) {
    return new Rung.Arrow(packet, time(packet), fields(packet), note, isDeciding(packet), isByDevice(packet));
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

  private String time(LadderPacket packet) {
    return Quantity.fixedSeconds(
        packet.at().timeNs() - c.first().timeNs(), Math.min(c.fractionDigits(), MOST_FRACTION_DIGITS));
  }

  private static List<String> fields(LadderPacket packet) {
    if (packet.note() == LadderPacket.Note.ICMP) {
      return List.of("ICMP");
    }
    List<String> fields = new ArrayList<>(5);
    fields.add(flags(packet.flags()));
    fields.add("seq " + packet.seq());
    if (packet.payloadLength() > 0) {
      fields.add("len " + packet.payloadLength());
    }
    if ((packet.flags() & Segment.ACK) != 0) {
      fields.add("ack " + packet.ack());
    }
    fields.add("win " + packet.window());
    return fields;
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

  private boolean isByDevice(LadderPacket packet) {
    if (isDeciding(packet)) {
      return diagnosis.endedBy() != null && diagnosis.endedBy().role() == Role.MIDDLEBOX;
    }
    return diagnosis.origins().stream()
        .anyMatch(origin -> origin.forged() && origin.reset().at().frame() == packet.at().frame());
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

package io.finrst.report;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.HalfRecord;
import io.finrst.record.LadderPacket;
import io.finrst.record.Moment;
import io.finrst.record.Reset;
import io.finrst.teardown.Role;
import io.finrst.wire.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A connection as Zeek's conn.log writes it: {@code conn_state} and {@code history} (Zeek's Conn::Info). Zeek takes every
 * segment at its word, so a reset counts here even where its receiver ignored it, and the same connection can be found in
 * both.
 *
 * <p>The history rests on the first and last packets of a connection and on what its record knows besides. What neither
 * shows is left out of it and listed. Not known at all are {@code c} (checksums), {@code g} (gaps) and {@code ^} (sides that
 * Zeek turned round).
 *
 * @param state one of S0, S1, SF, REJ, S2, S3, RSTO, RSTR, RSTOS0, RSTRH, SH, SHR, OTH
 * @param history a letter for each first time, upper case for the client's, in order; null without any packet
 * @param lacks letters that belong into it somewhere, or may, sorted
 */
public record ZeekState(String state, String history, List<String> lacks) {
  /** Zeek tells of a letter again at ten times as many (base/frameworks, ScaledHistoryEntry). */
  private static final int SCALE = 10;

  /** Of every full ladder so many parts are its beginning: io.finrst.flow.Ladder keeps a quarter from the start. */
  private static final int FIRST_PART = 4;

  /** What Zeek's TCP analyzer knows of one side (TCP_Endpoint.h). */
  private enum Endpoint {
    INACTIVE,
    SYN_SENT,
    SYN_ACK_SENT,
    PARTIAL,
    ESTABLISHED,
    CLOSED,
    RESET;

    boolean isInactive() {
      return this == INACTIVE || this == PARTIAL;
    }
  }

  /** Of {@code c}, whose record should hold a ladder for the sake of the history. */
  public static ZeekState of(ConnectionRecord c) {
    if (c.ladder().isEmpty()) {
      return new ZeekState(state(c), null, List.of());
    }
    History history = new History(c);
    return new ZeekState(state(c), history.text(), List.copyOf(history.lacks));
  }

  /** Zeek's own decision, base/protocols/conn/main.zeek. */
  private static String state(ConnectionRecord c) {
    Endpoint client = endpoint(c, Role.CLIENT);
    Endpoint server = endpoint(c, Role.SERVER);
    if (server == Endpoint.RESET) {
      boolean nothingSaid =
          client == Endpoint.RESET && c.clientHalf().bytes() == 0 && c.serverHalf().bytes() == 0;
      if (client == Endpoint.SYN_SENT || client == Endpoint.SYN_ACK_SENT || nothingSaid) {
        return "REJ";
      }
      return client.isInactive() ? "RSTRH" : "RSTR";
    }
    if (client == Endpoint.RESET) {
      return server.isInactive() ? "RSTOS0" : "RSTO";
    }
    if (client == Endpoint.CLOSED) {
      return server == Endpoint.CLOSED ? "SF" : server.isInactive() ? "SH" : "S2";
    }
    if (server == Endpoint.CLOSED) {
      return client.isInactive() ? "SHR" : "S3";
    }
    if (client == Endpoint.SYN_SENT && server == Endpoint.INACTIVE) {
      return "S0";
    }
    return client == Endpoint.ESTABLISHED && server == Endpoint.ESTABLISHED ? "S1" : "OTH";
  }

  private static Endpoint endpoint(ConnectionRecord c, Role side) {
    HalfRecord me = c.half(side);
    HalfRecord peer = c.half(side == Role.CLIENT ? Role.SERVER : Role.CLIENT);
    if (c.resets().stream().anyMatch(reset -> reset.from() == side && counts(reset, me.fin(), peer.fin()))) {
      return Endpoint.RESET;
    }
    if (me.fin() != null) {
      return Endpoint.CLOSED;
    }
    if (me.synCount() > 0) {
      return peer.synCount() > 0 ? Endpoint.ESTABLISHED : side == Role.CLIENT ? Endpoint.SYN_SENT : Endpoint.SYN_ACK_SENT;
    }
    return me.packets() > 0 ? Endpoint.PARTIAL : Endpoint.INACTIVE;
  }

  /** A reset upon both FINs changes nothing, nor one behind its sender's FIN that the other side answers with its own. */
  private static boolean counts(Reset reset, Moment mine, Moment peers) {
    return mine == null || peers == null || mine.frame() > reset.at().frame();
  }

  /** The letters of one connection. */
  private static final class History {
    private record Letter(long frame, char letter) {}

    private final ConnectionRecord c;
    private final List<Letter> letters = new ArrayList<>();
    private final Set<String> lacks = new TreeSet<>();
    private final Set<Character> seen = new HashSet<>();
    private final Map<Character, Long> lastSeq = new HashMap<>();
    private final Map<Character, Integer> counts = new HashMap<>();
    private final Map<Role, Boolean> over = new EnumMap<>(Role.class); // false: a FIN, true: a reset

    History(ConnectionRecord c) {
      this.c = c;
      List<LadderPacket> packets =
          c.ladder().stream()
              .filter(p -> p.note() != LadderPacket.Note.ICMP && p.note() != LadderPacket.Note.DUPLICATE)
              .toList();
      boolean whole = packets.size() >= c.clientHalf().packets() + c.serverHalf().packets();
      int sure = whole ? packets.size() : Math.min(packets.size(), c.ladder().size() / FIRST_PART);
      packets.subList(0, sure).forEach(this::packet);
      if (!whole) {
        after(sure == 0 ? 0 : packets.get(sure - 1).at().frame());
      }
    }

    String text() {
      StringBuilder text = new StringBuilder();
      letters.stream().sorted(Comparator.comparingLong(Letter::frame)).forEach(each -> text.append(each.letter()));
      return text.toString();
    }

    /** As Zeek's update_history and update_window do it. */
    private void packet(LadderPacket p) {
      boolean syn = has(p, Segment.SYN);
      boolean fin = has(p, Segment.FIN);
      boolean rst = has(p, Segment.RST);
      if (fin && rst) {
        once(p, 'i');
      } else if (syn && (fin || rst)) {
        once(p, 'q');
      } else if (syn) {
        eachNumber(p.at(), of(p.from(), has(p, Segment.ACK) ? 'h' : 's'), p.seq());
      } else if (fin) {
        eachNumber(p.at(), of(p.from(), 'f'), p.seq() + p.payloadLength());
      } else if (rst) {
        eachNumber(p.at(), of(p.from(), 'r'), p.seq());
      } else if (p.payloadLength() > 0) {
        once(p, 'd');
      } else if (has(p, Segment.ACK)) {
        once(p, 'a');
      }
      if (p.note() == LadderPacket.Note.RETRANSMISSION && p.payloadLength() > 0) {
        scaled(p, 't');
      }
      Role peer = p.from() == Role.CLIENT ? Role.SERVER : Role.CLIENT;
      if (p.window() == 0 && !rst && !over.containsKey(peer) && over.get(p.from()) != Boolean.TRUE) {
        scaled(p, 'w');
      }
      if (fin || rst) {
        over.merge(p.from(), rst, Boolean::logicalOr);
      }
    }

    private static boolean has(LadderPacket p, int flag) {
      return (p.flags() & flag) != 0;
    }

    private static char of(Role side, char letter) {
      return side == Role.CLIENT ? Character.toUpperCase(letter) : letter;
    }

    private void once(LadderPacket p, char letter) {
      add(p.at().frame(), of(p.from(), letter));
    }

    private void add(long frame, char letter) {
      if (seen.add(letter)) {
        letters.add(new Letter(frame, letter));
      }
    }

    private void eachNumber(Moment at, char letter, long seq) {
      Long before = lastSeq.put(letter, seq);
      if (before == null) {
        add(at.frame(), letter);
      } else if (before != seq) {
        letters.add(new Letter(at.frame(), letter));
      }
    }

    private void scaled(LadderPacket p, char letter) {
      char mine = of(p.from(), letter);
      int count = counts.merge(mine, 1, Integer::sum);
      int threshold = 1;
      while (threshold < count) {
        threshold *= SCALE;
      }
      if (count == threshold) {
        letters.add(new Letter(p.at().frame(), mine));
      }
    }

    /** Not every packet behind {@code frame} is kept: what the record knows of all of them is taken from there. */
    private void after(long frame) {
      for (Role side : new Role[] {Role.CLIENT, Role.SERVER}) {
        HalfRecord half = c.half(side);
        long fin = half.fin() == null ? Long.MAX_VALUE : half.fin().frame();
        if (half.firstDataFrame() > frame && half.firstDataFrame() < fin) {
          add(half.firstDataFrame(), of(side, 'd'));
        }
        if (fin > frame && half.fin() != null) {
          add(fin, of(side, 'f'));
        }
        unsure(side, 'a', half.packets() > 0);
        unsure(side, 't', half.retransmitted() > 0);
        unsure(side, 'w', half.zeroWindows() > 0);
      }
      for (Reset reset : c.resets()) {
        if (reset.at().frame() > frame) {
          eachNumber(reset.at(), of(reset.from(), 'r'), reset.seq());
        }
      }
      if (c.resetsNotKept() > 0) {
        lacks.addAll(List.of("R", "r"));
      }
    }

    private void unsure(Role side, char letter, boolean may) {
      char mine = of(side, letter);
      if (may && !seen.contains(mine) && !counts.containsKey(mine)) {
        lacks.add(String.valueOf(mine));
      }
    }
  }
}

package io.finrst.model;

import static io.finrst.wire.Segment.ACK;
import static io.finrst.wire.Segment.FIN;
import static io.finrst.wire.Segment.RST;
import static io.finrst.wire.Segment.SYN;

import io.finrst.analysis.Found;
import io.finrst.record.ConnectionRecord;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a capture that lacks nothing must say of a run. Where the tap alone cannot tell, several answers are right:
 * whether a reset that nothing followed arrived, or whether a host that fell silent had given up.
 */
final class Outcome {
  /**
   * A verdict and whose doing it was.
   *
   * @param ender null for nobody
   */
  record Said(Verdict verdict, Role ender) {
    static Said of(ConnectionRecord told) {
      return new Said(told.verdict(), Found.endedBy(told) == null ? null : Found.endedBy(told).role());
    }
  }

  /** The right answers; the first one is what the hosts know. */
  final Set<Said> right = new LinkedHashSet<>();

  private final Run run;
  private final List<Packet> packets;

  Outcome(Run run) {
    this.run = run;
    packets = run.captured();
    for (int i = 0; i < packets.size() && !(finAcked(0, i) && finAcked(1, i)); i++) {
      Packet p = packets.get(i);
      if (p.is(RST) && (p.abort || p.effect != Packet.Effect.IGNORED)) {
        say(resetAt(i), role(p.side));
        if (onlySynAcksBefore(i)) {
          say(Verdict.RST_IN_HANDSHAKE, Role.SERVER); // it may never have got the ACK
        }
        if (p.effect == Packet.Effect.ACCEPTED || isProven(i) || isLastWord(i)) {
          return;
        }
      }
    }
    withoutReset();
  }

  /** Whether the server had sent more than one SYN-ACK before it answers by a reset, and nothing else. */
  private boolean onlySynAcksBefore(int reset) {
    List<Packet> server = packets.subList(0, reset).stream().filter(p -> p.side == 1 && !p.is(RST)).toList();
    return packets.get(reset).side == 1 && server.size() > 1 && server.stream().allMatch(p -> p.is(SYN));
  }

  /**
   * Whether an abort was lost and its sender answered later that it had no socket any more, alone: nothing of the
   * other side can have ended it first.
   */
  private boolean isProven(int abort) {
    Packet first = packets.get(abort);
    if (!first.abort || first.effect != Packet.Effect.NONE) {
      return false;
    }
    List<Packet> later = packets.subList(abort + 1, packets.size());
    return later.stream().anyMatch(p -> p.is(RST) && p.side == first.side && p.effect == Packet.Effect.ACCEPTED)
        && later.stream().noneMatch(p -> p.side == first.side && !p.is(RST));
  }

  /** Whether nothing but resets follows one that no number of its side lies above: then it is taken to have arrived. */
  private boolean isLastWord(int reset) {
    Packet p = packets.get(reset);
    return packets.subList(reset, packets.size()).stream().allMatch(each -> each.is(RST))
        && packets.subList(0, reset).stream().noneMatch(each -> each.side == p.side && each.end() > p.seq);
  }

  private static Role role(int side) {
    return side == 0 ? Role.CLIENT : Role.SERVER;
  }

  private void say(Verdict verdict, Role ender) {
    right.add(new Said(verdict, ender));
  }

  private Verdict resetAt(int index) {
    boolean synAck = false;
    boolean complete = false;
    boolean data = false;
    boolean fin = false;
    for (Packet p : packets.subList(0, index)) {
      synAck |= p.is(SYN) && p.is(ACK);
      complete |= !p.is(SYN) && !p.is(RST);
      data |= p.length > 0;
      fin |= p.is(FIN);
    }
    if (fin) {
      return Verdict.RST_AFTER_FIN;
    }
    if (data) {
      return Verdict.RST_AFTER_DATA;
    }
    return complete ? Verdict.RST_BEFORE_DATA : synAck ? Verdict.RST_IN_HANDSHAKE : Verdict.RST_TO_SYN;
  }

  private void withoutReset() {
    int closer = closer();
    if (closer < 0) {
      open();
      return;
    }
    boolean both = fin(1 - closer, packets.size()) >= 0;
    boolean acked = finAcked(closer, packets.size());
    boolean otherAcked = finAcked(1 - closer, packets.size());
    if (!both) {
      say(acked ? Verdict.HALF_CLOSE : Verdict.FIN_UNANSWERED, null);
    } else if (wentOn(closer)) {
      say(Verdict.HALF_CLOSE, acked && otherAcked ? role(closer) : null);
    } else if (acked || otherAcked) {
      say(Verdict.GRACEFUL, role(closer));
    } else {
      say(Verdict.FIN_UNANSWERED, null);
    }
  }

  private int closer() {
    for (Packet p : packets) {
      if (p.is(FIN)) {
        return p.side;
      }
    }
    return -1;
  }

  /** Position of the FIN of {@code side}, -1 for none before packet {@code end}. */
  private long fin(int side, int end) {
    for (Packet p : packets.subList(0, end)) {
      if (p.is(FIN) && p.side == side) {
        return p.end() - 1;
      }
    }
    return -1;
  }

  private boolean finAcked(int side, int end) {
    long fin = fin(side, end);
    return fin >= 0
        && packets.subList(0, end).stream()
            .anyMatch(p -> p.side != side && p.is(ACK) && !p.is(RST) && p.ack > fin);
  }

  /** Whether the peer of the closer sent something new that acknowledges the closer's FIN. */
  private boolean wentOn(int closer) {
    long fin = fin(closer, packets.size());
    return packets.stream().anyMatch(p -> p.side != closer && p.fresh && p.length > 0 && p.ack > fin);
  }

  private void open() {
    long syns = packets.stream().filter(p -> p.is(SYN) && p.side == 0).count();
    long synAcks = packets.stream().filter(p -> p.is(SYN) && p.side == 1).count();
    boolean complete = packets.stream().anyMatch(p -> p.side == 0 && !p.is(SYN) && !p.is(RST));
    if (synAcks == 0) {
      say(Verdict.SYN_UNANSWERED, null);
    } else if (!complete) {
      if (syns < 2 || synAcks < 2) {
        say(Verdict.OPEN, null);
      }
      if (synAcks > 1) {
        say(Verdict.SYN_UNANSWERED, null);
      }
    } else {
      int last = packets.get(packets.size() - 1).side;
      boolean gaveUp = last == 0 ? run.client.gaveUp() : run.server.gaveUp();
      long repeats = repeatsAtTheEnd(last);
      if (!gaveUp || repeats < 2) {
        say(Verdict.OPEN, null);
      }
      if (gaveUp || repeats > 1) {
        say(Verdict.TIMED_OUT, role(last));
      }
    }
  }

  /** What the side whose packet was the last had sent again since the other was heard. */
  private long repeatsAtTheEnd(int side) {
    int from = packets.size();
    while (from > 0 && packets.get(from - 1).side == side) {
      from--;
    }
    return packets.subList(from, packets.size()).stream().filter(p -> p.length > 0 && !p.fresh).count();
  }
}

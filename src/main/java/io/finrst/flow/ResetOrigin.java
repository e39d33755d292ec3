package io.finrst.flow;

import io.finrst.record.IpIdPattern;
import io.finrst.record.Reset;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.State;
import io.finrst.wire.Address;
import io.finrst.wire.Seq;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Whether the resets of one connection come from the hosts whose addresses they carry, and what speaks against it. */
final class ResetOrigin {
  /** Resets of one burst follow each other at least so fast, ns. */
  private static final long BURST_NS = 50_000_000L;

  /** Two resets of one sender within so long belong together, ns. */
  private static final long BACK_TO_BACK_NS = 1_000_000_000L;

  private static final int MIN_BURST = 3;

  private final Connection c;
  private final HostProfiles hosts;
  private final State state;
  private final List<ResetNote> resets;

  ResetOrigin(Connection c, HostProfiles hosts, State state) {
    this.c = c;
    this.hosts = hosts;
    this.state = state;
    resets = c.story() == null ? List.of() : c.story().resets;
  }

  /**
   * Whether the reset came from another device than the one whose address it carries: its TTL is one that device's
   * packets never have, from nearer by or far off, that device went on sending, or it is one of a series that no stack
   * sends. A scanner's own SYN is no measure: it is made by hand, and the reset by the scanning host's kernel.
   */
  boolean isForged(ResetNote note) {
    int usual =
        state == State.RESET_IN_HANDSHAKE && note.side == c.clientSide() ? HostProfiles.UNKNOWN : usualTtl(note);
    return note.senderWentOn && note.effect != ResetEffect.UNSEEN
        || usual >= 0 && (note.ttl > usual || usual - note.ttl > 1)
        || climbs(note)
        || steps(note);
  }

  /**
   * The one TTL of the supposed sender's other packets: of this connection, else of the whole
   * capture; negative if none.
   */
  private int usualTtl(ResetNote note) {
    Half sender = c.half(note.side);
    if (sender.is(Half.TTL_SEEN)) {
      return sender.is(Half.TTL_VARIES) ? HostProfiles.VARIES : sender.ttl();
    }
    Address address = c.address(note.side);
    return hosts.ttl(address.version(), address.hi(), address.lo());
  }

  /**
   * Whether it is one of two resets the later of which lies higher, and beyond all the sender had sent: a stack resets
   * at its own highest number or at the one acknowledged to it, and after losses the second lies lower (RST_SEQ_CHANGE
   * of Weaver, Sommer, Paxson, NDSS 2009).
   */
  private boolean climbs(ResetNote note) {
    for (ResetNote other : resets) {
      ResetNote first = other.frame < note.frame ? other : note;
      ResetNote second = first == other ? note : other;
      if (first != second
          && first.side == second.side
          && second.senderKnown
          && second.timeNs - first.timeNs <= BACK_TO_BACK_NS
          && Seq.lt(first.seq, second.seq)
          && Seq.lt(second.senderNxt, second.seq)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is one of at least three in quick succession whose windows or TTLs step evenly: a device counts. */
  private boolean steps(ResetNote note) {
    List<ResetNote> burst = new ArrayList<>();
    for (ResetNote other : resets) {
      if (other.side == note.side && Math.abs(other.timeNs - note.timeNs) <= BURST_NS) {
        burst.add(other);
      }
    }
    return burst.size() >= MIN_BURST
        && (stepsEvenly(burst, each -> each.window) || stepsEvenly(burst, each -> each.ttl));
  }

  private static boolean stepsEvenly(List<ResetNote> burst, ToIntFunction<ResetNote> field) {
    int step = field.applyAsInt(burst.get(1)) - field.applyAsInt(burst.get(0));
    for (int i = 1; i < burst.size(); i++) {
      if (field.applyAsInt(burst.get(i)) - field.applyAsInt(burst.get(i - 1)) != step) {
        return false;
      }
    }
    return step != 0;
  }

  /** What about it contradicts the host whose address it carries, one phrase each. */
  List<String> oddities(ResetNote note) {
    List<String> odd = new ArrayList<>(0);
    Half sender = c.half(note.side);
    int usual = usualTtl(note);
    if (usual >= 0 && usual != note.ttl) {
      odd.add("TTL " + note.ttl + ", this host's other packets have " + usual);
    }
    if (note.senderWentOn) {
      odd.add(Reset.WENT_ON);
    }
    if (climbs(note)) {
      odd.add(Reset.CLIMBS);
    }
    if (steps(note)) {
      odd.add(Reset.STEPS);
    }
    if (note.payloadLength > 0) {
      odd.add("it carries " + note.payloadLength + " bytes, which the stacks of hosts do not send");
    }
    if (note.kind == ResetKind.ABORT && sender.is(Half.KNOWN)) {
      abort(note, sender, odd);
    } else if (note.kind != ResetKind.ABORT) {
      answer(note, odd);
    }
    return odd.isEmpty() ? List.of() : List.copyOf(odd);
  }

  /** A socket's own packet looks like those before it. */
  private static void abort(ResetNote note, Half sender, List<String> odd) {
    boolean windowsLike = isWindowsLike(sender.ttl()); // its aborts carry window 0 and no options
    if (sender.is(Half.TIMESTAMPS) && !note.hasTimestamp && !windowsLike) {
      odd.add("no timestamps option although the connection uses it");
    }
    if (note.window == 0 && sender.window() != 0 && !windowsLike) {
      odd.add("window 0 on a reset that tears down a socket");
    }
    int step = note.ipId - sender.ipId() & 0xFFFF;
    boolean counts = sender.ipIdPattern() == IpIdPattern.COUNTER;
    if (counts && step > Half.MAX_ID_STEP && step < 0x10000 - Half.MAX_ID_STEP) {
      odd.add("IP ID " + note.ipId + " off this host's counter at " + sender.ipId());
    }
    if (note.dscp() != sender.dscp() && !windowsLike) {
      odd.add("DSCP " + note.dscp() + ", this host's other packets have " + sender.dscp());
    }
    if (note.flowLabel == 0 && sender.is(Half.LABELLED)) {
      odd.add(Reset.UNLABELLED);
    }
  }

  /**
   * A kernel's answer has nothing of the segment it answers but the numbers and, on Linux, its DSCP; a device may turn
   * the packet round, and netfilter's reset has neither DSCP nor flow label (nf_reject_iphdr_put).
   */
  private void answer(ResetNote note, List<String> odd) {
    if (note.ipId != 0 && note.ipId == note.receiverIpId) {
      odd.add("IP ID " + note.ipId + ", copied from the segment it answers");
    }
    if (note.window != 0 && note.window == note.receiverWindow) {
      odd.add("window " + note.window + ", copied from the segment it answers");
    }
    if (note.kind != ResetKind.ANSWER) {
      return;
    }
    boolean linuxLike = note.ipId == 0 && note.window == 0 && !isWindowsLike(note.ttl);
    if (linuxLike && note.dscp() == 0 && note.receiverDscp != 0) {
      odd.add(Reset.NO_ECHO);
    }
    if (note.flowLabel == 0 && hostLabels(note)) {
      odd.add(Reset.UNLABELLED);
    }
  }

  /** Whether the supposed sender gives its IPv6 packets flow labels, on this connection or another. */
  private boolean hostLabels(ResetNote note) {
    Address address = c.address(note.side);
    return c.half(note.side).is(Half.LABELLED) || hosts.labels(address.version(), address.hi(), address.lo());
  }

  /** By the initial TTL of 128, whatever hops it lost. */
  private static boolean isWindowsLike(int ttl) {
    return ttl > 64 && ttl <= 128;
  }
}

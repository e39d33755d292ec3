package io.finrst.diagnosis;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.HalfRecord;
import io.finrst.record.HopDistance;
import io.finrst.record.HostLooks;
import io.finrst.record.IpIdPattern;
import io.finrst.record.Looks;
import io.finrst.record.Reset;
import io.finrst.record.ResetFacts;
import io.finrst.record.Shown;
import io.finrst.record.Stack;
import io.finrst.record.Standing;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.wire.Seq;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Whether a reset comes from the host whose address it carries, and what speaks against it. */
public final class ResetOrigin {
  /** Resets of one burst follow each other at least so fast, ns. */
  private static final long BURST_NS = 50_000_000L;

  /** Two resets of one sender within so long belong together, ns. */
  private static final long BACK_TO_BACK_NS = 1_000_000_000L;

  private static final int MIN_BURST = 3;

  /** To say that a host did not send a packet one must have seen what it sends, and what was sent to it. */
  private static final Set<Shown> NEEDED = EnumSet.of(Shown.BOTH_SIDES, Shown.SEGMENTS);

  /** A counter shared by a host's sockets skips; a random one rarely comes this near twice. */
  private static final int MAX_ID_STEP = 256;

  private static final int LINUX_TTL = 64;

  private final ConnectionRecord c;
  private final Reset reset;
  private final ResetFacts facts;
  private final Map<Oddity, String> oddities = new EnumMap<>(Oddity.class);
  private final boolean forged;

  private ResetOrigin(ConnectionRecord c, Reset reset) {
    this.c = c;
    this.reset = reset;
    facts = reset.facts();
    look();
    forged = forgedOnTheWire() || has(Oddity.DISOWNED);
  }

  /** The origins of all resets of {@code c}, in their order. */
  static List<ResetOrigin> of(ConnectionRecord c) {
    if (c.resets().isEmpty()) {
      return List.of();
    }
    List<ResetOrigin> origins = new ArrayList<>(c.resets().size());
    c.resets().forEach(reset -> origins.add(new ResetOrigin(c, reset)));
    return List.copyOf(origins);
  }

  /** The reset it is about. */
  public Reset reset() {
    return reset;
  }

  /** Whether another device sent it than the one whose address it carries. */
  public boolean forged() {
    return forged;
  }

  /** What it looks like, {@link ResetKind#FOREIGN} where it is forged. */
  public ResetKind kind() {
    return forged ? ResetKind.FOREIGN : reset.kind();
  }

  /** What contradicts its host, with a phrase that names the numbers, in the order of {@link Oddity}. */
  public Map<Oddity, String> oddities() {
    return Collections.unmodifiableMap(oddities);
  }

  /** Whether the kernel's word alone speaks against it: a filter on the host itself may have sent it. */
  boolean onlyDisowned() {
    return has(Oddity.DISOWNED) && !forgedOnTheWire();
  }

  /**
   * Whether the kernel's word alone speaks against it, and its host's own packet filter may have made it: such a reset
   * never comes from a socket (nf_send_reset, nf_reject_ip_tcphdr_put).
   */
  boolean maybeByItsHostsFilter() {
    boolean numbers = reset.flags().equals("R") || reset.flags().equals("RA") && facts.seq() == 0;
    return has(Oddity.DISOWNED)
        && numbers
        && reset.window() == 0
        && reset.payloadLength() == 0
        && reset.ipId() <= 0
        && !facts.segment().timestamps()
        && !has(Oddity.OTHER_TTL)
        && !has(Oddity.CLIMBS)
        && !has(Oddity.STEPS);
  }

  /** Whether {@code oddity} is one of them. */
  public boolean has(Oddity oddity) {
    return oddities.containsKey(oddity);
  }

  /**
   * By coming from nearer by or from far off, by its host going on, by a series that no stack sends, by being the packet
   * it answers turned round, or by the kernel's word.
   */
  private boolean forgedOnTheWire() {
    if (!c.quality().shows(NEEDED)) {
      return false;
    }
    return has(Oddity.WENT_ON) && reset.effect() != ResetEffect.UNSEEN
        || has(Oddity.OTHER_TTL) && hopsNearer() != -1 && !continuesItsSocket()
        || has(Oddity.CLIMBS)
        || has(Oddity.STEPS)
        || has(Oddity.COPIED_IP_ID) && has(Oddity.COPIED_WINDOW);
  }

  /**
   * The one TTL of the supposed sender's other packets: of this connection, else of those before it. What a scanner
   * makes by hand is no measure: the reset comes from the scanning host's kernel.
   */
  private int usualTtl() {
    HalfRecord sender = c.half(reset.from());
    if (sender.ttl() >= 0) {
      return sender.ttlVaries() || sender.stack() == Stack.HAND_MADE ? HostLooks.VARIES : sender.ttl();
    }
    return facts.host().ttl();
  }

  /**
   * Whether it goes on where its socket's packets stopped, with the connection's timestamps and the next IP ID: who forges
   * a reset has seen neither from within, and another way of so many hops is the simpler story.
   */
  private boolean continuesItsSocket() {
    Looks looks = facts.senderLooks();
    int step = reset.ipId() - looks.ipId() & 0xFFFF;
    return reset.kind() == ResetKind.ABORT
        && looks.timestamps()
        && facts.segment().timestamps()
        && looks.ipIdPattern() == IpIdPattern.COUNTER
        && step > 0
        && step <= MAX_ID_STEP;
  }

  /** How many routers fewer than its host's other packets it has passed, where these have one TTL. */
  private int hopsNearer() {
    return HopDistance.of(usualTtl()) - HopDistance.of(reset.ttl());
  }

  /** A scanner that makes its packets itself goes on after its kernel's resets, which know nothing of them. */
  private void look() {
    int usual = usualTtl();
    if (usual >= 0 && hopsNearer() != 0) {
      oddities.put(Oddity.OTHER_TTL, "TTL " + reset.ttl() + ", this host's other packets have " + usual);
    }
    if (reset.senderWentOn() && c.half(reset.from()).stack() != Stack.HAND_MADE) {
      oddities.put(Oddity.WENT_ON, "this host went on sending afterwards");
    }
    if (climbs()) {
      oddities.put(Oddity.CLIMBS, "of two resets the second lies higher, and beyond all this host had sent");
    }
    if (steps()) {
      oddities.put(Oddity.STEPS, "resets in quick succession, with windows or TTLs that step evenly");
    }
    if (reset.payloadLength() > 0) {
      String bytes = "it carries " + reset.payloadLength() + " bytes, which the stacks of hosts do not send";
      oddities.put(Oddity.PAYLOAD, bytes);
    }
    if (reset.kind() == ResetKind.ABORT && facts.sender().known()) {
      lookAtAbort();
    } else if (reset.kind() != ResetKind.ABORT) {
      lookAtAnswer();
    }
    if (c.kernel().disowns(reset)) {
      oddities.put(Oddity.DISOWNED, "the kernel of this host did not send it");
    }
  }

  /**
   * Whether it is one of two resets the later of which lies higher, and beyond all the sender had sent: a stack resets
   * at its own highest number or at the one acknowledged to it, and after losses the second lies lower (RST_SEQ_CHANGE
   * of Weaver, Sommer, Paxson, NDSS 2009).
   */
  private boolean climbs() {
    for (Reset other : c.resets()) {
      boolean otherFirst = other.at().frame() < reset.at().frame();
      ResetFacts first = otherFirst ? other.facts() : facts;
      ResetFacts second = otherFirst ? facts : other.facts();
      Standing sender = second.sender();
      if (other != reset
          && other.from() == reset.from()
          && sender.known()
          && second.timeNs() - first.timeNs() <= BACK_TO_BACK_NS
          && Seq.lt(first.seq(), second.seq())
          && Seq.lt(sender.nxt(), second.seq())) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is one of at least three in quick succession whose windows or TTLs step evenly: a device counts. */
  private boolean steps() {
    List<Reset> burst = new ArrayList<>();
    for (Reset other : c.resets()) {
      if (other.from() == reset.from() && Math.abs(other.at().timeNs() - reset.at().timeNs()) <= BURST_NS) {
        burst.add(other);
      }
    }
    return burst.size() >= MIN_BURST && (stepsEvenly(burst, Reset::window) || stepsEvenly(burst, Reset::ttl));
  }

  private static boolean stepsEvenly(List<Reset> burst, ToIntFunction<Reset> field) {
    int step = field.applyAsInt(burst.get(1)) - field.applyAsInt(burst.get(0));
    for (int i = 1; i < burst.size(); i++) {
      if (field.applyAsInt(burst.get(i)) - field.applyAsInt(burst.get(i - 1)) != step) {
        return false;
      }
    }
    return step != 0;
  }

  /** A socket's own packet looks like those before it, where the stack is known to abort so. */
  private void lookAtAbort() {
    Looks looks = facts.senderLooks();
    if (!looks.seen()) {
      return;
    }
    boolean likeData = c.half(reset.from()).stack().abortsInTheSocketsName();
    if (looks.timestamps() && !facts.segment().timestamps() && likeData) {
      oddities.put(Oddity.NO_TIMESTAMPS, "no timestamps option although the connection uses it");
    }
    if (reset.window() == 0 && looks.window() != 0 && likeData) {
      oddities.put(Oddity.ZERO_WINDOW, "window 0 on a reset that tears down a socket");
    }
    int step = reset.ipId() - looks.ipId() & 0xFFFF;
    if (looks.ipIdPattern() == IpIdPattern.COUNTER && step > MAX_ID_STEP && step < 0x10000 - MAX_ID_STEP) {
      String far = "IP ID " + reset.ipId() + " off this host's counter at " + looks.ipId();
      oddities.put(Oddity.OTHER_IP_ID, far);
    }
    int dscp = facts.segment().dscp();
    if (dscp != looks.dscp() && likeData) {
      oddities.put(Oddity.OTHER_DSCP, "DSCP " + dscp + ", this host's other packets have " + looks.dscp());
    }
    if (reset.flowLabel() == 0 && looks.labelled()) {
      lacksLabel();
    }
  }

  /**
   * A kernel's answer has nothing of the segment it answers but the numbers and, on Linux, its DSCP; a device may turn
   * the packet round, and netfilter's reset has neither DSCP nor flow label (nf_reject_iphdr_put).
   */
  private void lookAtAnswer() {
    Looks answered = facts.receiverLooks();
    if (reset.ipId() != 0 && reset.ipId() == answered.ipId()) {
      oddities.put(Oddity.COPIED_IP_ID, "IP ID " + reset.ipId() + ", copied from the segment it answers");
    }
    if (reset.window() != 0 && reset.window() == answered.window()) {
      oddities.put(Oddity.COPIED_WINDOW, "window " + reset.window() + ", copied from the segment it answers");
    }
    if (reset.kind() != ResetKind.ANSWER) {
      return;
    }
    boolean linuxLike = reset.ipId() == 0 && reset.window() == 0 && HopDistance.initial(reset.ttl()) == LINUX_TTL;
    if (linuxLike && facts.segment().dscp() == 0 && answered.dscp() != 0) {
      oddities.put(
          Oddity.NO_ECHO,
          "DSCP 0, although Linux answers with the DSCP of the segment it answers; a REJECT rule does not");
    }
    boolean apple = c.half(reset.from()).stack() == Stack.BSD; // whose answers have none
    if (reset.flowLabel() == 0 && !apple && (facts.senderLooks().labelled() || facts.host().labelled())) {
      lacksLabel();
    }
  }

  private void lacksLabel() {
    oddities.put(
        Oddity.UNLABELLED, "flow label 0, although this host's packets have one; a REJECT rule's reset has none");
  }
}

package io.finrst.judgement;

import io.finrst.record.HostLooks;
import io.finrst.record.IpIdPattern;
import io.finrst.record.Looks;
import io.finrst.record.Moment;
import io.finrst.record.Repeats;
import io.finrst.record.ResetFacts;
import io.finrst.record.ResetSegment;
import io.finrst.record.Standing;
import io.finrst.teardown.State;
import io.finrst.wire.Segment;

/**
 * A reset and what was known when it came, made by hand. Unless told otherwise the second side, the server, tears down
 * a socket of an open connection, exactly where it is expected, and nothing about it is odd.
 */
public final class Facts {
  private static final Looks UNSEEN = new Looks(false, 0, IpIdPattern.UNKNOWN, 0, 0, false, false);

  private Moment at = new Moment(3, 0);
  private int flags = Segment.RST | Segment.ACK;
  private int seq = 1;
  private int ack = 1;
  private int window = 501;
  private int ttl = 64;
  private int tos;
  private int ipId = 7;
  private int flowLabel = -1;
  private boolean timestamps;
  private int mptcpReason = -1;
  private int payloadLength;
  private String text = "";
  private int side = 1;
  private State before = State.TRANSFER;
  private Standing sender = Side.open().build();
  private Standing receiver = Side.open().build();
  private Looks senderLooks = UNSEEN;
  private Looks receiverLooks = UNSEEN;
  private HostLooks host = HostLooks.NONE;
  private long gapNs;
  private long earlierGapNs;
  private Repeats repeats;
  private int repeatingSide = -1;
  private boolean gaveUp;
  private long challengeAck = ResetFacts.NO_NUMBER;
  private long badAckFrame;
  private boolean synAckAgain;
  private long unansweredBytes;

  private Facts() {}

  /** A reset of a torn-down socket. */
  public static Facts abort() {
    return new Facts();
  }

  /** A bare reset, which takes its number from the segment it answers. */
  public static Facts bare(int seq) {
    Facts facts = new Facts();
    facts.flags = Segment.RST;
    facts.seq = seq;
    facts.ack = 0;
    facts.window = 0;
    facts.ipId = 0;
    return facts;
  }

  /** A reset that answers a SYN with this number. */
  public static Facts refusal(int syn) {
    Facts facts = bare(0);
    facts.flags = Segment.RST | Segment.ACK;
    facts.ack = syn + 1;
    facts.before = State.SYN_SENT;
    facts.sender = Side.unknown().build();
    facts.receiver = Side.opening(syn).build();
    return facts;
  }

  public Facts at(long frame, long ns) {
    return at(new Moment(frame, ns));
  }

  public Facts at(Moment moment) {
    at = moment;
    return this;
  }

  /** Numbers as in the header. */
  public Facts numbers(int newSeq, int newAck) {
    seq = newSeq;
    ack = newAck;
    return this;
  }

  /** Its eight control bits. */
  public Facts flags(int bits) {
    flags = bits;
    return this;
  }

  /** The side whose address it carries, 0 or 1. */
  public Facts from(int newSide) {
    side = newSide;
    return this;
  }

  public Facts window(int newWindow) {
    window = newWindow;
    return this;
  }

  public Facts ttl(int newTtl) {
    ttl = newTtl;
    return this;
  }

  public Facts tos(int newTos) {
    tos = newTos;
    return this;
  }

  public Facts ipId(int newIpId) {
    ipId = newIpId;
    return this;
  }

  public Facts flowLabel(int newFlowLabel) {
    flowLabel = newFlowLabel;
    return this;
  }

  public Facts timestamps() {
    timestamps = true;
    return this;
  }

  /** Reason of an MP_TCPRST option. */
  public Facts mptcpReason(int reason) {
    mptcpReason = reason;
    return this;
  }

  /** It carries words in so many bytes of payload. */
  public Facts payload(int length, String words) {
    payloadLength = length;
    text = words;
    return this;
  }

  /** Where the connection stood. */
  public Facts before(State state) {
    before = state;
    return this;
  }

  public Facts sender(Side standing) {
    sender = standing.build();
    return this;
  }

  public Facts receiver(Side standing) {
    receiver = standing.build();
    return this;
  }

  public Facts senderLooks(Looks looks) {
    senderLooks = looks;
    return this;
  }

  public Facts receiverLooks(Looks looks) {
    receiverLooks = looks;
    return this;
  }

  public Facts host(HostLooks looks) {
    host = looks;
    return this;
  }

  /** Silences of both sides before it and before the packet before it. */
  public Facts gaps(long ns, long earlierNs) {
    gapNs = ns;
    earlierGapNs = earlierNs;
    return this;
  }

  /** What was sent again last, and by whom without an answer, -1 for nobody. */
  public Facts repeats(Repeats again, int sideInVain) {
    repeats = again;
    repeatingSide = sideInVain;
    return this;
  }

  public Facts gaveUp() {
    gaveUp = true;
    return this;
  }

  public Facts challengeAck(long number) {
    challengeAck = number;
    return this;
  }

  public Facts badAckFrame(long frame) {
    badAckFrame = frame;
    return this;
  }

  public Facts synAckAgain() {
    synAckAgain = true;
    return this;
  }

  public Facts unanswered() {
    unansweredBytes = 1;
    return this;
  }

  public ResetFacts build() {
    ResetSegment segment =
        new ResetSegment(
            at, flags, seq, ack, window, ttl, tos, ipId, flowLabel, timestamps, mptcpReason, false, payloadLength, text);
    return new ResetFacts(
        segment, side, before, sender, receiver, senderLooks, receiverLooks, host, gapNs, earlierGapNs, repeats,
        repeatingSide, gaveUp, challengeAck, badAckFrame, synAckAgain, unansweredBytes);
  }
}

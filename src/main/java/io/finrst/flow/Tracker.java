package io.finrst.flow;

import io.finrst.capture.Packet;
import io.finrst.capture.PacketTime;
import io.finrst.record.IcmpError;
import io.finrst.record.LadderPacket;
import io.finrst.record.Moment;
import io.finrst.record.Repetition;
import io.finrst.teardown.Event;
import io.finrst.teardown.State;
import io.finrst.teardown.Transitions;
import io.finrst.wire.Address;
import io.finrst.wire.ApplicationBytes;
import io.finrst.wire.Segment;

/**
 * Follows every connection: settles the sequence space of each segment, raises events for the state
 * machine, and hands each connection to a listener when nothing later can change its verdict.
 *
 * <p>The bounds follow RFC 9293 section 3.3.1 seen from outside: what a side sent moves its NXT,
 * what it acknowledged moves its ACKED (the RCV.NXT it has shown). Time is that of the packets.
 */
public final class Tracker {
  /** For a table that is bounded by memory alone. */
  public static final int AS_MANY_AS_FIT = Integer.MAX_VALUE;

  /** A clock that goes back so often is several clocks in turn, of which the latest counts. */
  private static final int MOST_SET_BACKS = 64;

  private final int maxConnections;
  private final int ladderPackets;
  private final boolean ladderBytes;
  private final FlowTable table;
  private final HostProfiles hosts = new HostProfiles();
  private final Applications applications = new Applications();
  private final Connection connection = new Connection();
  private final Leaving leaving;
  private final Copies copies = new Copies();
  private final Translations translations = new Translations();
  private final SequenceSpace space = new SequenceSpace();
  private final Resets resets;
  private final Events events;
  private final OrdinarySegment ordinarySegment;
  private final Succession succession;
  private final Strays strays = new Strays();

  private long clockNs = PacketTime.NONE;
  private int setBacks;
  private int streams;
  private long opened;
  private long impossible;
  private long unjoinedIcmpErrors;
  private boolean ordinary;

  /**
   * @param maxConnections most connections in the table at one time, at least 1; fewer where the heap holds no more, and
   *     with {@link #AS_MANY_AS_FIT} no more than 2 GiB of it
   * @param ladderPackets packets to keep per connection for people to look at, 0 for none
   * @param ladderBytes whether to keep the beginnings of their bytes, too
   * @param announcing when to tell of connections that have not left the table
   */
  public Tracker(
      EndingListener listener, int maxConnections, int ladderPackets, boolean ladderBytes, Announcing announcing) {
    this.maxConnections = maxConnections;
    this.ladderPackets = ladderPackets;
    this.ladderBytes = ladderBytes;
    table = new FlowTable(MemoryBudget.ofHeap(maxConnections != AS_MANY_AS_FIT));
    leaving = new Leaving(table, connection, new Ending(applications), announcing, listener);
    resets = new Resets(hosts);
    events = new Events(this::raise);
    ordinarySegment = new OrdinarySegment(copies, applications, events);
    succession = new Succession(table, leaving, resets, copies);
  }

  /** Takes one segment. */
  public void segment(Segment s, Packet p) {
    long nowNs = p.timeNs;
    if (nowNs > clockNs) {
      clockNs = nowNs;
      if (leaving.isDue(nowNs)) {
        leaving.expire(nowNs);
      }
    } else if (clockNs - nowNs >= PacketTime.SET_BACK_NS) {
      setBack(nowNs);
    }
    Connection c = connection;
    if (!table.find(s, c)) {
      open(s, p);
    } else if (ladderPackets == 0 && ordinarySegment.take(s, p, c)) {
      ordinary |= (s.flags & Segment.FIN) == 0;
      return; // which is neither a SYN nor late, and nothing is open about its connection
    } else if ((s.flags & (Segment.SYN | Segment.ACK)) == Segment.SYN) {
      again(s, p);
    } else if (Succession.hasQuestion(c)) {
      succession.answer(s, p, c);
    } else if (leaving.isAbandoned(nowNs)) {
      leaving.end(nowNs, false);
      open(s, p);
    }
    Half me = c.half(c.direction);
    Half peer = c.half(1 - c.direction);
    if (!c.is(Connection.STREAM_BASES)) {
      streamBases(s, c, me, peer);
    }
    if (copies.isCopy(s, nowNs, c, me)) {
      c.tell().count(Story.Oddity.DUPLICATE, c.direction);
      ladder(s, p, c, LadderPacket.Note.DUPLICATE);
      return;
    }
    if (c.is(Connection.HAS_STORY)) {
      c.story().beforeNext(c);
    }
    long lastGapNs = c.gapNs();
    c.gapBefore(nowNs);
    if (c.closer() < 0 && c.gapNs() >= Leaving.ABANDONED_NS) {
      doubt(s, c, me, peer, nowNs);
    } else if (c.is(Connection.HAS_STORY) && c.story().doubtedNs > 0 && agrees(s, c, me, nowNs)) {
      lastGapNs = 0;
    }
    int frame = c.relative(p.frame);
    if (s.cut) {
      c.set(Connection.CUT);
    }
    LadderPacket.Note note = LadderPacket.Note.NONE;
    if ((s.flags & Segment.RST) != 0) {
      resets.keep(s, p, c, me, peer, lastGapNs);
      me.packetAt(frame);
      leaving.reset(nowNs);
    } else {
      me.packetAt(frame);
      me.lastTimeNs(nowNs);
      if ((s.flags & (Segment.SYN | Segment.ACK)) == (Segment.SYN | Segment.ACK)) {
        hosts.note(p.interfaceId, s.ipVersion, s.srcHi, s.srcLo, s.ttl, s.flowLabel);
      }
      me.profile(s);
      if ((s.flags & (Segment.SYN | Segment.FIN)) == 0) {
        c.set(Connection.ORDINARY_SEEN);
        ordinary = true;
        c.silenceBefore();
      }
      note = ordinary(s, p, c, me, peer, frame, lastGapNs);
    }
    if (ladderPackets > 0) {
      ladder(s, p, c, note);
    }
    if (table.budget().isExceeded()) {
      relieve();
    }
  }

  /** Looks whether there was a silence at all: the clock may have jumped. */
  private static void doubt(Segment s, Connection c, Half me, Half peer, long nowNs) {
    if (Events.isOverdueAck(s, me, peer)) {
      c.noGap();
    } else if (me.saysFarLess(s, nowNs - c.firstTimeNs())) {
      c.tell().doubtedNs = c.gapNs();
      c.story().doubter = c.direction;
    }
  }

  /**
   * Whether this side agrees that there was no such silence as the other one doubts by its timestamps. One host alone may
   * have been suspended, and its clock with it.
   */
  private static boolean agrees(Segment s, Connection c, Half me, long nowNs) {
    Story story = c.story();
    if (story.doubter == c.direction) {
      return false;
    }
    long byNs = story.doubtedNs;
    story.doubtedNs = 0;
    if (!me.saysFarLess(s, nowNs - c.firstTimeNs())) {
      return false;
    }
    c.noSilence(byNs);
    return true;
  }

  /** Makes room although no connection is opened; the cursor stays where it was. */
  private void relieve() {
    int slot = connection.slot();
    makeRoom();
    table.at(slot, connection);
  }

  private void setBack(long nowNs) {
    if (setBacks < MOST_SET_BACKS) {
      setBacks++;
      clockNs = nowNs;
      leaving.setBack(nowNs);
    }
  }

  /**
   * Takes an ICMP error; {@code s} describes the segment it quotes.
   *
   * @return false when it is about a connection of which no segment was seen
   */
  public boolean icmpError(Segment s, Packet p) {
    Connection c = connection;
    boolean found = table.find(s, c);
    if (!found || leaving.isAbandoned(p.timeNs)) {
      unjoinedIcmpErrors++;
      if (!found && s.quotedInFull && strays.add(s, streams)) {
        streams++;
      }
      return false;
    }
    int side = c.direction; // whose segment it quotes
    Half sender = c.half(side);
    Story story = c.tell();
    if (copies.isCopyOfError(s, p.timeNs, c)) {
      story.count(Story.Oddity.DUPLICATE, side);
      return true;
    }
    boolean quotesSyn = sender.is(Half.SYN_SEEN) && s.seq == sender.iss();
    Address from = new Address(s.ipVersion, s.icmpSenderHi, s.icmpSenderLo);
    IcmpError error =
        new IcmpError(
            new Moment(p.frame, p.timeNs), c.role(side), from, s.ipVersion, s.icmpType, s.icmpCode, quotesSyn);
    story.add(error);
    if (quotesSyn && !error.isPacketTooBig()) {
      raise(c, Event.ICMP_ERROR);
    }
    if (ladderPackets > 0) {
      ladder(s, p, c, LadderPacket.Note.ICMP);
    }
    return true;
  }

  /**
   * The input has ended: hands over every connection still in the table, in the order of their
   * first packets.
   */
  public void finish() {
    leaving.finish(clockNs);
  }

  /**
   * Tells of the connections whose time to be told of has come. No verdict comes of it that packets alone would not
   * give: only what was abandoned leaves the table, to which the next packet would not have belonged either.
   *
   * @param nowNs ns since 1970 by the clock of the packets
   */
  public void time(long nowNs) {
    leaving.time(Math.max(nowNs, clockNs));
  }

  /** Connections found so far. */
  public long connections() {
    return opened - succession.refuted();
  }

  /** Number of the connection that the last segment or joined ICMP error belongs to. */
  public long current() {
    return connection.stream() & 0xFFFFFFFFL;
  }

  /** Connections being followed, ended ones among them that still wait for late packets. */
  public int following() {
    return table.size();
  }

  /** Connections of which no end has been seen. */
  public int open() {
    return table.size() - leaving.waiting();
  }

  /** Connections evicted while they were not over. */
  public long evicted() {
    return leaving.evicted();
  }

  /** Events that cannot happen where the connection stood: faults of the tracker, each ignored. */
  public long impossibleEvents() {
    return impossible;
  }

  /** Whether any segment without SYN, FIN and RST has come. */
  public boolean sawOrdinarySegment() {
    return ordinary;
  }

  /** Connections that are others of the same capture behind an address translation. */
  public long translated() {
    return translations.found();
  }

  /** ICMP errors that quote a connection of which no segment was seen. */
  public long unjoinedIcmpErrors() {
    return unjoinedIcmpErrors;
  }

  /** A SYN on ports that a connection has already. */
  private void again(Segment s, Packet p) {
    Connection c = connection;
    Succession.Meaning meaning = succession.of(s, c, p.timeNs);
    if (meaning == Succession.Meaning.QUESTION && (table.size() >= maxConnections || !table.hasRoom())) {
      meaning = Succession.Meaning.ANOTHER; // no room to wait for the answer
    }
    switch (meaning) {
      case ANOTHER -> {
        leaving.end(clockNs, false);
        open(s, p);
      }
      case ANOTHER_IN_STREAM -> {
        int stream = c.stream();
        leaving.end(clockNs, false);
        makeRoom();
        table.open(s, c);
        begin(s, p, stream);
        c.tell().repeatsIsn = true;
      }
      case QUESTION -> {
        int slot = c.slot();
        int stream = c.stream();
        table.displace(s, c);
        begin(s, p, streams++);
        Succession.asks(c, slot, stream);
      }
      default -> {
        if (leaving.isAbandoned(p.timeNs)) {
          leaving.end(p.timeNs, false);
          open(s, p);
        }
      }
    }
  }

  private void makeRoom() {
    while (table.size() > 0 && (table.size() >= maxConnections || !table.hasRoom())) {
      leaving.evict(clockNs);
    }
  }

  private void open(Segment s, Packet p) {
    makeRoom();
    table.open(s, connection);
    int stray = strays.take(s);
    begin(s, p, stray < 0 ? streams++ : stray);
  }

  private void begin(Segment s, Packet p, int stream) {
    Connection c = connection;
    opened++;
    c.set(Connection.IN_USE);
    c.stream(stream);
    c.first(p.frame, p.timeNs);
    c.link(s.vlan, s.tunnel, p.fractionDigits);
    if (s.tunnelId != 0) {
      c.tell().tunnelId = s.tunnelId;
    }
    boolean syn = s.has(Segment.SYN);
    if (syn) {
      if (s.has(Segment.ACK)) {
        c.set(Connection.CLIENT_IS_B);
      } else {
        translations.opened(s, c, table, p.timeNs);
      }
    } else {
      c.set(Connection.ROLES_GUESSED);
      if (ServicePorts.isService(s.srcPort, s.dstPort)) {
        c.set(Connection.CLIENT_IS_B);
      }
    }
  }

  /**
   * What a later SYN is compared with: the first number of each side, its own or as the other side
   * acknowledges it.
   */
  private static void streamBases(Segment s, Connection c, Half me, Half peer) {
    if (!me.is(Half.HAS_STREAM_BASE)) {
      me.streamBase(s.has(Segment.SYN) ? s.seq : s.seq - 1);
    }
    if (!peer.is(Half.HAS_STREAM_BASE) && s.has(Segment.ACK)) {
      peer.streamBase(s.ack - 1);
    }
    if (me.is(Half.HAS_STREAM_BASE) && peer.is(Half.HAS_STREAM_BASE)) {
      c.set(Connection.STREAM_BASES);
    }
  }

  private LadderPacket.Note ordinary(
      Segment s, Packet p, Connection c, Half me, Half peer, int frame, long lastGapNs) {
    State state = c.state();
    int side = c.direction;
    if (state == State.SYN_SENT && Events.isChallenge(s, me, peer)) {
      Story story = c.tell();
      story.challenged = true;
      story.challengeAck = s.ack;
      story.challengeFrame = p.frame;
      return LadderPacket.Note.NONE;
    }
    if (state == State.SYN_RECEIVED && Events.isBadHandshakeAck(s, me, peer)) {
      c.tell().badHandshakeAckFrame = p.frame;
      return LadderPacket.Note.NONE;
    }
    if (state == State.TRANSFER && Events.isUnprompted(s, c, me, peer)) {
      Story story = c.tell();
      story.unpromptedAckFrame = story.unpromptedAckFrame == 0 ? p.frame : story.unpromptedAckFrame;
    }
    if (c.is(Connection.HAS_STORY)) {
      c.story().heard(side);
      if (!c.story().resets.isEmpty()) {
        Resets.lifeAfter(s, p, c, me);
      }
    }
    SequenceSpace space = this.space;
    space.take(s, c, me, peer);
    if (space.note != LadderPacket.Note.NONE) {
      note(s, p, c, me, space.note, lastGapNs);
    }
    if (space.fresh > 0) {
      boolean mayTell = me.firstDataFrame() == 0 || c.is(Connection.FOLLOWED) || ApplicationBytes.mayStart(s, p.data);
      if (mayTell
          && space.fresh == s.payloadLength
          && s.seq + s.length() == me.nxt()) {
        applications.take(s, p.data, c, me, frame);
      }
      me.newData(space.fresh, frame, p.timeNs, s.ack);
      me.clear(Half.TURN);
      peer.set(Half.TURN);
      c.noteSuperSegment(s);
    }
    boolean filledHole = space.note == LadderPacket.Note.OUT_OF_ORDER;
    events.raise(s, p, c, me, peer, frame, space.fresh, filledHole);
    return space.note;
  }

  private static void note(
      Segment s, Packet p, Connection c, Half me, LadderPacket.Note note, long lastGapNs) {
    int side = c.direction;
    switch (note) {
      case RETRANSMISSION -> {
        me.countRetransmission();
        Story story = c.tell();
        repeated(c, story, Repetition.Kind.SEGMENT, s, p, lastGapNs);
        if (s.has(Segment.SYN | Segment.ACK) && c.is(Connection.HANDSHAKE_ACK_SEEN)) {
          story.synAckAgainFrame = p.frame;
        }
      }
      case OUT_OF_ORDER -> c.tell().count(Story.Oddity.OUT_OF_ORDER, side);
      case KEEP_ALIVE -> {
        Story story = c.tell();
        story.count(Story.Oddity.KEEP_ALIVE, side);
        repeated(c, story, Repetition.Kind.KEEP_ALIVE, s, p, c.gapNs());
      }
      case WINDOW_PROBE -> {
        Story story = c.tell();
        story.count(Story.Oddity.WINDOW_PROBE, side);
        repeated(c, story, Repetition.Kind.WINDOW_PROBE, s, p, c.gapNs());
      }
      case ZERO_WINDOW -> {
        Story story = c.tell();
        story.count(Story.Oddity.ZERO_WINDOW, side);
        story.shut(side, new Moment(p.frame, p.timeNs));
      }
      default -> {
        // a gap is kept by the stream map
      }
    }
  }

  private static void repeated(
      Connection c, Story story, Repetition.Kind kind, Segment s, Packet p, long silenceBeforeNs) {
    story.repeated(c.direction, kind, p.frame, p.timeNs, s.seq + s.length(), silenceBeforeNs);
  }

  /** Moves the state machine; nothing else does. */
  private void raise(Connection c, Event event) {
    State before = c.state();
    if (!Transitions.isPossible(before, event)) {
      impossible++;
    }
    State next = Transitions.next(before, event);
    c.state(next);
    if (next != before || next.isOver()) {
      leaving.moved(before, next, clockNs);
    }
  }

  private void ladder(Segment s, Packet p, Connection c, LadderPacket.Note note) {
    if (ladderPackets == 0) {
      return;
    }
    Story story = c.tell();
    Ladder ladder = story.ladder() == null ? story.makeLadder(ladderPackets, ladderBytes) : story.ladder();
    ladder.add(s, p, c, note);
  }
}

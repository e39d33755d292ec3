package io.finrst.teardown;

import static io.finrst.teardown.Event.BLIND;
import static io.finrst.teardown.Event.DATA;
import static io.finrst.teardown.Event.FIN;
import static io.finrst.teardown.Event.FIN_ACKED;
import static io.finrst.teardown.Event.HANDSHAKE_ACK;
import static io.finrst.teardown.Event.HANDSHAKE_RST;
import static io.finrst.teardown.Event.ICMP_ERROR;
import static io.finrst.teardown.Event.PEER_DATA;
import static io.finrst.teardown.Event.PEER_FIN;
import static io.finrst.teardown.Event.PEER_FIN_ACKED;
import static io.finrst.teardown.Event.RST;
import static io.finrst.teardown.Event.SILENCE;
import static io.finrst.teardown.Event.SYN;
import static io.finrst.teardown.Event.SYN_ACK;
import static io.finrst.teardown.Event.TRAFFIC;
import static io.finrst.teardown.State.CLOSED;
import static io.finrst.teardown.State.CLOSING;
import static io.finrst.teardown.State.CLOSING_HALF_ACKED;
import static io.finrst.teardown.State.ESTABLISHED;
import static io.finrst.teardown.State.FIN_WAIT_1;
import static io.finrst.teardown.State.FIN_WAIT_2;
import static io.finrst.teardown.State.GIVEN_UP;
import static io.finrst.teardown.State.LAST_FIN_GIVEN_UP;
import static io.finrst.teardown.State.HALF_CLOSED;
import static io.finrst.teardown.State.HALF_CLOSE_DONE;
import static io.finrst.teardown.State.HANDSHAKE_LOST;
import static io.finrst.teardown.State.MIDSTREAM;
import static io.finrst.teardown.State.NEW;
import static io.finrst.teardown.State.REFUSED;
import static io.finrst.teardown.State.RESET_AFTER_DATA;
import static io.finrst.teardown.State.RESET_AFTER_FIN;
import static io.finrst.teardown.State.RESET_BEFORE_DATA;
import static io.finrst.teardown.State.RESET_IN_HANDSHAKE;
import static io.finrst.teardown.State.RESET_UNEXPLAINED;
import static io.finrst.teardown.State.SYN_RECEIVED;
import static io.finrst.teardown.State.SYN_SENT;
import static io.finrst.teardown.State.TIME_WAIT;
import static io.finrst.teardown.State.TRANSFER;
import static io.finrst.teardown.State.UNREACHABLE;
import static io.finrst.teardown.State.UNSHOWN;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The teardown state machine as one table (RFC 9293 sections 3.5, 3.6 and 3.10.7, seen by an
 * observer of both sides).
 *
 * <p>A row says where each event leads, and which events leave the state as it is. What it does not
 * name cannot happen: whoever raises it has a fault, and counts it. The events of a live connection
 * are those without RST, BLIND and SILENCE; where these lead is only asked to tell how it would end, so
 * the states behind them have no row.
 */
public final class Transitions {

  /** What comes again or late in any state, and moves only those that name it. */
  private static final Set<Event> ANY_TIME = EnumSet.of(SYN, SYN_ACK, ICMP_ERROR);

  /** The table, in the order of a connection's life. */
  public static final List<Row> TABLE =
      List.of(
          in(NEW, "the first packet decides whether the start was seen")
              .on(SYN, SYN_SENT)
              .on(SYN_ACK, SYN_RECEIVED)
              .on(TRAFFIC, MIDSTREAM)
              .on(RST, RESET_UNEXPLAINED),
          in(SYN_SENT, "RFC 9293 3.10.7.3; data and FIN count once the handshake is over")
              .on(BLIND, UNSHOWN)
              .on(SYN_ACK, SYN_RECEIVED)
              .on(RST, REFUSED)
              .on(HANDSHAKE_RST, RESET_IN_HANDSHAKE)
              .on(ICMP_ERROR, UNREACHABLE)
              .stays(SILENCE),
          in(UNREACHABLE, "one ICMP error need not end connect(), a later SYN may get through")
              .on(HANDSHAKE_ACK, ESTABLISHED)
              .on(RST, REFUSED)
              .stays(HANDSHAKE_RST, SILENCE),
          in(SYN_RECEIVED, "RFC 9293 3.10.7.4, SYN-RECEIVED")
              .on(BLIND, UNSHOWN)
              .on(HANDSHAKE_ACK, ESTABLISHED)
              .on(DATA, TRANSFER)
              .on(FIN, FIN_WAIT_1)
              .on(RST, RESET_IN_HANDSHAKE)
              .on(HANDSHAKE_RST, RESET_IN_HANDSHAKE)
              .on(SILENCE, HANDSHAKE_LOST),
          in(MIDSTREAM, "what came before the capture is not known")
              .on(BLIND, UNSHOWN)
              .on(DATA, TRANSFER)
              .on(FIN, FIN_WAIT_1)
              .on(RST, RESET_UNEXPLAINED)
              .on(SILENCE, GIVEN_UP),
          in(ESTABLISHED, "no payload yet")
              .on(BLIND, UNSHOWN)
              .on(DATA, TRANSFER)
              .on(FIN, FIN_WAIT_1)
              .on(RST, RESET_BEFORE_DATA)
              .on(HANDSHAKE_RST, RESET_IN_HANDSHAKE)
              .on(SILENCE, GIVEN_UP),
          in(TRANSFER, "payload seen")
              .on(BLIND, UNSHOWN)
              .on(FIN, FIN_WAIT_1)
              .on(RST, RESET_AFTER_DATA)
              .on(HANDSHAKE_RST, RESET_IN_HANDSHAKE)
              .on(SILENCE, GIVEN_UP)
              .stays(DATA),
          in(FIN_WAIT_1, "the FIN is on its way")
              .on(BLIND, UNSHOWN)
              .on(FIN_ACKED, FIN_WAIT_2)
              .on(PEER_FIN, CLOSING)
              .on(RST, RESET_AFTER_FIN)
              .stays(SILENCE),
          in(FIN_WAIT_2, "the peer knows of the FIN")
              .on(BLIND, UNSHOWN)
              .on(PEER_DATA, HALF_CLOSED)
              .on(PEER_FIN, TIME_WAIT)
              .on(RST, RESET_AFTER_FIN)
              .stays(SILENCE),
          in(HALF_CLOSED, "the peer went on sending")
              .on(BLIND, UNSHOWN)
              .on(PEER_FIN_ACKED, HALF_CLOSE_DONE)
              .on(RST, RESET_AFTER_FIN)
              .stays(PEER_DATA, PEER_FIN, SILENCE),
          in(CLOSING, "the FINs crossed")
              .on(BLIND, TIME_WAIT)
              .on(FIN_ACKED, TIME_WAIT)
              .on(PEER_FIN_ACKED, CLOSING_HALF_ACKED)
              .on(RST, RESET_AFTER_FIN)
              .stays(SILENCE),
          in(CLOSING_HALF_ACKED, "crossed, the peer's FIN acknowledged first")
              .on(BLIND, UNSHOWN)
              .on(FIN_ACKED, CLOSED)
              .on(RST, RESET_AFTER_FIN)
              .stays(SILENCE),
          in(TIME_WAIT, "only the very last ACK is missing, and may be lost for good")
              .on(BLIND, UNSHOWN)
              .on(PEER_FIN_ACKED, CLOSED)
              .on(RST, RESET_AFTER_FIN)
              .on(SILENCE, LAST_FIN_GIVEN_UP)
              .stays(PEER_DATA),
          in(CLOSED, "nothing more counts").stays(PEER_DATA, SILENCE),
          in(HALF_CLOSE_DONE, "nothing more counts").stays(PEER_DATA, SILENCE));

  private static final int EVENTS = Event.values().length;
  private static final byte[] NEXT = compile();
  private static final int[] POSSIBLE = possible();

  private Transitions() {}

  /** Whether {@code event} can happen in {@code state} at all: whether the table names it, as a move or as none. */
  public static boolean isPossible(State state, Event event) {
    return (POSSIBLE[state.ordinal()] & 1 << event.ordinal()) != 0;
  }

  /** The state after {@code event}; {@code state} itself where the table names no move. */
  public static State next(State state, Event event) {
    return State.of(NEXT[state.ordinal() * EVENTS + event.ordinal()]);
  }

  private static Row in(State state, String reason) {
    return new Row(state, reason, new EnumMap<>(Event.class), EnumSet.copyOf(ANY_TIME));
  }

  private static int[] possible() {
    int[] masks = new int[State.values().length];
    for (Row row : TABLE) {
      row.moves.keySet().forEach(event -> masks[row.state.ordinal()] |= 1 << event.ordinal());
      row.stays.forEach(event -> masks[row.state.ordinal()] |= 1 << event.ordinal());
    }
    return masks;
  }

  private static byte[] compile() {
    byte[] next = new byte[State.values().length * EVENTS];
    for (State state : State.values()) {
      Arrays.fill(
          next, state.ordinal() * EVENTS, (state.ordinal() + 1) * EVENTS, (byte) state.ordinal());
    }
    for (Row row : TABLE) {
      row.moves.forEach(
          (event, to) ->
              next[row.state.ordinal() * EVENTS + event.ordinal()] = (byte) to.ordinal());
    }
    return next;
  }

  /** One state's moves. */
  public static final class Row {
    private final State state;
    private final String reason;
    private final Map<Event, State> moves;
    private final Set<Event> stays;

    private Row(State state, String reason, Map<Event, State> moves, Set<Event> stays) {
      this.state = state;
      this.reason = reason;
      this.moves = moves;
      this.stays = stays;
    }

    private Row on(Event event, State to) {
      stays.remove(event);
      if (moves.put(event, to) != null) {
        throw new AssertionError(state + " names " + event + " twice");
      }
      return this;
    }

    private Row stays(Event... events) {
      for (Event event : events) {
        if (moves.containsKey(event) || !stays.add(event)) {
          throw new AssertionError(state + " names " + event + " twice");
        }
      }
      return this;
    }

    /** The state this row is about. */
    public State state() {
      return state;
    }

    /** Why the row is as it is. */
    public String reason() {
      return reason;
    }

    /** Where each event leads, in the order of {@link Event}. */
    public Map<Event, State> moves() {
      return Collections.unmodifiableMap(moves);
    }

    /** Which events leave it where it is, in the order of {@link Event}; what is in neither cannot happen. */
    public Set<Event> stays() {
      return Collections.unmodifiableSet(stays);
    }
  }
}

package io.finrst.kernel;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.KernelEvidence;
import io.finrst.record.KernelReset;
import io.finrst.record.Reset;
import io.finrst.wire.Address;
import io.finrst.wire.Endpoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What kernels told of resets, to be joined to connections by addresses, ports and time. Bounded: the oldest records go
 * first. Any thread may add, one joins.
 */
public final class KernelLog {
  static final int MOST_RECORDS = 100_000;

  /** Hosts have few addresses; one that answers for whole networks is believed about so many. */
  private static final int MOST_WATCHED = 10_000;

  /** A record may lie so far outside of the packets of its connection, ns. */
  private static final long MARGIN_NS = 2_000_000_000L;

  /** Records this close to a packet may be of it, whatever their addresses, ns. */
  private static final long SAME_TIME_NS = 20_000_000L;

  private static final Address ANY_IPV4 = new Address(4, 0, 0);
  private static final Address ANY_IPV6 = new Address(6, 0, 0);
  private static final List<Endpoint> NO_PEERS = List.of(new Endpoint(ANY_IPV4, 0), new Endpoint(ANY_IPV6, 0));

  private final Map<Set<Endpoint>, List<KernelReset>> byConnection = new HashMap<>();
  private final Deque<KernelReset> inOrder = new ArrayDeque<>();
  private final Set<Address> watched = new HashSet<>();
  private final BooleanSupplier hears;
  private boolean aligned;
  private long offsetNs;
  private boolean complete = true;

  // by the clock of the records: what came before or after may be missing
  private long knownSinceNs = Long.MIN_VALUE;
  private long knownUntilNs = Long.MAX_VALUE;

  /**
   * One whose records come while the packets do, with the times of packets.
   *
   * @param hears whether the kernel still tells of every reset; asked before absence is taken for a proof
   */
  KernelLog(BooleanSupplier hears) {
    this.hears = hears;
    aligned = true;
  }

  /**
   * One of records that were saved. The first record that can belong to one packet only tells the difference of the
   * clocks, and as the tracing may have begun after the capture and ended before it, nothing is known but between the
   * first record and the last one.
   */
  KernelLog() {
    hears = () -> true;
    knownSinceNs = Long.MAX_VALUE;
    knownUntilNs = Long.MIN_VALUE;
  }

  /** Notes that the kernel that has these addresses is watched. */
  synchronized void watch(Collection<Address> addresses) {
    watched.addAll(addresses);
  }

  /** Notes that records were lost: what is missing proves nothing any more. */
  synchronized void lost() {
    complete = false;
  }

  synchronized void add(KernelReset reset) {
    if (watched.size() < MOST_WATCHED) {
      watched.add(reset.action() == KernelReset.Action.SENT ? reset.from().address() : reset.to().address());
    }
    if (knownSinceNs == Long.MAX_VALUE) {
      knownSinceNs = reset.timeNs();
    }
    knownUntilNs = Math.max(knownUntilNs, reset.timeNs());
    byConnection.computeIfAbsent(key(reset), any -> new ArrayList<>(2)).add(reset);
    inOrder.add(reset);
    if (inOrder.size() > MOST_RECORDS) {
      KernelReset oldest = inOrder.poll();
      knownSinceNs = Math.max(knownSinceNs, oldest.timeNs() + MARGIN_NS);
      List<KernelReset> left = byConnection.get(key(oldest));
      left.remove(oldest);
      if (left.isEmpty()) {
        byConnection.remove(key(oldest));
      }
    }
  }

  private static Set<Endpoint> key(KernelReset reset) {
    // a socket connected to itself has one endpoint
    return reset.from().equals(reset.to()) ? Set.of(reset.from()) : Set.of(reset.from(), reset.to());
  }

  /** Records kept. */
  public synchronized int size() {
    return inOrder.size();
  }

  /** {@code c} with what the kernels said of it; {@code c} itself when they were not watched. */
  public synchronized ConnectionRecord join(ConnectionRecord c) {
    Set<Endpoint> key = c.client().equals(c.server()) ? Set.of(c.client()) : Set.of(c.client(), c.server());
    List<KernelReset> candidates = byConnection.getOrDefault(key, List.of());
    align(c, candidates);
    if (!aligned) {
      return c; // without a common clock absence proves nothing
    }
    List<KernelReset> found = new ArrayList<>();
    for (KernelReset each : candidates) {
      long timeNs = each.timeNs() + offsetNs;
      if (timeNs >= c.first().timeNs() - MARGIN_NS && timeNs <= c.last().timeNs() + MARGIN_NS) {
        found.add(each.later(offsetNs));
      }
    }
    for (Reset reset : c.resets()) {
      KernelReset listening = new KernelEvidence(found, List.of()).sent(reset, c) == null ? listening(reset, c) : null;
      if (listening != null) {
        found.add(listening);
      }
    }
    found.sort(Comparator.comparingLong(KernelReset::timeNs));
    boolean works = complete && !inOrder.isEmpty(); // a trace that never told anything proves nothing
    List<Long> disowned = works ? disowned(c, new KernelEvidence(found, List.of()), key) : List.of();
    if (!disowned.isEmpty() && !hears.getAsBoolean()) {
      disowned = List.of();
    }
    c.resets().forEach(reset -> leaveOutOthers(found, reset, c));
    return found.isEmpty() && disowned.isEmpty() ? c : c.with(new KernelEvidence(List.copyOf(found), disowned));
  }

  /**
   * The record of a reset that a listening socket sent: the kernel then tells of that socket, which has no peer and
   * often no address either. Null where there is none, or where those of that moment do not agree.
   */
  private KernelReset listening(Reset reset, ConnectionRecord c) {
    Endpoint from = c.endpoint(reset.from());
    Endpoint to = from.equals(c.client()) ? c.server() : c.client();
    List<KernelReset> near = new ArrayList<>();
    for (Endpoint peer : NO_PEERS) {
      for (Address local : List.of(from.address(), ANY_IPV4, ANY_IPV6)) {
        for (KernelReset each : byConnection.getOrDefault(Set.of(new Endpoint(local, from.port()), peer), List.of())) {
          long apartNs = each.timeNs() + offsetNs - reset.at().timeNs();
          if (each.action() == KernelReset.Action.SENT && Math.abs(apartNs) <= SAME_TIME_NS) {
            near.add(each);
          }
        }
      }
    }
    boolean agree = near.stream().map(KernelReset::reason).distinct().count() == 1;
    return agree ? near.get(0).later(reset.at().timeNs() - near.get(0).timeNs()).between(from, to) : null;
  }

  /**
   * Leaves out what is told of {@code reset} where more resets were sent on its addresses and ports than captured, as
   * by sockets of other network namespaces, and neither time nor content says which record is its own.
   */
  private static void leaveOutOthers(List<KernelReset> found, Reset reset, ConnectionRecord c) {
    Endpoint from = c.endpoint(reset.from());
    List<KernelReset> sent =
        found.stream().filter(each -> each.action() == KernelReset.Action.SENT && each.from().equals(from)).toList();
    long captured = c.resets().stream().filter(each -> each.from() == reset.from()).count();
    KernelReset nearest = new KernelEvidence(found, List.of()).sent(reset, c);
    if (nearest == null || sent.size() <= captured) {
      return;
    }
    long mostNs = Math.max(SAME_TIME_NS, Math.abs(nearest.timeNs() - reset.at().timeNs()));
    boolean alike =
        sent.stream()
            .filter(each -> Math.abs(each.timeNs() - reset.at().timeNs()) <= mostNs)
            .allMatch(each -> each.saysTheSameAs(nearest));
    if (!alike) {
      found.removeAll(sent);
    }
  }

  private List<Long> disowned(ConnectionRecord c, KernelEvidence told, Set<Endpoint> key) {
    List<Long> frames = new ArrayList<>(0);
    for (Reset reset : c.resets()) {
      long timeNs = reset.at().timeNs();
      long traceNs = timeNs - offsetNs;
      boolean heardOf =
          watched.contains(c.endpoint(reset.from()).address()) && traceNs >= knownSinceNs && traceNs <= knownUntilNs;
      if (heardOf && told.sent(reset, c) == null && !mayBeTranslated(timeNs, key)) {
        frames.add(reset.at().frame());
      }
    }
    return frames;
  }

  /**
   * Whether at that time a reset was sent on other addresses or ports: behind address translation, as containers are,
   * it may be the one in question.
   */
  private boolean mayBeTranslated(long timeNs, Set<Endpoint> key) {
    Iterator<KernelReset> newestFirst = inOrder.descendingIterator();
    long apartNs = 0;
    while (newestFirst.hasNext() && apartNs > -MARGIN_NS) {
      KernelReset each = newestFirst.next();
      apartNs = each.timeNs() + offsetNs - timeNs;
      if (each.action() == KernelReset.Action.SENT && Math.abs(apartNs) <= SAME_TIME_NS && !key(each).equals(key)) {
        return true;
      }
    }
    return false;
  }

  /** Learns the difference of the clocks from a reset that was sent once and captured once. */
  private void align(ConnectionRecord c, List<KernelReset> candidates) {
    List<KernelReset> sent = candidates.stream().filter(each -> each.action() == KernelReset.Action.SENT).toList();
    if (!aligned && sent.size() == 1 && c.resets().size() == 1) {
      Reset reset = c.resets().get(0);
      if (c.endpoint(reset.from()).equals(sent.get(0).from())) {
        offsetNs = reset.at().timeNs() - sent.get(0).timeNs();
        aligned = true;
      }
    }
  }
}

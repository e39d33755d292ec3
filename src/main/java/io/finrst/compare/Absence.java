package io.finrst.compare;

import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.IcmpError;
import io.finrst.record.Moment;
import io.finrst.record.Reset;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;
import io.finrst.wire.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Why a connection is missing at the other points, and what that says of its packets.
 *
 * @param reason why
 * @param other the point where it should have been seen, -1 where none should
 * @param strays its packets that were lost before that point, and what was sent in the server's name instead; places are
 *     0 for the point that saw them and 1 for the other one
 */
record Absence(Unmatched reason, int other, List<Stray> strays) {

  /**
   * A capture shows when it ran by its packets only. Of two that were taken together one may see its last packet so much
   * earlier, ns; a refusal by a device, or none, does not show that it had ended.
   */
  static final long TOGETHER_NS = 10_000_000_000L;

  static Absence because(Unmatched reason) {
    return new Absence(reason, -1, List.of());
  }

  /**
   * @param ending what the point that saw it makes of its end
   * @param seenAt points that have it
   * @param servers by point, the servers of connections that another point saw as well
   */
  static Absence of(
      View view, Diagnosis ending, Points points, List<Set<Endpoint>> servers, Set<Integer> seenAt) {
    Absence best = null;
    for (int other = 0; other < points.count(); other++) {
      if (!seenAt.contains(other)) {
        Absence absence = at(other, view, ending, points, servers);
        if (best == null || absence.reason.compareTo(best.reason) < 0) {
          best = absence;
        }
      }
    }
    return best;
  }

  private static Absence at(
      int other, View view, Diagnosis ending, Points points, List<Set<Endpoint>> servers) {
    ConnectionRecord record = view.record();
    ClockDifference clock = points.clock(other, view.point());
    Coverage covered = points.coverage(other);
    long firstNs = clock == null ? record.first().timeNs() : clock.here(record.first().timeNs());
    long lastNs = clock == null ? record.last().timeNs() : clock.here(record.last().timeNs());
    boolean sawServer = servers.get(other).contains(record.server());
    boolean sawNothing = clock == null && servers.get(other).isEmpty();
    boolean mayBeLost = isOneSided(record.verdict()) && view.trail() != null && (sawServer || sawNothing);
    long awayNs = Math.max(covered.firstNs() - lastNs, firstNs - covered.lastNs());
    if (awayNs > 0 && !(mayBeLost && awayNs < TOGETHER_NS && !answeredByServer(ending))) {
      return because(lastNs < covered.firstNs() ? Unmatched.BEFORE_IT_BEGAN : Unmatched.AFTER_IT_ENDED);
    }
    if (!mayBeLost) {
      return because(Unmatched.NOT_SEEN_THERE);
    }
    Confidence confidence = sawServer ? Confidence.CERTAIN : Confidence.LIKELY;
    return new Absence(Unmatched.NEVER_ARRIVED, other, strays(view, record, awayNs > 0 ? Confidence.LIKELY : confidence));
  }

  /** Whether what came back may be the server's, so that the other capture may merely have ended. */
  private static boolean answeredByServer(Diagnosis ending) {
    return ending.endedBy() != null && ending.endedBy().role() == Role.SERVER;
  }

  /** Nothing but a refusal came back, and that may be a device's. */
  private static boolean isOneSided(Verdict verdict) {
    return verdict == Verdict.SYN_UNANSWERED || verdict == Verdict.RST_TO_SYN || verdict == Verdict.UNREACHABLE;
  }

  private static List<Stray> strays(View view, ConnectionRecord record, Confidence confidence) {
    List<Stray> strays = new ArrayList<>();
    Trail trail = view.trail();
    for (int i = 0; i < trail.count(); i++) {
      if (trail.isFromClient(i)) {
        int flags = trail.flags(i);
        strays.add(
            stray(
                Stray.Kind.LOST, Role.CLIENT, Facts.letters(flags), trail.length(i),
                new Moment(trail.frame(i), trail.timeNs(i)), confidence, flags));
      }
    }
    for (Reset reset : record.resets()) {
      if (reset.from() == Role.SERVER) {
        strays.add(stray(Stray.Kind.FORGED, Role.SERVER, reset.flags(), 0, reset.at(), confidence, Segment.RST));
      }
    }
    for (IcmpError error : record.icmpErrors()) {
      if (error.to() == Role.CLIENT) {
        strays.add(stray(Stray.Kind.FORGED, Role.SERVER, "ICMP", 0, error.at(), confidence, 0));
      }
    }
    strays.sort((one, next) -> Long.compare(one.at().timeNs(), next.at().timeNs()));
    return strays;
  }

  private static Stray stray(
      Stray.Kind kind, Role from, String letters, long bytes, Moment at, Confidence confidence, int flags) {
    return new Stray(
        kind, from, letters, bytes, 0, 1, Arrays.asList(at, null), confidence, (flags & Segment.RST) != 0,
        (flags & Segment.SYN) != 0, (flags & Segment.FIN) != 0);
  }
}

package io.finrst.compare;

import io.finrst.diagnosis.SocketError;
import io.finrst.record.ConnectionRecord;
import io.finrst.teardown.Verdict;
import java.util.List;

/**
 * One connection as all points together show it. Points stand in the order in which the client's packets pass them; a
 * place is an index into that order.
 *
 * @param places the points, the client's end first
 * @param sightings what each point's capture says, null for a point that did not see it
 * @param matchedBy how it was recognised at several points, in words; empty for one point
 * @param verdict how it ended, for both ends
 * @param endedBy who ended it; null when nobody did or nobody can say
 * @param findings causes, best first
 * @param clientErrors what the client's program most likely saw, by the point nearest to it
 * @param serverErrors the same of the server's
 * @param strays packets that were lost, forged or copied on the way, in their order; at most {@link #MOST_STRAYS}
 * @param straysNotKept those beyond
 * @param changes what devices changed
 * @param heldBack packets that took much longer than others
 * @param proxy a connection of the same content, null for none
 * @param unmatched why only one point saw it, null where several did
 * @param notes what cannot be told, one sentence each without full stop
 * @param rows packets for people to look at, in their order; empty unless asked for
 */
public record Comparison(
    List<Place> places,
    List<Sighting> sightings,
    String matchedBy,
    Verdict verdict,
    Ender endedBy,
    List<JointFinding> findings,
    List<SocketError> clientErrors,
    List<SocketError> serverErrors,
    List<Stray> strays,
    long straysNotKept,
    List<Change> changes,
    List<HeldBack> heldBack,
    ProxyLink proxy,
    Unmatched unmatched,
    List<String> notes,
    List<Row> rows) {
  /** Bounds what one connection can take; a transfer over a bad line loses thousands. */
  public static final int MOST_STRAYS = 1_000;

  /** The record of the first point that saw it. */
  public ConnectionRecord first() {
    return sightings.stream().filter(each -> each != null).findFirst().orElseThrow().record();
  }

  /** Strays of one kind. */
  public List<Stray> strays(Stray.Kind kind) {
    return strays.stream().filter(stray -> stray.kind() == kind).toList();
  }

  /** Whether anything was lost. */
  public boolean hasLoss() {
    return strays.stream().anyMatch(stray -> stray.kind() == Stray.Kind.LOST);
  }

  /** Whether anything arrived that was not sent. */
  public boolean hasAdded() {
    return strays.stream().anyMatch(stray -> stray.kind() != Stray.Kind.LOST);
  }

  /** Whether two points that saw it say different things of its end. */
  public boolean viewsDiffer() {
    return sightings.stream().filter(each -> each != null).map(each -> each.record().verdict()).distinct().count() > 1;
  }
}

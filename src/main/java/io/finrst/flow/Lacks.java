package io.finrst.flow;

import io.finrst.judgement.End;
import io.finrst.record.Shown;
import io.finrst.teardown.State;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Finds what the capture does not show of a connection. */
final class Lacks {
  private Lacks() {}

  /** What it lacks of {@code c}, which ends so; unmodifiable. */
  static Set<Shown> of(Connection c, End end) {
    State state = end.state();
    boolean answered = state != State.SYN_SENT && state != State.REFUSED && state != State.UNREACHABLE;
    boolean oneSide = answered && (c.a.packets() == 0 || c.b.packets() == 0);
    boolean late = c.is(Connection.ROLES_GUESSED);
    boolean opening = c.state() == State.SYN_SENT; // whose resets do not count: nothing else need have come
    boolean filtered =
        !c.is(Connection.ORDINARY_SEEN)
            && (c.closer() >= 0
                || state == State.UNSHOWN && !opening
                || state == State.RESET_UNEXPLAINED
                || end.tookAtFaceValue());
    boolean gaps = gaps(c, 0) + gaps(c, 1) > 0;
    if (!late && !oneSide && !filtered && !gaps) {
      return Set.of();
    }
    Set<Shown> lacks = EnumSet.noneOf(Shown.class);
    add(lacks, late, Shown.BEGINNING);
    add(lacks, oneSide, Shown.BOTH_SIDES);
    add(lacks, filtered, Shown.SEGMENTS);
    add(lacks, gaps, Shown.EVERY_BYTE);
    return Collections.unmodifiableSet(lacks);
  }

  private static void add(Set<Shown> lacks, boolean missing, Shown what) {
    if (missing) {
      lacks.add(what);
    }
  }

  /** Stretches of what {@code side} sent that were never seen. */
  static int gaps(Connection c, int side) {
    Story story = c.story();
    StreamMap holes = story == null ? null : story.holes(side);
    return holes == null ? 0 : holes.holes();
  }
}

package io.finrst.diagnosis;

import io.finrst.record.ConnectionRecord;
import io.finrst.teardown.Role;
import java.util.ArrayList;
import java.util.List;

/** Examines ended connections for the causes it knows and ranks what it finds. Stateless. */
public final class Diagnostician {
  private final Causes causes;
  private final KernelReasons kernelReasons;

  /** Looks for {@code causes}. */
  public Diagnostician(Causes causes) {
    this.causes = causes;
    kernelReasons = new KernelReasons(causes);
  }

  /** What is made of {@code record}. */
  public Diagnosis diagnose(ConnectionRecord record) {
    Ending ending = new Ending(record);
    List<Match> found = new ArrayList<>();
    for (KnownCause cause : causes.all()) {
      cause.examine(ending).ifPresent(found::add);
    }
    found.sort(causes.bestFirst());
    List<Match> matches = kernelReasons.weigh(ending, found);
    SocketErrors errors = SocketErrors.of(ending, matches.isEmpty() ? null : matches.get(0).known());
    return new Diagnosis(
        ending.endedBy(),
        ending.origins(),
        matches.stream().map(match -> finding(match, ending)).toList(),
        errors.of(Role.CLIENT),
        errors.of(Role.SERVER),
        advice(matches, Role.CLIENT),
        advice(matches, Role.SERVER));
  }

  private static Finding finding(Match match, Ending ending) {
    CauseFacts facts = match.known().facts();
    return new Finding(
        match.known().cause(),
        match.confidence(),
        match.evidence(),
        match.proved() ? List.of() : facts.indistinguishableFrom(),
        match.proved() ? "" : facts.toTellApart(),
        !match.known().wasHarmless(ending.record(), ending.endedBy()));
  }

  /** Advice of the best cause only: of several remedies the first is the one to try. */
  private static List<String> advice(List<Match> matches, Role side) {
    if (matches.isEmpty()) {
      return List.of();
    }
    Match best = matches.get(0);
    CauseFacts facts = best.known().facts();
    return best.actor() == side ? facts.actorAdvice() : facts.otherAdvice();
  }
}

package io.finrst.diagnosis;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.Shown;
import io.finrst.teardown.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
    Set<Shown> lacks = record.quality().lacks();
    Confidence surest = surest(lacks);
    for (KnownCause cause : causes.behind(record.verdict())) {
      Match match = cause.examine(ending).orElse(null);
      if (match != null && record.quality().shows(cause.facts().needs())) {
        found.add(match.atMost(surest));
      }
    }
    found.sort(causes.bestFirst());
    List<Match> matches = kernelReasons.weigh(ending, doubtTwins(found));
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

  /** What is missing may be what would have spoken against a cause. */
  private static Confidence surest(Set<Shown> lacks) {
    if (lacks.contains(Shown.SEGMENTS) || lacks.contains(Shown.BOTH_SIDES)) {
      return Confidence.POSSIBLE;
    }
    return lacks.isEmpty() ? Confidence.CERTAIN : Confidence.LIKELY;
  }

  /** Two causes that look the same and exclude each other cannot both be likely: the one behind is only possible. */
  private List<Match> doubtTwins(List<Match> found) {
    List<Match> doubted = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      Match match = found.get(i);
      boolean excluded = false;
      for (int better = 0; better < i; better++) {
        excluded |= excludes(found.get(better).known(), match.known());
      }
      doubted.add(excluded ? match.atMost(Confidence.POSSIBLE) : match);
    }
    doubted.sort(causes.bestFirst());
    return doubted;
  }

  private static boolean excludes(KnownCause better, KnownCause other) {
    return better.facts().indistinguishableFrom().contains(other.cause())
        && !better.facts().specialCaseOf().contains(other.cause());
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

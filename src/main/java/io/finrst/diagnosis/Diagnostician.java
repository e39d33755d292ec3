package io.finrst.diagnosis;

import io.finrst.record.ConnectionRecord;
import io.finrst.teardown.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Examines ended connections by a list of rules and ranks what they find. Stateless. */
public final class Diagnostician {
  private static final Comparator<Match> BEST_FIRST =
      Comparator.comparing(Match::confidence).thenComparing(Comparator.comparingInt(Match::strength).reversed());

  private final List<Rule> rules;

  /** Examines by {@code rules}; of equally good findings the rule listed first wins. */
  public Diagnostician(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** What is made of {@code record}. */
  public Diagnosis diagnose(ConnectionRecord record) {
    Ending ending = new Ending(record);
    List<Match> matches = new ArrayList<>();
    for (Rule rule : rules) {
      rule.examine(ending).ifPresent(matches::add);
    }
    matches.sort(BEST_FIRST);
    matches = KernelReasons.weigh(ending, matches);
    Cause best = matches.isEmpty() ? null : matches.get(0).cause();
    SocketErrors errors = SocketErrors.of(ending, best);
    return new Diagnosis(
        ending.endedBy(),
        ending.origins(),
        matches.stream().map(Diagnostician::finding).toList(),
        errors.of(Role.CLIENT),
        errors.of(Role.SERVER),
        advice(matches, Role.CLIENT),
        advice(matches, Role.SERVER));
  }

  private static Finding finding(Match match) {
    CauseFacts facts = match.cause().facts();
    return new Finding(
        match.cause().id(),
        match.confidence(),
        match.evidence(),
        match.proved() ? List.of() : facts.indistinguishableFrom(),
        match.proved() ? "" : facts.toTellApart());
  }

  /** Advice of the best cause only: of several remedies the first is the one to try. */
  private static List<String> advice(List<Match> matches, Role side) {
    if (matches.isEmpty()) {
      return List.of();
    }
    Match best = matches.get(0);
    CauseFacts facts = best.cause().facts();
    return best.actor() == side ? facts.actorAdvice() : facts.otherAdvice();
  }
}

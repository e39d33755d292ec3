package io.finrst.diagnosis;

import io.finrst.teardown.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The causes to look for, and how findings of them rank. */
public final class Causes {
  private final List<KnownCause> all;
  private final Map<Cause, KnownCause> known = new EnumMap<>(Cause.class);
  private final Map<Verdict, List<KnownCause>> behind = new EnumMap<>(Verdict.class);
  private final Comparator<Match> bestFirst =
      Comparator.comparing(Match::confidence)
          .thenComparing(Match::second)
          .thenComparingInt(match -> byPrecedence().indexOf(match.known()));
  private List<KnownCause> ranked; // made when first needed: it reads every sheet

  /** These; where no sheet says which of two goes first, the one listed first does. */
  public Causes(List<KnownCause> all) {
    this.all = List.copyOf(all);
    for (KnownCause each : all) {
      known.put(each.cause(), each);
    }
    for (Verdict verdict : Verdict.values()) {
      behind.put(verdict, all.stream().filter(each -> each.canBeBehind(verdict)).toList());
    }
  }

  /** All of them, as listed. */
  public List<KnownCause> all() {
    return all;
  }

  /** Those that can be behind {@code verdict}, as listed. */
  List<KnownCause> behind(Verdict verdict) {
    return behind.get(verdict);
  }

  /** What is known about {@code cause}. */
  public KnownCause of(Cause cause) {
    return known.get(cause);
  }

  /** The sheet of {@code cause}. */
  public CauseFacts facts(Cause cause) {
    return of(cause).facts();
  }

  /** The usual causes of {@code verdict}, the most frequent first; empty where it needs none. */
  public List<Cause> usualBehind(Verdict verdict) {
    return byPlace(facts -> facts.usualBehindVerdicts().get(verdict));
  }

  /** The usual causes of {@code error}, the most frequent first. */
  public List<Cause> usualBehind(Errno error) {
    return byPlace(facts -> facts.usualBehindErrors().get(error));
  }

  private List<Cause> byPlace(Function<CauseFacts, Integer> place) {
    return all.stream()
        .filter(each -> place.apply(each.facts()) != null)
        .sorted(Comparator.comparing(each -> place.apply(each.facts())))
        .map(KnownCause::cause)
        .toList();
  }

  /** Ranks by confidence, then by what a rule says of itself, then by the precedence that the sheets declare. */
  Comparator<Match> bestFirst() {
    return bestFirst;
  }

  /** All, a special case before what it is one of, and each behind those it yields to; else as listed. */
  public List<KnownCause> byPrecedence() {
    if (ranked == null) {
      Set<KnownCause> placed = new LinkedHashSet<>();
      for (KnownCause each : all) {
        place(each, placed, new ArrayList<>());
      }
      ranked = List.copyOf(placed);
    }
    return ranked;
  }

  private void place(KnownCause cause, Set<KnownCause> placed, List<Cause> waiting) {
    if (placed.contains(cause)) {
      return;
    }
    if (waiting.contains(cause.cause())) {
      throw new IllegalStateException("each of these goes behind another: " + waiting);
    }
    waiting.add(cause.cause());
    for (KnownCause other : all) {
      if (isBefore(other, cause)) {
        place(other, placed, waiting);
      }
    }
    waiting.remove(cause.cause());
    placed.add(cause);
  }

  private static boolean isBefore(KnownCause first, KnownCause second) {
    return first.facts().specialCaseOf().contains(second.cause())
        || second.facts().yieldsTo().contains(first.cause());
  }
}

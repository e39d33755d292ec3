package io.finrst.diagnosis;

import io.finrst.teardown.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the case for a cause: each condition is a sentence that becomes evidence when it holds. */
public final class Case {
  private final KnownCause cause;
  private final List<Evidence> evidence = new ArrayList<>();
  private boolean holds = true;
  private boolean supported;
  private boolean second;

  private Case(KnownCause cause) {
    this.cause = cause;
  }

  /** A case for {@code cause}. */
  public static Case of(KnownCause cause) {
    return new Case(cause);
  }

  /** A condition without which there is no case; shown by frame {@code frame}, 0 for none. */
  public Case needs(boolean condition, long frame, String fact) {
    holds &= condition;
    if (holds) {
      evidence.add(new Evidence(frame, fact));
    }
    return this;
  }

  /** A condition without which there is no case and that goes without saying. */
  public Case given(boolean condition) {
    holds &= condition;
    return this;
  }

  /** A fact that makes the case surer; {@link #conclude(Confidence, Confidence, Role)} heeds it. */
  public Case supports(boolean condition, long frame, String fact) {
    if (holds && condition) {
      supported = true;
      evidence.add(new Evidence(frame, fact));
    }
    return this;
  }

  /** A fact shown by frame {@code frame} that makes the case no surer. */
  public Case tells(boolean condition, long frame, String fact) {
    if (holds && condition) {
      evidence.add(new Evidence(frame, fact));
    }
    return this;
  }

  /** A fact worth telling that makes the case no surer; empty for none. */
  public Case hint(String fact) {
    if (holds && !fact.isEmpty()) {
      evidence.add(new Evidence(0, fact));
    }
    return this;
  }

  /** It goes behind what is as sure of the same end: what can be seen speaks a little more for that. */
  public Case secondIf(boolean condition) {
    second |= condition;
    return this;
  }

  /** The match, if the needed conditions hold. */
  public Optional<Match> conclude(Confidence confidence, Role actor) {
    return holds
        ? Optional.of(new Match(cause, confidence, actor, second, false, List.copyOf(evidence)))
        : Optional.empty();
  }

  /** The match with {@code stronger} when at least one fact supports it, else with {@code confidence}. */
  public Optional<Match> conclude(Confidence confidence, Confidence stronger, Role actor) {
    return conclude(supported ? stronger : confidence, actor);
  }
}

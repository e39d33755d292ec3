package io.finrst.diagnosis;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedBy;
import io.finrst.teardown.Verdict;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Everything about one cause: its sheet of facts, the rule that recognises it, and what programs see of it. Stateless;
 * never throws on any record.
 */
public abstract class KnownCause {
  private final Cause cause;
  private final Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
  private CauseFacts facts; // written when first asked for: most runs need the sheets of few causes

  /**
   * Describes {@code cause}.
   *
   * @param verdicts those behind which it can be; with none it can be behind any
   */
  protected KnownCause(Cause cause, Verdict... verdicts) {
    this.cause = cause;
    Collections.addAll(this.verdicts, verdicts.length == 0 ? Verdict.values() : verdicts);
  }

  /** Which cause it is. */
  public final Cause cause() {
    return cause;
  }

  /** Whether it can be behind {@code verdict}; its rule is asked of no other end. */
  public final boolean canBeBehind(Verdict verdict) {
    return verdicts.contains(verdict);
  }

  /** What is known about it. */
  public final CauseFacts facts() {
    CauseFacts known = facts;
    if (known == null) {
      known = about().build();
      facts = known;
    }
    return known;
  }

  /** Its sheet. What has no default in {@link CauseFacts.Builder} must be stated, if only as none. */
  protected abstract CauseFacts.Builder about();

  /** Begins the sheet with the meaning: one line, no full stop. */
  protected static CauseFacts.Builder means(String meaning) {
    return new CauseFacts.Builder(meaning);
  }

  /**
   * What speaks for the cause in {@code ending}, an end that it {@link #canBeBehind}; empty when a needed condition does
   * not hold.
   */
  public abstract Optional<Match> examine(Ending ending);

  /** Tells {@code errors} what the programs saw of the reset of {@code ending}, which this cause explains best. */
  protected void tell(Ending ending, SocketErrors errors) {
    errors.resetReached(ending);
  }

  /** Whether nothing was lost by the end of {@code c}, brought about by {@code by} and best explained by this cause. */
  final boolean wasHarmless(ConnectionRecord c, EndedBy by) {
    return switch (facts().harm()) {
      case NONE -> true;
      case HARMFUL -> false;
      case DEPENDS -> lostNothing(c, by);
    };
  }

  /** Decides where {@link Harm#DEPENDS} leaves it open. */
  protected boolean lostNothing(ConnectionRecord c, EndedBy by) {
    return false;
  }
}

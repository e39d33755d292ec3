package io.finrst.diagnosis;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedBy;
import java.util.Optional;

/**
 * Everything about one cause: its sheet of facts, the rule that recognises it, and what programs see of it. Stateless;
 * never throws on any record.
 */
public abstract class KnownCause {
  private final Cause cause;
  private CauseFacts facts; // written when first asked for: most runs need the sheets of few causes

  protected KnownCause(Cause cause) {
    this.cause = cause;
  }

  /** Which cause it is. */
  public final Cause cause() {
    return cause;
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

  /** What speaks for the cause in {@code ending}; empty when a needed condition does not hold. */
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

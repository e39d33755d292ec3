package io.finrst.diagnosis;

import java.util.Optional;

/** Recognises one cause in one connection. Stateless; never throws on any record. */
public interface Rule {
  /** The cause it recognises. */
  Cause cause();

  /** What speaks for the cause in {@code ending}; empty when a needed condition does not hold. */
  Optional<Match> examine(Ending ending);
}

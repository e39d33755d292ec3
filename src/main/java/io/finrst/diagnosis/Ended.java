package io.finrst.diagnosis;

import io.finrst.record.EndedConnection;
import io.finrst.teardown.Verdict;
import java.util.List;

/** What the end of a connection was worth to its two programs. */
public enum Ended {
  /** In order, or not at all so far. */
  WELL("none"),

  /** Abruptly, but nothing was lost by it. */
  HARMLESSLY("harmless"),

  /** A program saw an error, lost data, waited in vain, or can be expected to. */
  BADLY("harmful");

  private final String harm;

  Ended(String harm) {
    this.harm = harm;
  }

  /** What JSON and CSV say of it: {@code none}, {@code harmless} or {@code harmful}. */
  public String harm() {
    return harm;
  }

  /** Whether the diagnosis of {@code c} is needed to say how it ended: its verdict, or what was said on it, leaves a doubt. */
  public static boolean isInDoubt(EndedConnection c) {
    return isAbrupt(c) || c.verdict() == Verdict.GRACEFUL && c.mayHaveFailed();
  }

  /** Whether its verdict alone makes {@code c} worth a word. */
  static boolean isAbrupt(EndedConnection c) {
    return c.verdict().compareTo(Verdict.UNKNOWN) < 0;
  }

  /** How {@code c} ended as far as its verdict tells, where nobody has looked for a cause. */
  public static Ended atFirstSight(EndedConnection c) {
    return isAbrupt(c) && c.verdict() != Verdict.HALF_CLOSE ? BADLY : WELL;
  }

  /** How {@code c} ended. Asks for its diagnosis only where it must. */
  public static Ended of(AnalysedConnection c) {
    if (!isInDoubt(c)) {
      return WELL;
    }
    boolean abrupt = isAbrupt(c);
    List<Finding> findings = c.diagnosis().findings();
    if (findings.isEmpty()) {
      return !abrupt || c.verdict() == Verdict.HALF_CLOSE ? WELL : BADLY; // a half-closed connection that does its work
    }
    if (findings.get(0).harmful()) {
      return BADLY;
    }
    return abrupt ? HARMLESSLY : WELL;
  }
}

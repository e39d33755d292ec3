package io.finrst.report.text;

/** What connections of one group have in common. */
public enum Grouping {
  /** Server address and port. */
  SERVER,
  /** Client address. */
  CLIENT,
  /** Verdict. */
  VERDICT,
  /** Best cause found; connections without one form a group of their own. */
  CAUSE
}

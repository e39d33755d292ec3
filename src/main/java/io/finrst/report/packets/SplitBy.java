package io.finrst.report.packets;

/** What the connections of one file have in common. */
public enum SplitBy {
  /** Each has a file of its own. */
  CONNECTION,
  /** Verdict. */
  VERDICT,
  /** Best cause found. */
  CAUSE,
  /** Server address and port. */
  SERVER
}

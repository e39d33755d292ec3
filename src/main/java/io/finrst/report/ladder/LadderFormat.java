package io.finrst.report.ladder;

/** What a ladder can be written as. */
public enum LadderFormat {
  /** {@link SvgLadder}, a document of its own. */
  SVG,
  /** {@link MermaidLadder}. */
  MERMAID,
  /** Characters, as in an explanation. */
  TEXT
}

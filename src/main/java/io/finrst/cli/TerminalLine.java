package io.finrst.cli;

import io.finrst.report.Pad;
import java.io.PrintStream;

/** One line of a terminal, drawn over itself. */
final class TerminalLine {
  private final PrintStream terminal;
  private int width; // of the widest drawn since the last wipe, 0 for none

  TerminalLine(PrintStream terminal) {
    this.terminal = terminal;
  }

  /** Draws it. */
  void show(String text) {
    terminal.print("\r" + Pad.left(text, width));
    terminal.flush();
    width = Math.max(width, text.length());
  }

  /** Takes it away, so that something else can be printed. */
  void wipe() {
    if (width > 0) {
      terminal.print("\r" + " ".repeat(width) + "\r");
      terminal.flush();
      width = 0;
    }
  }
}

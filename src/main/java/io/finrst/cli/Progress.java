package io.finrst.cli;

import io.finrst.capture.CaptureSet;
import java.io.PrintStream;

/** A line on stderr that shows how far a large input has been read; wiped when stopped. */
final class Progress {
  private static final long WORTH_SHOWING_BYTES = 50_000_000L;
  private static final int EVERY_MS = 250;
  private static final int WIDTH = 30;

  private final CaptureSet source;
  private final TerminalLine line;
  private final Thread thread = new Thread(this::show, "progress");

  private Progress(CaptureSet source, PrintStream err) {
    this.source = source;
    line = new TerminalLine(err);
  }

  /**
   * Shows progress if there is anyone to see it and enough to read; null otherwise.
   *
   * @param source what is read, null when its size is not known
   */
  static Progress start(CaptureSet source, Surroundings surroundings) {
    if (source == null || source.bytesTotal() < WORTH_SHOWING_BYTES || !surroundings.console().errIsTerminal()) {
      return null;
    }
    Progress progress = new Progress(source, surroundings.err());
    progress.thread.setDaemon(true);
    progress.thread.start();
    return progress;
  }

  private void show() {
    try {
      while (true) {
        Thread.sleep(EVERY_MS);
        line.show(bar(source.bytesRead(), source.bytesTotal()));
      }
    } catch (InterruptedException done) {
      line.wipe();
    }
  }

  /** The line for so many bytes of so many. */
  static String bar(long bytesRead, long bytesTotal) {
    long percent = Math.min(100, bytesRead * 100 / Math.max(1, bytesTotal));
    int full = (int) (percent * WIDTH / 100);
    return "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + percent + " % ";
  }

  /** Wipes the line; nothing is shown any more. */
  void stop() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

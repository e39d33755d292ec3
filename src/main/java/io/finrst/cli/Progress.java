package io.finrst.cli;

import io.finrst.capture.CaptureSet;
import java.io.PrintStream;

/** A line on stderr that shows how far a large input has been read; wiped when closed. */
final class Progress implements AutoCloseable {
  private static final long WORTH_SHOWING_BYTES = 50_000_000L;
  private static final int EVERY_MS = 250;
  private static final int WIDTH = 30;

  private final CaptureSet source;
  private final PrintStream err;
  private final Thread thread = new Thread(this::show, "progress");
  private boolean shown;

  private Progress(CaptureSet source, PrintStream err) {
    this.source = source;
    this.err = err;
  }

  /** Shows progress if there is anyone to see it and enough to read; null otherwise, which try accepts. */
  static Progress of(CaptureSet source, Surroundings surroundings, boolean quiet) {
    if (quiet || !surroundings.console().errIsTerminal() || source.bytesTotal() < WORTH_SHOWING_BYTES) {
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
        long percent = Math.min(100, source.bytesRead() * 100 / Math.max(1, source.bytesTotal()));
        int full = (int) (percent * WIDTH / 100);
        err.print("\r[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + percent + " % ");
        err.flush();
        shown = true;
      }
    } catch (InterruptedException done) {
      if (shown) {
        err.print("\r" + " ".repeat(WIDTH + 10) + "\r");
        err.flush();
      }
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

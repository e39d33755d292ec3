package io.finrst.cli;

import io.finrst.capture.CaptureSet;
import io.finrst.report.Quantity;
import java.io.PrintStream;

/** A line on stderr that shows how far a large input has been read; wiped when stopped. */
final class Progress {
  private static final long WORTH_SHOWING_BYTES = 50_000_000L;
  private static final int EVERY_MS = 250;
  private static final int WIDTH = 30;
  private static final double NS_PER_S = 1e9;

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
    if (source == null || source.bytesTotal() < WORTH_SHOWING_BYTES 
        || !surroundings.console().drawsLines(surroundings.environment())) {
      return null;
    }
    Progress progress = new Progress(source, surroundings.err());
    progress.thread.setDaemon(true);
    progress.thread.start();
    return progress;
  }

  private void show() {
    long beganNs = System.nanoTime();
    try {
      while (true) {
        Thread.sleep(EVERY_MS);
        line.show(bar(source.bytesRead(), source.bytesTotal(), System.nanoTime() - beganNs));
      }
    } catch (InterruptedException done) {
      line.wipe();
    }
  }

  /**
   * The line for so many bytes of so many.
   *
   * @param elapsedNs since the first of them
   */
  static String bar(long bytesRead, long bytesTotal, long elapsedNs) {
    long percent = Math.min(100, bytesRead * 100 / Math.max(1, bytesTotal));
    int full = (int) (percent * WIDTH / 100);
    String bar = "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + percent + " %";
    double perNs = (double) bytesRead / Math.max(1, elapsedNs);
    if (perNs == 0) {
      return bar;
    }
    long leftS = Math.round(Math.max(0, bytesTotal - bytesRead) / perNs / NS_PER_S);
    return bar + ", " + Quantity.bytes(Math.round(perNs * NS_PER_S)) + "/s, " + left(leftS) + " left";
  }

  private static String left(long seconds) {
    return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
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

package io.finrst.cli;

import io.finrst.Analysis;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Makes Ctrl-C and SIGTERM end the reading, not the report: the JVM's shutdown waits until what was read is reported, then
 * leaves with that report's exit status.
 */
final class Interrupt implements AutoCloseable {
  /** Longest wait for a report; a reader that hangs in a silent pipe must not hold the process. */
  private static final long PATIENCE_SECONDS = 5;

  private final Analysis analysis;
  private final CountDownLatch reported = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "interrupt");
  private volatile boolean happened;
  private volatile ExitCode code = ExitCode.INTERRUPTED;

  private Interrupt(Analysis analysis) {
    this.analysis = analysis;
  }

  /** From now on an interrupt stops {@code analysis}. */
  static Interrupt stops(Analysis analysis) {
    Interrupt interrupt = new Interrupt(analysis);
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  /** Whether there was an interrupt. */
  boolean happened() {
    return happened;
  }

  /** What to leave with once the report is out. */
  void exitWith(ExitCode code) {
    this.code = code;
  }

  private void interrupted() {
    happened = true;
    analysis.stop();
    try {
      reported.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException impatient) {
      // leave with what there is
    }
    Runtime.getRuntime().halt(code.status());
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // the hook waits for this
    }
    reported.countDown();
  }
}

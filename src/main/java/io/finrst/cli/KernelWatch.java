package io.finrst.cli;

import io.finrst.kernel.KernelLog;
import io.finrst.kernel.LiveTrace;
import java.io.Closeable;
import java.io.IOException;

/** The kernel's word on resets while a live capture runs; nothing when it was not asked for or cannot be had. */
final class KernelWatch implements Closeable {
  private final LiveTrace trace; // null for nothing
  private final Surroundings surroundings;
  private boolean blind;

  private KernelWatch(LiveTrace trace, Surroundings surroundings) {
    this.trace = trace;
    this.surroundings = surroundings;
  }

  /** Begins to listen if asked to; where that cannot be, says so and goes on without. */
  static KernelWatch start(boolean asked, Surroundings surroundings) {
    if (!asked) {
      return new KernelWatch(null, surroundings);
    }
    try {
      return new KernelWatch(new LiveTrace(), surroundings);
    } catch (IOException e) {
      surroundings.say("--kernel: " + e.getMessage() + "; going on without");
      return new KernelWatch(null, surroundings);
    }
  }

  /** What the kernel tells, null when it is not asked. */
  KernelLog log() {
    return trace == null ? null : trace.log();
  }

  /**
   * Says so, once, when the kernel tells no more of resets.
   *
   * @param before called before anything is printed
   */
  void check(Runnable before) {
    if (trace != null && !blind && !trace.hears()) {
      blind = true;
      before.run();
      surroundings.say(
          "--kernel: blind from now on, the trace was switched off from outside (" + trace.instance()
              + "); a reset that the kernel does not tell of proves nothing any more");
    }
  }

  @Override
  public void close() {
    if (trace != null) {
      trace.close();
    }
  }
}

package io.finrst.cli;

import io.finrst.Analysis;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Ctrl-C: the first one ends the reading, not the report; the second one ends the process. SIGTERM ends the process at
 * once, as its senders expect.
 *
 * <p>In {@code tcpdump -w - | finrst -} both hear the same Ctrl-C, and tcpdump then hands over what it still holds. So
 * a pipe may end by itself before it is left.
 *
 * <p>Java has no public way to handle a signal and go on. {@code sun.misc.Signal} of the supported module
 * jdk.unsupported does it, but the compiler warns of it and cannot be told not to, hence reflection. Where it is
 * missing, Ctrl-C ends the process as usual.
 */
final class Interrupt {
  private static final int TIME_TO_END_MS = 1000;

  private final Surroundings surroundings;
  private volatile Analysis analysis;
  private volatile boolean streaming;
  private volatile boolean happened;

  private Interrupt(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Handles Ctrl-C from now on if the process is ours. */
  static Interrupt handled(Surroundings surroundings) {
    Interrupt interrupt = new Interrupt(surroundings);
    if (surroundings.ownsProcess()) {
      interrupt.install();
    }
    return interrupt;
  }

  private void install() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method handle = signal.getMethod("handle", signal, handler);
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getDeclaringClass() == Object.class) {
                  return method.invoke(this, arguments);
                }
                interrupted();
                return null;
              });
      Object sigint = signal.getConstructor(String.class).newInstance("INT");
      Object before = handle.invoke(null, sigint, proxy);
      if (before == handler.getField("SIG_IGN").get(null)) {
        handle.invoke(null, sigint, before); // a shell's background job is not to hear Ctrl-C
      }
    } catch (ReflectiveOperationException | LinkageError otherJvm) {
      // Ctrl-C ends the process
    }
  }

  /** Runs in a thread of its own, so that it may wait. */
  private void interrupted() throws InterruptedException, IOException {
    if (happened) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED.status());
    }
    happened = true;
    if (streaming) {
      Thread.sleep(TIME_TO_END_MS);
    }
    stop();
    if (surroundings.in() instanceof StandardInput in) {
      in.end();
    }
  }

  /**
   * What to stop from now on.
   *
   * @param reading whether it reads something that another program may still be writing
   */
  void watch(Analysis started, boolean reading) {
    streaming = reading;
    analysis = started;
    if (happened) {
      stop();
    }
  }

  /** Stops what is watched, as an interrupt does. */
  void stop() {
    Analysis running = analysis;
    if (running != null) {
      running.stop();
    }
  }

  /** Whether there was an interrupt. */
  boolean happened() {
    return happened;
  }
}

package io.finrst.cli;

import io.finrst.Analysis;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Ctrl-C: the first one ends the reading, not the report; the second one ends the process, which a read from a silent
 * pipe may need. SIGTERM ends the process at once, as its senders expect.
 *
 * <p>Java has no public way to handle a signal and go on. {@code sun.misc.Signal} of the supported module
 * jdk.unsupported does it, but the compiler warns of it and cannot be told not to, hence reflection. Where it is
 * missing, Ctrl-C ends the process as usual.
 */
final class Interrupt {
  private volatile Analysis analysis;
  private volatile boolean happened;

  /** Handles Ctrl-C from now on if the process is ours. */
  static Interrupt handled(Surroundings surroundings) {
    Interrupt interrupt = new Interrupt();
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

  private void interrupted() {
    if (happened) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED.status());
    }
    happened = true;
    stop();
  }

  /** What to stop from now on. */
  void watch(Analysis started) {
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

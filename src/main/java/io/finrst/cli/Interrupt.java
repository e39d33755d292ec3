package io.finrst.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Ctrl-C: the first one ends the reading, not the report; the second one ends the process. SIGTERM does the same to a
 * live capture, which has no other end, and ends any other process at once, as its senders expect.
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
  private volatile Runnable stop;
  private volatile boolean mayEndByItself;
  private volatile boolean happened;

  private Interrupt(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Handles signals from now on if the process is ours.
   *
   * @param signals their names without SIG
   */
  static Interrupt handled(Surroundings surroundings, String... signals) {
    Interrupt interrupt = new Interrupt(surroundings);
    if (surroundings.ownsProcess()) {
      for (String signal : signals) {
        interrupt.install(signal);
      }
    }
    return interrupt;
  }

  private void install(String name) {
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
      Object caught = signal.getConstructor(String.class).newInstance(name);
      Object before = handle.invoke(null, caught, proxy);
      if (before == handler.getField("SIG_IGN").get(null)) {
        handle.invoke(null, caught, before); // a shell's background job is not to hear Ctrl-C
      }
    } catch (ReflectiveOperationException | LinkageError otherJvm) {
      // the signal ends the process
    }
  }

  /** Runs in a thread of its own, so that it may wait. */
  private void interrupted() throws InterruptedException {
    if (happened) {
      endAtOnce();
    }
    happened = true;
    if (mayEndByItself) {
      Thread.sleep(TIME_TO_END_MS);
    }
    stop();
  }

  /** Lets what must be removed be removed; but not for ever, as when the process is ending already and hangs. */
  private static void endAtOnce() throws InterruptedException {
    int status = ExitCode.INTERRUPTED.status();
    Thread exit = new Thread(() -> System.exit(status), "exit");
    exit.start();
    exit.join(TIME_TO_END_MS);
    Runtime.getRuntime().halt(status);
  }

  /**
   * What an interrupt does from now on.
   *
   * @param stopped called for each interrupt, at once if there was one already; any thread
   * @param ending whether another program hears the same signal and ends what is read by itself
   */
  void watch(Runnable stopped, boolean ending) {
    mayEndByItself = ending;
    stop = stopped;
    if (happened) {
      stop();
    }
  }

  /** Stops what is watched, as an interrupt does. */
  void stop() {
    Runnable running = stop;
    if (running != null) {
      running.run();
    }
  }

  /** Whether there was an interrupt. */
  boolean happened() {
    return happened;
  }
}

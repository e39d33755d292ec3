package io.finrst.cli;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import io.finrst.capture.UnpackFolder;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Ctrl-C, SIGTERM, and SIGHUP of a terminal that closes: the first one ends the reading, not the report; the second one
 * ends the process. A SIGHUP that is ignored stays ignored, which is what nohup is for.
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
  private static final int SIGNALLED = 128; // what shells add to the number of the signal that ended a program
  private static final String CTRL_C = "INT";

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
   * @param endless whether nothing else ends this run. Scripts start jobs in the background ({@code &}) with SIGINT
   *     ignored; such a run hears it all the same, as tcpdump and tshark do
   */
  static Interrupt handled(Surroundings surroundings, boolean endless) {
    Interrupt interrupt = new Interrupt(surroundings);
    if (surroundings.ownsProcess()) {
      interrupt.install("HUP");
      interrupt.install("TERM");
      if (!interrupt.install(CTRL_C) && endless && heedCtrlC()) {
        interrupt.install(CTRL_C);
      }
    }
    return interrupt;
  }

  /** From now on Ctrl-C means another program that shares the terminal, such as a pager, and not this one. */
  static void leaveToOthers() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object caught = signal.getConstructor(String.class).newInstance(CTRL_C);
      signal.getMethod("handle", signal, handler).invoke(null, caught, handler.getField("SIG_IGN").get(null));
    } catch (ReflectiveOperationException | LinkageError otherJvm) {
      // the signal ends both
    }
  }

  /** The JVM takes no handler for what was ignored when it started, so the C library must end that first. */
  private static boolean heedCtrlC() {
    int sigint = 2;
    Pointer byDefault = Pointer.NULL;
    try {
      UnpackFolder.name("jna.tmpdir");
      NativeLibrary.getProcess().getFunction("signal").invokePointer(new Object[] {sigint, byDefault});
      return true;
    } catch (RuntimeException | Error noJna) {
      return false;
    }
  }

  /** False when it is ignored. */
  private boolean install(String name) {
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
                interrupted(SIGNALLED + arguments[0].hashCode()); // a signal's is its number
                return null;
              });
      Object caught = signal.getConstructor(String.class).newInstance(name);
      Object before = handle.invoke(null, caught, proxy);
      boolean ignored = before == handler.getField("SIG_IGN").get(null);
      if (ignored) {
        handle.invoke(null, caught, before);
      }
      return !ignored;
    } catch (ReflectiveOperationException | LinkageError otherJvm) {
      return true; // the signal ends the process
    }
  }

  /** Runs in a thread of its own, so that it may wait. */
  private void interrupted(int status) throws InterruptedException {
    if (happened) {
      endAtOnce(status);
    }
    happened = true;
    if (mayEndByItself) {
      Thread.sleep(TIME_TO_END_MS);
    }
    stop();
  }

  /** Lets what must be removed be removed; but not for ever, as when the process is ending already and hangs. */
  private static void endAtOnce(int status) throws InterruptedException {
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

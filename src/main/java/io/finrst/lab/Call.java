package io.finrst.lab;

import io.finrst.diagnosis.Errno;
import io.finrst.teardown.Role;
import java.io.IOException;
import java.net.SocketTimeoutException;

/**
 * One socket call and what came of it.
 *
 * @param connection which connection of the scenario, from 0
 * @param sinceStartNs ns from the start of the log to the return of the call
 * @param side whose call
 * @param name {@code connect}, {@code accept}, {@code send}, {@code recv}, {@code shutdown}, {@code close}
 * @param result what it did, in words; Java's own message when it failed
 * @param error the errno behind the message, such as {@code ECONNRESET}; empty when the call succeeded or the program
 *     itself gave up waiting
 */
public record Call(int connection, long sinceStartNs, Role side, String name, String result, String error) {

  /** Whether the system refused the call. */
  public boolean failed() {
    return !error.isEmpty();
  }

  boolean isOf(int connection, Role side, String name) {
    return this.connection == connection && this.side == side && this.name.equals(name);
  }

  /** The errno that Java's exception stands for; empty for a timeout of the program's own. */
  static String errorOf(IOException e) {
    if (e instanceof SocketTimeoutException) {
      return "";
    }
    return Errno.ofMessage(String.valueOf(e.getMessage())).map(Errno::name).orElse("");
  }
}

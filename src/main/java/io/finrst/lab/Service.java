package io.finrst.lab;

import java.io.IOException;

/**
 * One way for a server to behave.
 *
 * @param name as the command line takes it
 * @param portOffset its port, counted from the base port
 * @param about one line: what it does, and what a client sees
 * @param accepts false when connections are left in the queue of the listening socket
 * @param handler what is done with each connection, which is closed afterwards if it is not yet
 */
public record Service(String name, int portOffset, String about, boolean accepts, Handler handler) {

  /** Deals with one connection. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Runs on a thread of its own.
     *
     * @throws IOException when the client did something first; that is no fault of the service
     * @throws InterruptedException when the service is to end
     */
    void handle(Peer client, Settings settings) throws IOException, InterruptedException;
  }

  /**
   * What can be set.
   *
   * @param delayMs between the bytes of a slow response
   * @param idleMs silence after which a kept-alive connection is closed
   * @param failures connections that the flaky service resets before it serves one
   * @param bytes what is received before a reset after so many bytes
   */
  public record Settings(int delayMs, int idleMs, int failures, int bytes) {
    /** Small enough to wait for. */
    public static final Settings USUAL = new Settings(100, 5_000, 2, 1_000);

    /** The usual ones with another delay. */
    static Settings ofDelay(int ms) {
      return new Settings(ms, USUAL.idleMs, USUAL.failures, USUAL.bytes);
    }

    /** The usual ones with another silence. */
    static Settings ofIdle(int ms) {
      return new Settings(USUAL.delayMs, ms, USUAL.failures, USUAL.bytes);
    }
  }
}

package io.finrst.lab;

import io.finrst.teardown.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Socket calls of both sides in the order of their returns. Thread-safe and bounded. */
public final class CallLog {
  private static final int MOST_CALLS = 10_000;

  private final List<Call> calls = new ArrayList<>();
  private final Consumer<Call> listener;
  private final long startNs = System.nanoTime();

  /**
   * @param listener told of each call as it returns
   */
  public CallLog(Consumer<Call> listener) {
    this.listener = listener;
  }

  synchronized void add(int connection, Role side, String name, String result, String error) {
    Call call = new Call(connection, System.nanoTime() - startNs, side, name, result, error);
    if (calls.size() < MOST_CALLS) {
      calls.add(call);
    }
    listener.accept(call);
    notifyAll();
  }

  /**
   * Waits until {@code side} of {@code connection} has made the call {@code name}.
   *
   * @return whether it did within {@code mostMs}
   */
  synchronized boolean await(int connection, Role side, String name, long mostMs) throws InterruptedException {
    long deadlineNs = System.nanoTime() + mostMs * 1_000_000;
    while (calls.stream().noneMatch(call -> call.isOf(connection, side, name))) {
      long leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        return false;
      }
      wait(leftMs);
    }
    return true;
  }

  /** All calls so far. */
  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }
}

package io.finrst.compare;

/** What trails, and connections that wait for their partner, take of the heap, and the most that they may take. */
final class Memory {
  /** Of the heap; the analyses have shares of their own. */
  private static final int SHARE = 4;

  private final long most;
  private long taken;

  Memory(long most) {
    this.most = most;
  }

  /** What this JVM's heap allows. */
  static Memory ofHeap() {
    return new Memory(Runtime.getRuntime().maxMemory() / SHARE);
  }

  /** Takes so many bytes, or gives them back where they are fewer than 0. */
  void take(long bytes) {
    taken += bytes;
  }

  /** Whether there is room for another connection. */
  boolean hasRoom() {
    return taken < most;
  }

  /** Whether what waits must make room for what is under way. */
  boolean isTight() {
    return taken > most / 4 * 3;
  }
}

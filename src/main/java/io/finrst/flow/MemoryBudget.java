package io.finrst.flow;

/**
 * What the connections that are followed take of the heap, and how much of it they may take. Arrays count as they are,
 * what is rare about a connection by the most that it takes.
 */
final class MemoryBudget {
  /**
   * The rest is for the copies that arrays leave when they grow, for the lists made when connections are evicted or
   * told of in order, for what was recognised of applications, and for reports.
   */
  private static final double SHARE = 0.55;

  /** Of larger heaps no more is taken unless somebody asks: seven million connections. */
  private static final long USUALLY_ENOUGH = 2L << 30;

  private final long most;
  private long taken;

  /**
   * @param most bytes that may be taken
   */
  MemoryBudget(long most) {
    this.most = most;
  }

  /**
   * What this JVM's heap allows.
   *
   * @param all even if it is more than usually needed
   */
  static MemoryBudget ofHeap(boolean all) {
    long share = (long) (Runtime.getRuntime().maxMemory() * SHARE);
    return new MemoryBudget(all ? share : Math.min(share, USUALLY_ENOUGH));
  }

  /** Takes so many bytes, which are needed in any case. */
  void take(long bytes) {
    taken += bytes;
  }

  /** Gives them back. */
  void give(long bytes) {
    taken -= bytes;
  }

  /** Whether so many more may be taken. */
  boolean has(long bytes) {
    return taken + bytes <= most;
  }

  /** Whether more is taken than may be. */
  boolean isExceeded() {
    return taken > most;
  }
}

package io.finrst.diagnosis;

/** What a host's packets tell of its TCP stack. */
public final class Stacks {
  private static final int LINUX_TTL = 64;
  private static final int WINDOWS_TTL = 128;

  private Stacks() {}

  /** By the initial TTL of 128, whatever hops it lost; {@code ttl} is -1 where no packet was seen. */
  public static boolean isWindowsLike(int ttl) {
    return ttl > LINUX_TTL && ttl <= WINDOWS_TTL;
  }
}

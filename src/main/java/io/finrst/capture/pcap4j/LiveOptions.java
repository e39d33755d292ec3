package io.finrst.capture.pcap4j;

import java.util.List;
import java.util.Set;

/**
 * How to capture.
 *
 * @param interfaces names, at least one; {@code any} is Linux's word for all
 * @param filter in the language of pcap-filter(7), empty for everything
 * @param otherwise in the same language, what to take where {@code filter} is empty, of interfaces with one of {@link
 *     #ORDINARY_LINK_TYPES}; empty for everything
 * @param snaplen bytes kept of each packet, 1 to 262,144; small ones make room for more packets in the kernel's buffer
 * @param bufferBytes the kernel's buffer for each interface, at least 64 KiB
 * @param immediate whether the kernel hands on each packet at once instead of a bufferful or ten a second
 * @param promiscuous whether to take packets that are for other hosts
 * @param direction packets of which direction
 * @param packets how many to deliver before the end, at least 1
 */
public record LiveOptions(
    List<String> interfaces,
    String filter,
    String otherwise,
    int snaplen,
    int bufferBytes,
    boolean immediate,
    boolean promiscuous,
    Direction direction,
    long packets) {

  /** The headers, all options and what tells one application from another. */
  public static final int USUAL_SNAPLEN = 256;

  /** A tenth of a second at 0.5 million packets a second and more. */
  public static final int USUAL_BUFFER_BYTES = 32 << 20;

  /**
   * Loopback on BSD, Ethernet, raw IP, Linux cooked: where libpcap finds IP itself as surely as we do. What is inside a
   * wireless frame it may take for something else.
   */
  public static final Set<Integer> ORDINARY_LINK_TYPES = Set.of(0, 1, 101, 113, 276);

  /** As the host sees it. */
  public enum Direction {
    INOUT,
    IN,
    OUT
  }

  /** Everything on these interfaces, with the usual buffer. */
  public static LiveOptions of(List<String> interfaces, String filter) {
    return new LiveOptions(
        interfaces, filter, "", USUAL_SNAPLEN, USUAL_BUFFER_BYTES, true, true, Direction.INOUT, Long.MAX_VALUE);
  }
}

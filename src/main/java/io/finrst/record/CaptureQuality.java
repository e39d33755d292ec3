package io.finrst.record;

import java.util.List;
import java.util.Set;

/**
 * What the capture shows of this connection, and so how far its verdict carries.
 *
 * @param handshake how much of the three-way handshake was seen
 * @param directions which sides' packets were seen
 * @param gaps stretches of sequence space that were never seen
 * @param snaplenCut whether packets were cut by the snapshot length
 * @param rolesGuessed whether client and server were guessed from ports: neither a SYN was seen nor words that only
 *     one of them says
 * @param duplicated whether the capture holds packets twice
 * @param translatedFrom stream number of the same connection as the capture shows it before an address translation, -1
 *     for none
 * @param evicted whether the connection was dropped from the table while open, to bound memory
 * @param lacks what it does not show
 * @param notes what else limits the verdict, one sentence each without full stop
 */
public record CaptureQuality(
    Handshake handshake,
    Directions directions,
    int gaps,
    boolean snaplenCut,
    boolean rolesGuessed,
    boolean duplicated,
    long translatedFrom,
    boolean evicted,
    Set<Shown> lacks,
    List<String> notes) {

  /** Whether all that {@code needed} names is there. */
  public boolean shows(Set<Shown> needed) {
    return needed.stream().noneMatch(lacks::contains);
  }

  /** Parts of the handshake seen. */
  public enum Handshake {
    COMPLETE,
    PARTIAL,
    NONE
  }

  /** Sides seen. */
  public enum Directions {
    BOTH,
    CLIENT_ONLY,
    SERVER_ONLY
  }
}

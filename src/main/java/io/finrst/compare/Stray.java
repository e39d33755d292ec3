package io.finrst.compare;

import io.finrst.diagnosis.Confidence;
import io.finrst.record.Moment;
import io.finrst.teardown.Role;
import java.util.List;

/**
 * A packet that one point saw and its neighbour did not, although its capture ran.
 *
 * @param kind what that means
 * @param from the side whose address it carries; of an ICMP error the side it was sent to is the other one
 * @param flags as short text: {@code S}, {@code SA}, {@code A}, {@code PA}, {@code FA}, {@code R}, {@code RA}; {@code
 *     ICMP} of an ICMP error
 * @param bytes of its payload, those that have no partner
 * @param before place of the point on the client's side of it, in the order of the path
 * @param behind place of the point on the server's side of it
 * @param seen frame and time by place on the path, null where it was not seen
 * @param confidence how sure it is that it is not the capture that missed it
 * @param reset whether it is a RST
 * @param syn whether it is a SYN or SYN-ACK
 * @param fin whether it carries a FIN
 */
public record Stray(
    Kind kind,
    Role from,
    String flags,
    long bytes,
    int before,
    int behind,
    List<Moment> seen,
    Confidence confidence,
    boolean reset,
    boolean syn,
    boolean fin) {

  /** What became of it. */
  public enum Kind {
    /** It was sent and did not arrive. */
    LOST,
    /** It arrived and was not sent. */
    FORGED,
    /** It arrived once more than it was sent. */
    COPY
  }

  /** Where it was seen first; every stray was seen somewhere. */
  public Moment at() {
    return seen.stream().filter(each -> each != null).findFirst().orElseThrow();
  }

  /** Frame at the point with this place, 0 where it was not seen. */
  public long frame(int place) {
    Moment at = place < seen.size() ? seen.get(place) : null;
    return at == null ? 0 : at.frame();
  }
}

package io.finrst.teardown;

/**
 * What can happen to a connection, as {@code flow} raises it after it has settled the sequence
 * space.
 *
 * <p>"The closer" is the side whose FIN was seen first; "the peer" is the other one.
 */
public enum Event {
  /** A SYN without ACK: the first, a retransmission, or the crossing one of a simultaneous open. */
  SYN,
  /** A SYN-ACK, from either side. */
  SYN_ACK,
  /** The other side acknowledged the SYN-ACK: the handshake is complete. */
  HANDSHAKE_ACK,
  /** A segment without payload, SYN, FIN or RST of a connection whose handshake was not seen. */
  TRAFFIC,
  /** New payload while nobody had closed. */
  DATA,
  /** The first FIN of the connection. */
  FIN,
  /** The peer acknowledged the closer's FIN. */
  FIN_ACKED,
  /**
   * The peer sent new payload in a segment that acknowledges the closer's FIN, so it knew of the
   * FIN.
   */
  PEER_DATA,
  /** The peer's FIN. */
  PEER_FIN,
  /** The closer acknowledged the peer's FIN. */
  PEER_FIN_ACKED,
  /** A reset that its receiver accepts. Ignored and late ones are not events. */
  RST,
  /**
   * An accepted reset that breaks off the handshake although the segments seen look further on, or
   * not that far: it answers the handshake's last ACK, so the server had not left SYN-RECEIVED; or
   * the client resets its own SYN.
   */
  HANDSHAKE_RST,
  /** An ICMP error that quotes the SYN. */
  ICMP_ERROR,
  /**
   * The capture lacks what would tell more: the segments between SYN and FIN, one side, or what came before it.
   */
  BLIND,
  /**
   * Segments were sent again and again without answer until their sender went silent although the
   * capture went on, or SYN and SYN-ACK both came again and again. Never raised by the capture's
   * end alone.
   */
  SILENCE
}

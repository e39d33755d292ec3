package io.finrst.analysis;

/** Beginnings of scripts. The client is C, the server S; the next numbers of both stand beside each. */
final class Openings {
  /** Handshake of two Linux hosts, 20 ms apart; both sides' next number is 1. */
  static final String HANDSHAKE =
      """
      linux
      0.000  C > S [S] 0:0(0)
      +0.010 S > C [S.] 0:0(0) ack 1
      +0.010 C > S [.] 1 ack 1
      """;

  /** The same, then request and response; next is 101 of the client and 201 of the server. */
  static final String EXCHANGE =
      HANDSHAKE
          + """
          +0.001 C > S [P.] 1:101(100) ack 1
          +0.020 S > C [P.] 1:201(200) ack 101
          +0.010 C > S [.] 101 ack 201
          """;

  /** The same, then the server closes and the client acknowledges; next is 101 and 202. */
  static final String SERVER_CLOSED =
      EXCHANGE
          + """
          +0.100 S > C [F.] 201 ack 101
          +0.010 C > S [.] 101 ack 202
          """;

  /** The same, then both have closed, the last ACK included; next is 102 and 202. */
  static final String BOTH_CLOSED =
      SERVER_CLOSED
          + """
          +0.010 C > S [F.] 101 ack 202
          +0.010 S > C [.] 202 ack 102
          """;

  private Openings() {}
}

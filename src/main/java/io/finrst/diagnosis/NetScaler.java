package io.finrst.diagnosis;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.Looks;
import io.finrst.record.Reset;
import io.finrst.record.Stack;
import java.util.Map;

/**
 * The number of a reason that a load balancer of this make writes into the window of its resets, where their window
 * serves nothing else (Citrix, CTX200852). Of the published numbers those whose meaning helps somebody.
 */
final class NetScaler {
  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(8196, "bad TLS record"),
          Map.entry(8201, "a packet for a connection that it had closed"),
          Map.entry(8202, "data for a connection that it does not know, and no valid SYN cookie"),
          Map.entry(8204, "a SYN sent again with another number"),
          Map.entry(8205, "a wrong ACK number in the handshake"),
          Map.entry(8206, "a packet of an older connection in answer to its SYN"),
          Map.entry(8207, "a SYN in the window of an established connection"),
          Map.entry(8208, "too many retransmissions of one segment"),
          Map.entry(8209, "out of memory"),
          Map.entry(8211, "idle timeout"),
          Map.entry(8212, "a SYN for which no service listens"),
          Map.entry(8214, "the MSS of the SYN exceeds its MTU"),
          Map.entry(9100, "a request or response that was never completed timed out"),
          Map.entry(9212, "invalid HTTP request"),
          Map.entry(9217, "more body than the Content-Length announced"),
          Map.entry(9222, "response with invalid Content-Length and Transfer-Encoding"),
          Map.entry(9300, "idle timeout, or its service is down"),
          Map.entry(9301, "idle timeout, or its service is down"),
          Map.entry(9302, "idle timeout, or its service is down"),
          Map.entry(9303, "idle timeout, or its service is down"),
          Map.entry(9304, "the window stayed shut through all its probes"),
          Map.entry(9305, "a wrong ACK number in answer to its SYN"),
          Map.entry(9307, "protection against small windows"),
          Map.entry(9308, "protection against small windows"),
          Map.entry(9309, "protection against small windows"),
          Map.entry(9310, "keepalive probes without an answer"),
          Map.entry(9400, "pooled connection to the server that cannot be used again"),
          Map.entry(9401, "connection cleared away: at its capacity, or its service was removed"),
          Map.entry(9700, "a reset of the other side, handed on"),
          Map.entry(9701, "a reset of the other side, handed on"),
          Map.entry(9702, "data after a FIN"),
          Map.entry(9800, "monitor probe that timed out"),
          Map.entry(9811, "a fatal TLS alert before it"),
          Map.entry(9812, "its address was removed from the configuration"),
          Map.entry(9814, "a policy whose action is to reset"),
          Map.entry(9816, "bad TLS record"),
          Map.entry(9822, "TLS ciphers were changed in the configuration"),
          Map.entry(9826, "out of buffers"),
          Map.entry(9827, "TLS was changed in the configuration"),
          Map.entry(9830, "an access list that denies"),
          Map.entry(9833, "fatal TLS error"),
          Map.entry(9845, "application firewall policy"),
          Map.entry(9855, "its service's limit of connections"));

  private NetScaler() {}

  /**
   * What {@code reset} of {@code c} says if such a device sent it; empty where it says nothing, where its sender looks
   * like another stack, or where the window is the one that it had offered before.
   */
  static String says(ConnectionRecord c, Reset reset) {
    Looks looks = reset.facts().senderLooks();
    boolean maybe = c.half(reset.from()).stack() == Stack.UNKNOWN && !(looks.seen() && looks.window() == reset.window());
    String reason = maybe ? REASONS.get(reset.window()) : null;
    return reason == null
        ? ""
        : "its window " + reset.window() + " is, if a NetScaler sent it, the number of a reason: " + reason;
  }
}

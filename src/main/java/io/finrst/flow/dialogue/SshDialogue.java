package io.finrst.flow.dialogue;

import io.finrst.capture.Bytes;
import io.finrst.record.Application;
import io.finrst.wire.ApplicationMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The part of SSH that is in clear: lines before the banner, the banners, and packets up to the new keys (RFC 4253). */
final class SshDialogue extends Dialogue {
  private static final byte[] BANNER = ascii("SSH-");
  private static final int SHORTEST_BANNER = 8;

  /** What OpenSSH says instead of its banner or behind it (sshd.c drop_connection, kex.c kex_exchange_identification). */
  private static final List<String> REFUSALS =
      List.of("Exceeded MaxStartups", "Not allowed at this time", "Invalid SSH identification string.");

  /** Of SSH_MSG_DISCONNECT, RFC 4253 section 11.1, from 1 on. */
  private static final List<String> REASONS =
      List.of(
          "HOST_NOT_ALLOWED_TO_CONNECT",
          "PROTOCOL_ERROR",
          "KEY_EXCHANGE_FAILED",
          "RESERVED",
          "MAC_ERROR",
          "COMPRESSION_ERROR",
          "SERVICE_NOT_AVAILABLE",
          "PROTOCOL_VERSION_NOT_SUPPORTED",
          "HOST_KEY_NOT_VERIFIABLE",
          "CONNECTION_LOST",
          "BY_APPLICATION",
          "TOO_MANY_CONNECTIONS",
          "AUTH_CANCELLED_BY_USER",
          "NO_MORE_AUTH_METHODS_AVAILABLE",
          "ILLEGAL_USER_NAME");

  private static final int HEADER_BYTES = 6;
  private static final int REASON_BYTES = 4;
  private static final int LONGEST_PACKET = 35_000;
  private static final int DISCONNECT = 1;
  private static final int NEW_KEYS = 21;

  private boolean clientBanner;
  private boolean serverBanner;

  /** Whether either side may begin so. */
  static boolean begins(byte[] b, int at, int length) {
    return length >= SHORTEST_BANNER && has(b, at, length, BANNER) || !refusal(b, at, length).isEmpty();
  }

  private static String refusal(byte[] b, int at, int length) {
    for (String words : REFUSALS) {
      if (length >= words.length()
          && b[at] == words.charAt(0)
          && words.equals(new String(b, at, words.length(), StandardCharsets.US_ASCII))) {
        return words;
      }
    }
    return "";
  }

  @Override
  int message(boolean byClient, byte[] b, int at, int length) {
    boolean greeted = byClient ? clientBanner : serverBanner;
    String refusal = byClient ? "" : refusal(b, at, length);
    if (!refusal.isEmpty()) {
      refuses(ApplicationMessage.SSH_ERROR, refusal);
      return line(b, at, length);
    }
    return greeted ? packet(byClient, b, at, length) : banner(byClient, b, at, length);
  }

  private int banner(boolean byClient, byte[] b, int at, int length) {
    boolean banner = has(b, at, length, BANNER);
    if (byClient && !banner) {
      return LOST;
    }
    clientBanner |= byClient && banner;
    serverBanner |= !byClient && banner;
    says(byClient ? client : server, ApplicationMessage.SSH_BANNER);
    return line(b, at, length);
  }

  private int packet(boolean byClient, byte[] b, int at, int length) {
    if (length < HEADER_BYTES) {
      return TOO_SHORT;
    }
    long body = Bytes.u32be(b, at);
    int type = b[at + HEADER_BYTES - 1];
    if (body < 2 || body > LONGEST_PACKET || type == NEW_KEYS) {
      return LOST; // what follows new keys is sealed
    }
    if (type == DISCONNECT && length < HEADER_BYTES + REASON_BYTES) {
      return TOO_SHORT;
    }
    if (type == DISCONNECT && !byClient) {
      int reason = Bytes.i32be(b, at + HEADER_BYTES);
      boolean known = reason > 0 && reason <= REASONS.size();
      refuses(ApplicationMessage.SSH_ERROR, reason + (known ? " " + REASONS.get(reason - 1) : ""));
    } else {
      says(byClient ? client : server, ApplicationMessage.SSH_KEY_EXCHANGE);
    }
    return 4 + (int) body;
  }

  /** Both sides speak unasked. */
  @Override
  Application.Reply replied() {
    return Application.Reply.UNKNOWN;
  }
}

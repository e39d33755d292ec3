package io.finrst.flow.dialogue;

import io.finrst.wire.ApplicationMessage;

/** LDAPMessages (RFC 4511 section 4.1.1) in clear. What StartTLS or SASL seals is not followed. */
final class LdapDialogue extends Dialogue {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int ENUMERATED = 0x0A;
  private static final int LONG_LENGTH = 0x80;
  private static final int LONGEST_ID = 4;

  private static final int BIND_REQUEST = 0x60;
  private static final int UNBIND_REQUEST = 0x42;
  private static final int SEARCH_REQUEST = 0x63;
  private static final int SEARCH_RESULT_ENTRY = 0x64;
  private static final int SEARCH_RESULT_REFERENCE = 0x73;
  private static final int ABANDON_REQUEST = 0x50;
  private static final int EXTENDED_REQUEST = 0x77;
  private static final int EXTENDED_RESPONSE = 0x78;
  private static final int INTERMEDIATE_RESPONSE = 0x79;

  // of the message at hand
  private int op; // its tag, 0 where it is not here
  private int opAt;
  private int id;
  private int end; // index after it

  /** Whether a client may begin so: by a bind, a search, or an extended request such as StartTLS. */
  static boolean begins(byte[] b, int at, int length) {
    LdapDialogue first = new LdapDialogue();
    return b[at] == SEQUENCE
        && first.open(b, at, length) > 0
        && (first.op == BIND_REQUEST || first.op == SEARCH_REQUEST || first.op == EXTENDED_REQUEST);
  }

  @Override
  int message(boolean byClient, byte[] b, int at, int length) {
    int whole = open(b, at, length);
    if (whole > 0) {
      if (byClient) {
        ofClient();
      } else {
        ofServer(b, at + length);
      }
    }
    return whole;
  }

  /** Reads length, messageID and the tag of the operation; returns the length of all, or what is wrong. */
  private int open(byte[] b, int at, int length) {
    int limit = at + length;
    if (b[at] != SEQUENCE) {
      return LOST;
    }
    int from = afterLength(b, at + 1, limit);
    if (from < 0 || from + 2 > limit) {
      return from == LOST ? LOST : TOO_SHORT;
    }
    int body = lengthAt(b, at + 1);
    int idBytes = b[from + 1];
    if (b[from] != INTEGER || idBytes < 1 || idBytes > LONGEST_ID || body < idBytes + 4) {
      return LOST;
    }
    opAt = from + 2 + idBytes;
    if (opAt >= limit) {
      return TOO_SHORT;
    }
    id = 0;
    for (int i = from + 2; i < opAt; i++) {
      id = id << 8 | b[i] & 0xFF;
    }
    op = b[opAt] & 0xFF;
    end = from + body;
    return end - at;
  }

  /** Index after a length of BER (ITU-T X.690 section 8.1.3), {@link #LOST} where it is none, below that too short. */
  private static int afterLength(byte[] b, int at, int limit) {
    if (at >= limit) {
      return LOST - 1;
    }
    int first = b[at] & 0xFF;
    int more = first < LONG_LENGTH ? 0 : first - LONG_LENGTH;
    if (first == LONG_LENGTH || more > LONGEST_ID || more == LONGEST_ID && at + 1 < limit && b[at + 1] < 0) {
      return LOST;
    }
    return at + 1 + more > limit ? LOST - 1 : at + 1 + more;
  }

  private static int lengthAt(byte[] b, int at) {
    int first = b[at] & 0xFF;
    if (first < LONG_LENGTH) {
      return first;
    }
    int length = 0;
    for (int i = at + 1; i <= at + first - LONG_LENGTH; i++) {
      length = length << 8 | b[i] & 0xFF;
    }
    return length;
  }

  private void ofClient() {
    switch (op) {
      case UNBIND_REQUEST -> leaves(ApplicationMessage.LDAP_GOODBYE);
      case ABANDON_REQUEST -> says(client, ApplicationMessage.LDAP_REQUEST);
      default -> asks(ApplicationMessage.LDAP_REQUEST);
    }
  }

  private void ofServer(byte[] b, int limit) {
    if (op == EXTENDED_RESPONSE && id == 0) {
      refuses(ApplicationMessage.LDAP_ERROR, "Notice of Disconnection" + resultCode(b, Math.min(limit, end)));
      return;
    }
    boolean more =
        op == SEARCH_RESULT_ENTRY || op == SEARCH_RESULT_REFERENCE || op == INTERMEDIATE_RESPONSE;
    answers(ApplicationMessage.LDAP_ANSWER, !more);
  }

  /** The code with which an operation's result begins (RFC 4511 section 4.1.9), with a space before it. */
  private String resultCode(byte[] b, int limit) {
    int at = afterLength(b, opAt + 1, limit);
    return at > 0 && at + 3 <= limit && b[at] == ENUMERATED && b[at + 1] == 1 ? " " + (b[at + 2] & 0xFF) : "";
  }
}

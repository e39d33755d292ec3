package io.finrst.wire;

/** What the first bytes of a segment's payload are, as far as they can be recognised without guessing. */
public enum ApplicationMessage {
  /** RFC 9112 section 3. */
  HTTP_REQUEST("http", "request"),

  /** RFC 9112 section 4. */
  HTTP_RESPONSE("http", "response"),

  /** RFC 8446 section 4.1.2. */
  TLS_CLIENT_HELLO("tls", "client-hello"),

  /** RFC 8446 section 4.1.3. */
  TLS_SERVER_HELLO("tls", "server-hello"),

  /** An alert in the clear, RFC 8446 section 6. */
  TLS_ALERT("tls", "alert"),

  /** An alert of TLS 1.2 and older whose text is encrypted; as the last record most likely close_notify. */
  TLS_ENCRYPTED_ALERT("tls", "encrypted-alert"),

  /** Encrypted and just as long as an alert of TLS 1.3; as the last record most likely close_notify. */
  TLS_SHORT_RECORD("tls", "short-record"),

  /** Any other TLS record. */
  TLS_RECORD("tls", "record"),

  /** RFC 4253 section 4.2. */
  SSH_BANNER("ssh", "banner");

  private final String protocol;
  private final String id;

  ApplicationMessage(String protocol, String id) {
    this.protocol = protocol;
    this.id = id;
  }

  /** {@code http}, {@code tls} or {@code ssh}. */
  public String protocol() {
    return protocol;
  }

  /** Stable id within the protocol. */
  public String id() {
    return id;
  }
}

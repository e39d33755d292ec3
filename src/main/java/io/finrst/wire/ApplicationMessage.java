package io.finrst.wire;

import java.util.Locale;

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
  SSH_BANNER("ssh", "banner"),

  /** A message of a TLS handshake in the clear that is neither of the two hellos. */
  TLS_HANDSHAKE("tls", "handshake"),

  /** From a PostgreSQL client, its startup included. */
  POSTGRES_REQUEST("postgresql", "request"),

  /** Terminate. */
  POSTGRES_GOODBYE("postgresql", "goodbye"),

  /** From a PostgreSQL server, a part of an answer. */
  POSTGRES_ANSWER("postgresql", "answer"),

  /** ReadyForQuery: nothing is asked that has not been answered. */
  POSTGRES_READY("postgresql", "ready"),

  /** ErrorResponse, or the N that refuses encryption. */
  POSTGRES_ERROR("postgresql", "error"),

  /** From a MySQL client, its login included. */
  MYSQL_REQUEST("mysql", "request"),

  /** COM_QUIT. */
  MYSQL_GOODBYE("mysql", "goodbye"),

  /** From a MySQL server, its greeting included. */
  MYSQL_ANSWER("mysql", "answer"),

  /** ERR_Packet. */
  MYSQL_ERROR("mysql", "error"),

  /** A command of a Redis client. */
  REDIS_REQUEST("redis", "request"),

  /** QUIT. */
  REDIS_GOODBYE("redis", "goodbye"),

  /** From a Redis server, a reply or what it pushes to a subscriber. */
  REDIS_ANSWER("redis", "answer"),

  /** An error reply. */
  REDIS_ERROR("redis", "error"),

  /** A command of an SMTP client, or a mail's text. */
  SMTP_REQUEST("smtp", "request"),

  /** QUIT. */
  SMTP_GOODBYE("smtp", "goodbye"),

  /** A reply of an SMTP server, its greeting included. */
  SMTP_ANSWER("smtp", "answer"),

  /** A reply with a code of 400 or more. */
  SMTP_ERROR("smtp", "error"),

  /** A command of an FTP client. */
  FTP_REQUEST("ftp", "request"),

  /** QUIT. */
  FTP_GOODBYE("ftp", "goodbye"),

  /** A reply of an FTP server, its greeting included. */
  FTP_ANSWER("ftp", "answer"),

  /** A reply with a code of 400 or more. */
  FTP_ERROR("ftp", "error"),

  /** HEADERS or DATA of an HTTP/2 client. */
  HTTP2_REQUEST("http2", "request"),

  /** GOAWAY of a client, or one of a server that names no fault. */
  HTTP2_GOODBYE("http2", "goodbye"),

  /** HEADERS or DATA of an HTTP/2 server, or the end of a stream in their place. */
  HTTP2_ANSWER("http2", "answer"),

  /** Any other frame, the client's preface included. */
  HTTP2_FRAME("http2", "frame"),

  /** GOAWAY of a server that names a fault. */
  HTTP2_ERROR("http2", "error"),

  /** A packet of SSH in clear, before its keys are taken into use. */
  SSH_KEY_EXCHANGE("ssh", "key-exchange"),

  /** SSH_MSG_DISCONNECT of a server, or what OpenSSH says to whom it will not serve. */
  SSH_ERROR("ssh", "error"),

  /** A frame of an AMQP client. */
  AMQP_REQUEST("amqp", "request"),

  /** connection.close of a client. */
  AMQP_GOODBYE("amqp", "goodbye"),

  /** A frame of an AMQP server. */
  AMQP_ANSWER("amqp", "answer"),

  /** connection.close of a server that names a fault. */
  AMQP_ERROR("amqp", "error"),

  /** A packet of an MQTT client. */
  MQTT_REQUEST("mqtt", "request"),

  /** DISCONNECT of a client. */
  MQTT_GOODBYE("mqtt", "goodbye"),

  /** A packet of an MQTT server. */
  MQTT_ANSWER("mqtt", "answer"),

  /** CONNACK or DISCONNECT of a server that names a fault. */
  MQTT_ERROR("mqtt", "error"),

  /** An operation of an LDAP client. */
  LDAP_REQUEST("ldap", "request"),

  /** Unbind, which has no answer. */
  LDAP_GOODBYE("ldap", "goodbye"),

  /** From an LDAP server, a result or a part of it. */
  LDAP_ANSWER("ldap", "answer"),

  /** Notice of Disconnection. */
  LDAP_ERROR("ldap", "error"),

  /** What memcached says to one client too many. */
  MEMCACHED_ERROR("memcached", "error");

  private final String protocol;
  private final String id;

  ApplicationMessage(String protocol, String id) {
    this.protocol = protocol;
    this.id = id;
  }

  /** {@code http}, {@code tls}, {@code postgresql} and so on. */
  public String protocol() {
    return protocol;
  }

  /** The protocol as its makers write it. */
  public String protocolName() {
    return switch (protocol) {
      case "postgresql" -> "PostgreSQL";
      case "mysql" -> "MySQL";
      case "redis" -> "Redis";
      case "http2" -> "HTTP/2";
      case "memcached" -> "memcached";
      default -> protocol.toUpperCase(Locale.ROOT);
    };
  }

  /** Stable id within the protocol. */
  public String id() {
    return id;
  }
}

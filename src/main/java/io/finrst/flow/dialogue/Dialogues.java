package io.finrst.flow.dialogue;

import io.finrst.wire.Segment;

/** Tells the protocol of a connection by its first bytes. */
public final class Dialogues {
  private static final int FTP_PORT = 21;

  private Dialogues() {}

  /**
   * A dialogue for a connection of which one side's first payload is that of {@code s}, nothing of it read; null where
   * no protocol that can be followed begins so.
   */
  public static Dialogue begin(boolean byClient, int serverPort, Segment s, byte[] data) {
    int at = s.payloadOffset;
    int length = s.payloadCaptured;
    if (length < 2) {
      return null;
    }
    if (byClient) {
      return ofClient(data, at, length);
    }
    return ofServer(serverPort, s, data);
  }

  private static Dialogue ofClient(byte[] data, int at, int length) {
    if (TlsDialogue.begins(data, at, length)) {
      return new TlsDialogue();
    }
    if (PostgresDialogue.begins(data, at, length)) {
      return new PostgresDialogue();
    }
    if (MqttDialogue.begins(data, at, length)) {
      return new MqttDialogue();
    }
    return switch (data[at]) {
      case '*' -> RedisDialogue.begins(data, at, length) ? new RedisDialogue() : null;
      case 'P' -> Http2Dialogue.begins(data, at, length) ? new Http2Dialogue() : null;
      case 'S' -> SshDialogue.begins(data, at, length) ? new SshDialogue() : null;
      case '0' -> LdapDialogue.begins(data, at, length) ? new LdapDialogue() : null;
      case 'A' -> AmqpDialogue.begins(data, at, length) ? new AmqpDialogue() : null;
      default -> null;
    };
  }

  private static Dialogue ofServer(int serverPort, Segment s, byte[] data) {
    int at = s.payloadOffset;
    int length = s.payloadCaptured;
    if (MysqlDialogue.begins(data, at, length, s.payloadLength)) {
      return new MysqlDialogue();
    }
    if (ReplyCodeDialogue.begins(data, at, length)) {
      return new ReplyCodeDialogue(serverPort == FTP_PORT);
    }
    if (SshDialogue.begins(data, at, length)) {
      return new SshDialogue();
    }
    if (MemcachedDialogue.begins(data, at, length)) {
      return new MemcachedDialogue();
    }
    return RedisDialogue.refusesAtOnce(data, at, length) ? new RedisDialogue() : null;
  }
}

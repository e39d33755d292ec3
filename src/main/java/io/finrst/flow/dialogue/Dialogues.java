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
    if (MysqlDialogue.begins(data, at, length, s.payloadLength)) {
      return new MysqlDialogue();
    }
    if (ReplyCodeDialogue.begins(data, at, length)) {
      return new ReplyCodeDialogue(serverPort == FTP_PORT);
    }
    return RedisDialogue.refusesAtOnce(data, at, length) ? new RedisDialogue() : null;
  }

  private static Dialogue ofClient(byte[] data, int at, int length) {
    if (TlsDialogue.begins(data, at, length)) {
      return new TlsDialogue();
    }
    if (PostgresDialogue.begins(data, at, length)) {
      return new PostgresDialogue();
    }
    return RedisDialogue.begins(data, at, length) ? new RedisDialogue() : null;
  }
}

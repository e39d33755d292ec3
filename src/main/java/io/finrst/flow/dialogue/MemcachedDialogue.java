package io.finrst.flow.dialogue;

import io.finrst.wire.ApplicationMessage;

/** What memcached says to one client too many (memcached.c, with maxconns_fast). Nothing else of it is followed. */
final class MemcachedDialogue extends Dialogue {
  private static final String REFUSAL = "Too many open connections";
  private static final byte[] LINE = ascii("ERROR TOO MANY OPEN CONNECTIONS\r\n");

  /** Whether a server may begin so. */
  static boolean begins(byte[] b, int at, int length) {
    return has(b, at, length, LINE);
  }

  @Override
  int message(boolean byClient, byte[] b, int at, int length) {
    if (byClient) {
      return length; // whatever it had to say: nobody read it
    }
    if (!begins(b, at, length)) {
      return LOST;
    }
    refuses(ApplicationMessage.MEMCACHED_ERROR, REFUSAL);
    return LINE.length;
  }
}

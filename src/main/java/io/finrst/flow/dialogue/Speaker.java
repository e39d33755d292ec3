package io.finrst.flow.dialogue;

import io.finrst.wire.ApplicationMessage;

/** What one side of a {@link Dialogue} has said: its last message, and where the next one begins. */
final class Speaker {
  /** Sequence number at which its next message begins. */
  int next;

  /** Sequence number at which its last message began; meaningful with {@link #message}. */
  int begin;

  /** Frame in which it did, relative to the connection's first one. */
  int frame;

  /** Its last message, null for none. */
  ApplicationMessage message;

  /** What names the reason in a message that refuses, empty for none. */
  String code = "";

  /** The beginning of a header that goes on in the next segment; null until there was one. */
  byte[] held;

  int heldLength;

  /** Where its next message begins is not known: that lay beyond the bytes that were captured. */
  boolean adrift;
}

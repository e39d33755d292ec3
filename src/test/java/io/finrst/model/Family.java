package io.finrst.model;

/** Habits of a stack. */
enum Family {
  /** Answers by a bare reset without IP ID; its sockets number their packets. */
  LINUX(64),
  /** One counter for all its packets; aborts with window 0. */
  WINDOWS(128),
  /** Answers by a reset with ACK and a full window, and sends a FIN together with data sent again. */
  LWIP(255);

  final int ttl;

  Family(int ttl) {
    this.ttl = ttl;
  }
}

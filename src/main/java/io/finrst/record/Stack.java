package io.finrst.record;

import java.util.Locale;

/**
 * Whose TCP a side's packets look like. Judged from the side's own SYN or SYN-ACK where one was captured: initial TTL,
 * don't-fragment bit, order of the options, window, and IP ID of the SYN-ACK; else from the TTL alone, which tells
 * Windows only. A resemblance and no proof: all of it can be set.
 */
public enum Stack {
  /** No SYN of the side was captured, or it looks like none of these. */
  UNKNOWN,

  /** TTL 64, don't fragment; MSS, SACK permitted, timestamps, no-operation, window scale; SYN-ACK with IP ID 0. */
  LINUX,

  /** TTL 128. */
  WINDOWS,

  /** FreeBSD, macOS, iOS: TTL 64; the window scale right behind MSS, window 65535. */
  BSD,

  /** gVisor's netstack: Linux's options, but no don't-fragment bit, and a SYN-ACK with an IP ID. */
  GVISOR,

  /** TTL 255, no don't-fragment bit, neither SACK nor timestamps. */
  LWIP,

  /** libslirp, and others of 4.4BSD in a process: TTL 64, no don't-fragment bit, MSS as the only option. */
  SLIRP,

  /** Made by a scanner and not by a stack: a SYN without options, or with MSS alone and a window of a few KiB. */
  HAND_MADE;

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Stable id, e.g. {@code linux}. */
  public String id() {
    return id;
  }

  /**
   * Whether it answers data for a socket that its program has closed by RST+ACK, as other stacks tear a socket down:
   * Windows and lwIP acknowledge that data, gVisor does not; libslirp takes the data, and its host's end then resets.
   */
  public boolean answersLateDataByRstAck() {
    return this == WINDOWS || this == LWIP || this == GVISOR || this == SLIRP;
  }

  /**
   * Whether its aborts are ordinary packets of the socket: with the window, the timestamps and the DSCP of those before
   * (Linux tcp_send_active_reset).
   */
  public boolean abortsInTheSocketsName() {
    return this == LINUX;
  }
}

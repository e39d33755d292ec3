package io.finrst.diagnosis;

import java.util.Locale;

/** A call of a program that may fail with an error of its connection. */
public enum SocketCall {
  CONNECT,
  RECV,
  SEND;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** Stable id, its name in C. */
  public String id() {
    return id;
  }
}

package io.finrst.capture.pcap4j;

import java.io.IOException;

/** libpcap is missing or refuses what was asked of it, such as a filter with a syntax error. One line of message. */
public final class LibpcapException extends IOException {
  private static final long serialVersionUID = 1L;

  LibpcapException(String message) {
    super(message);
  }
}

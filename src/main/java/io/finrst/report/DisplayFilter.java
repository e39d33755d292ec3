package io.finrst.report;

import io.finrst.record.ConnectionRecord;

/** The Wireshark display filter that shows the packets of a connection in the unfiltered input. */
public final class DisplayFilter {
  private DisplayFilter() {}

  /** By stream number, as Wireshark counts. */
  public static String of(ConnectionRecord c) {
    StringBuilder filter = new StringBuilder("tcp.stream eq ").append(c.tcpStream());
    c.neighbours().alsoStreams().forEach(stream -> filter.append(" or tcp.stream eq ").append(stream));
    if (c.neighbours().sameStream()) {
      filter.append(" and frame.number >= ").append(c.first().frame());
    }
    return filter.toString();
  }
}

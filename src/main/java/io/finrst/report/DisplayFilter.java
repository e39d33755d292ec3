package io.finrst.report;

import io.finrst.capture.FrameOrigins;
import io.finrst.record.ConnectionRecord;
import io.finrst.wire.Endpoint;

/** The Wireshark display filter that shows the packets of a connection in the capture they came from. */
public final class DisplayFilter {
  private DisplayFilter() {}

  /**
   * By stream number, as Wireshark counts in a file; of several captures, where each counts for itself, by addresses and
   * frames.
   */
  public static String of(ConnectionRecord c, FrameOrigins origins) {
    return origins.areSeveral() ? byAddresses(c, origins) : byStream(c);
  }

  private static String byStream(ConnectionRecord c) {
    StringBuilder filter = new StringBuilder("tcp.stream eq ").append(c.tcpStream());
    c.neighbours().alsoStreams().forEach(stream -> filter.append(" or tcp.stream eq ").append(stream));
    if (c.neighbours().sameStream()) {
      filter.append(" and frame.number >= ").append(c.first().frame());
    }
    return filter.toString();
  }

  private static String byAddresses(ConnectionRecord c, FrameOrigins origins) {
    StringBuilder filter = new StringBuilder(end(c.client())).append(" and ").append(end(c.server()));
    FrameOrigins.Origin first = origins.of(c.first().frame());
    FrameOrigins.Origin last = origins.of(c.last().frame());
    if (first != null && last != null && first.capture().equals(last.capture())) { // others may have had the same ports
      filter.append(" and frame.number >= ").append(first.frame());
      filter.append(" and frame.number <= ").append(last.frame());
    }
    return filter.toString();
  }

  private static String end(Endpoint end) {
    String field = end.address().version() == 4 ? "ip.addr" : "ipv6.addr";
    return field + " eq " + end.address() + " and tcp.port eq " + end.port();
  }
}

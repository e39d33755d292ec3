package io.finrst.report.text;

import io.finrst.record.IcmpError;

/** What an ICMP error says, in words (RFC 792, RFC 1122 section 3.2.2.1, RFC 1812 section 5.2.7.1, RFC 4443). */
final class IcmpWords {
  private static final String[] UNREACHABLE_4 = {
    "network unreachable", "host unreachable", "protocol unreachable", "port unreachable", "fragmentation needed",
    "source route failed", "network unknown", "host unknown", "source host isolated", "network prohibited",
    "host prohibited", "network unreachable for this type of service", "host unreachable for this type of service",
    "administratively prohibited", "host precedence violation", "precedence cutoff"
  };
  private static final String[] UNREACHABLE_6 = {
    "no route", "administratively prohibited", "beyond the source's scope", "address unreachable", "port unreachable",
    "source address failed policy", "route rejected"
  };

  private IcmpWords() {}

  /** {@code host unreachable (ICMP type 3 code 1)}. */
  static String of(IcmpError error) {
    String protocol = error.ipVersion() == 4 ? "ICMP" : "ICMPv6";
    return words(error) + " (" + protocol + " type " + error.type() + " code " + error.code() + ")";
  }

  private static String words(IcmpError error) {
    boolean four = error.ipVersion() == 4;
    String[] unreachable = four ? UNREACHABLE_4 : UNREACHABLE_6;
    int unreachableType = four ? 3 : 1;
    if (error.type() == unreachableType && error.code() < unreachable.length) {
      return unreachable[error.code()];
    }
    if (error.type() == (four ? 11 : 3)) {
      return "time exceeded";
    }
    if (!four && error.type() == 2) {
      return "packet too big";
    }
    return "error";
  }
}

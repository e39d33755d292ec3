package io.finrst.report.text;

import io.finrst.report.HostNames;
import io.finrst.report.TimeStyle;
import io.finrst.wire.Address;
import io.finrst.wire.Endpoint;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How text for people looks.
 *
 * @param width columns of the terminal; 0 or less when lines may be of any length
 * @param palette colours
 * @param unicode true writes UTF-8 with arrows and lines, false plain ASCII
 * @param times how points in time are shown
 * @param names what hosts are called
 * @param zeek whether the table has a column for Zeek's state
 */
public record TextStyle(
    int width, Palette palette, boolean unicode, TimeStyle times, HostNames names, boolean zeek) {

  /** Any width, no colour, ASCII, ISO times: the same for every reader and terminal. */
  public static final TextStyle PLAIN = new TextStyle(0, Palette.PLAIN, false, TimeStyle.ISO);

  /** Without Zeek's state. */
  public TextStyle(int width, Palette palette, boolean unicode, TimeStyle times, HostNames names) {
    this(width, palette, unicode, times, names, false);
  }

  /** Hosts by their addresses. */
  public TextStyle(int width, Palette palette, boolean unicode, TimeStyle times) {
    this(width, palette, unicode, times, HostNames.NONE);
  }

  /** Name and port, or address and port where no name is known. */
  String endpoint(Endpoint endpoint) {
    String name = names.of(endpoint.address());
    return name == null ? endpoint.toString() : name + ":" + endpoint.port();
  }

  /** The name, or the address where no name is known. */
  String host(Address address) {
    String name = names.of(address);
    return name == null ? address.toString() : name;
  }

  Charset charset() {
    return unicode ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII;
  }

  String ellipsis() {
    return unicode ? "\u2026" : "..";
  }

  String arrow() {
    return unicode ? "\u2192" : "->";
  }
}

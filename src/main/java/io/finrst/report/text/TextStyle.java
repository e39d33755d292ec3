package io.finrst.report.text;

import io.finrst.report.TimeStyle;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How text for people looks.
 *
 * @param width columns of the terminal; 0 or less when lines may be of any length
 * @param palette colours
 * @param unicode true writes UTF-8 with arrows and lines, false plain ASCII
 * @param times how points in time are shown
 */
public record TextStyle(int width, Palette palette, boolean unicode, TimeStyle times) {

  /** Any width, no colour, ASCII, ISO times: the same for every reader and terminal. */
  public static final TextStyle PLAIN = new TextStyle(0, Palette.PLAIN, false, TimeStyle.ISO);

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

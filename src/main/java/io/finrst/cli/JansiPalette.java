package io.finrst.cli;

import static org.fusesource.jansi.Ansi.ansi;

import io.finrst.report.text.Ink;
import io.finrst.report.text.Palette;
import org.fusesource.jansi.Ansi;

/** Colours through jansi. */
enum JansiPalette implements Palette {
  INSTANCE;

  @Override
  public String paint(Ink ink, String text) {
    Ansi start =
        switch (ink) {
          case BAD -> ansi().bold().fgRed();
          case DOUBTFUL -> ansi().fgYellow();
          case GOOD -> ansi().fgGreen();
          case HEADING -> ansi().bold();
          case FAINT -> ansi().a(Ansi.Attribute.INTENSITY_FAINT);
        };
    return start.a(text).reset().toString();
  }
}

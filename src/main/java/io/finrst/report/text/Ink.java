package io.finrst.report.text;

import io.finrst.diagnosis.Ended;
import io.finrst.teardown.Verdict;

/** What a piece of text means; a {@link Palette} decides how that looks. */
public enum Ink {
  /** Something broke. */
  BAD,
  /** Something to look at. */
  DOUBTFUL,
  /** All well. */
  GOOD,
  /** A heading. */
  HEADING,
  /** Less important than what stands around it. */
  FAINT;

  /** How bad the end of a connection is, red only where somebody lost something. */
  public static Ink of(Verdict verdict, Ended ended) {
    return switch (ended) {
      case BADLY -> of(verdict) == BAD ? BAD : DOUBTFUL;
      case HARMLESSLY -> FAINT;
      case WELL -> of(verdict) == GOOD ? GOOD : FAINT;
    };
  }

  /** How bad a verdict is at worst. The verdict's own words always stand beside the colour. */
  public static Ink of(Verdict verdict) {
    return switch (verdict) {
      case RST_AFTER_DATA, RST_BEFORE_DATA, RST_IN_HANDSHAKE, RST_TO_SYN, UNREACHABLE, TIMED_OUT, SYN_UNANSWERED -> BAD;
      case RST_AFTER_FIN, FIN_UNANSWERED, HALF_CLOSE -> DOUBTFUL;
      case UNKNOWN, OPEN -> FAINT;
      case GRACEFUL -> GOOD;
    };
  }
}

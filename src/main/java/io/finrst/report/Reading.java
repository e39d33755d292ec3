package io.finrst.report;

import io.finrst.capture.FrameOrigins;
import java.util.List;

/**
 * What a report is about, for those who want to look themselves.
 *
 * @param origins where its frames come from
 * @param again the words that make finrst read the same again: files, then a capture filter behind {@code --}; empty
 *     where it cannot be read again
 */
public record Reading(FrameOrigins origins, List<String> again) {
  /** Nothing is known of it. */
  public static final Reading UNKNOWN = new Reading(FrameOrigins.UNKNOWN, List.of());
}

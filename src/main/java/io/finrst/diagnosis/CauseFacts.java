package io.finrst.diagnosis;

import java.util.List;

/**
 * What is known about a cause beyond its meaning.
 *
 * @param sources RFC sections, kernel functions, papers
 * @param indistinguishableFrom ids of causes that look the same on the wire
 * @param toTellApart the observation that would decide between them, empty when nothing needs deciding
 * @param actorAdvice what to change at the side whose doing it is
 * @param otherAdvice what to change at the other side
 */
public record CauseFacts(
    List<String> sources,
    List<String> indistinguishableFrom,
    String toTellApart,
    List<String> actorAdvice,
    List<String> otherAdvice) {

  static CauseFacts of(Cause cause) {
    return CauseTable.FACTS.get(cause);
  }
}

package io.finrst.diagnosis;

import io.finrst.record.EndedBy;
import java.util.List;
import java.util.Objects;

/**
 * What is made of one ended connection.
 *
 * @param endedBy who ended it, a device between the two sides included; null when nobody did or nobody can say
 * @param origins where its resets came from, in their order
 * @param findings causes, best first
 * @param clientErrors what the client's program most likely saw, in order
 * @param serverErrors what the server's program most likely saw, in order
 * @param clientAdvice what to change at the client, one sentence each
 * @param serverAdvice what to change at the server, one sentence each
 */
public record Diagnosis(
    EndedBy endedBy,
    List<ResetOrigin> origins,
    List<Finding> findings,
    List<SocketError> clientErrors,
    List<SocketError> serverErrors,
    List<String> clientAdvice,
    List<String> serverAdvice) {

  /** Who ended it, why, and what programs saw, in one number: equal numbers say the same, of whichever frames. */
  public int answer() {
    int answer = Objects.hash(clientErrors, serverErrors);
    if (endedBy != null) {
      answer = 31 * answer + Objects.hash(endedBy.role(), endedBy.endpoint());
    }
    for (Finding finding : findings) {
      answer = 31 * answer + Objects.hash(finding.cause(), finding.confidence());
    }
    return answer;
  }

  /** Nothing to say. */
  public static final Diagnosis NONE =
      new Diagnosis(null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
}

package io.finrst.lab;

import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.List;
import java.util.Set;

/**
 * How one connection of a scenario ends.
 *
 * @param verdicts those that are right
 * @param endedBy who ended it, null when nobody did
 * @param causes ids of those that may be named first; empty when the ending needs none
 * @param clientErrors errnos that the client's calls return, in order
 * @param serverErrors errnos that the server's calls return, in order
 */
public record Expectation(
    Set<Verdict> verdicts,
    Role endedBy,
    Set<String> causes,
    List<String> clientErrors,
    List<String> serverErrors) {

  static Expectation of(Verdict verdict, Role endedBy, String... causes) {
    return new Expectation(Set.of(verdict), endedBy, Set.of(causes), List.of(), List.of());
  }

  Expectation client(String... errors) {
    return new Expectation(verdicts, endedBy, causes, List.of(errors), serverErrors);
  }

  Expectation server(String... errors) {
    return new Expectation(verdicts, endedBy, causes, clientErrors, List.of(errors));
  }

  /** Errnos that {@code side}'s calls return, in order. */
  public List<String> errors(Role side) {
    return side == Role.CLIENT ? clientErrors : serverErrors;
  }
}

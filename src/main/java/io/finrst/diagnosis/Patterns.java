package io.finrst.diagnosis;

import java.util.List;

/**
 * What ended connections have in common.
 *
 * @param groups those that did not end in order, the most telling first: harmful ones by how many, then harmless ones
 * @param idleTimers brackets of idle timers, one a server that lost connections to silence, the most losses first
 * @param notLookedInto connections whose cause was not looked for because nobody asked and the bound was reached; they
 *     are in the groups without a cause
 * @param serversNotKept connections to servers beyond the bound: they are in no group
 */
public record Patterns(List<Group> groups, List<IdleBracket> idleTimers, long notLookedInto, long serversNotKept) {
  /** Nothing in common. */
  public static final Patterns NONE = new Patterns(List.of(), List.of(), 0, 0);
}

package io.finrst.diagnosis;

import java.util.List;

/**
 * What ended connections have in common. Every connection that did not end well is in exactly one group or scan.
 *
 * @param groups harmful ones first, then those with the most connections
 * @param scans the largest first; what belongs to one is in no group
 * @param otherScans connections of scans beyond those
 * @param down servers that accepted nothing, the most connections first
 * @param idleTimers brackets of idle timers, one a server that lost connections to silence, the most losses first
 * @param endedBadly how many connections a program lost something by
 * @param endedHarmlessly how many ended abruptly and lost nothing
 * @param notLookedInto connections whose cause was not looked for because that would have taken too long: they are in
 *     groups without a cause, or in none where their verdict alone does not look bad
 */
public record Patterns(
    List<Group> groups,
    List<Scan> scans,
    long otherScans,
    List<Down> down,
    List<IdleBracket> idleTimers,
    long endedBadly,
    long endedHarmlessly,
    long notLookedInto) {
  /** Nothing in common. */
  public static final Patterns NONE = new Patterns(List.of(), List.of(), 0, List.of(), List.of(), 0, 0, 0);
}

package io.finrst.flow;

import io.finrst.record.EndedBy;
import io.finrst.teardown.Verdict;

/**
 * What was told of a connection that has not left the table.
 *
 * @param verdict how it had ended so far
 * @param endedBy who had ended it, null when nobody had
 * @param lastTimeNs its last packet at that time
 * @param toldNs that time: so long at least it was silent, though no other packet may show it
 */
record Announcement(Verdict verdict, EndedBy endedBy, long lastTimeNs, long toldNs) {}

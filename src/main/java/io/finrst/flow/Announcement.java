package io.finrst.flow;

import io.finrst.teardown.Verdict;

/**
 * What was told of a connection that has not left the table.
 *
 * @param verdict how it had ended so far
 * @param answer what else was said of it, as {@link EndingListener#answer} puts it
 * @param lastTimeNs its last packet at that time
 * @param toldNs that time: so long at least it was silent, though no other packet may show it
 */
record Announcement(Verdict verdict, int answer, long lastTimeNs, long toldNs) {}

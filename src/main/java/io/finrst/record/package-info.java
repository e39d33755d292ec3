/**
 * What leaves the tracker: immutable facts about one connection. It promises that a record never changes and holds what
 * was seen, with the frames that show it; it refuses to judge. Frames count from 1, 0 stands for none; times are ns
 * since 1970, durations ns, which {@link io.finrst.record.Durations} puts into words for every room above.
 */
package io.finrst.record;

/**
 * Several captures of the same traffic, taken at several points: what became of each connection between them.
 *
 * <p>Each point is followed by an {@link io.finrst.Analysis} of its own, with the same records and diagnoses as
 * everywhere; beside it a {@link io.finrst.compare.Trail} keeps what its packets looked like, bounded. {@link
 * io.finrst.compare.Joiner} finds the same connection at several points, {@link io.finrst.compare.Match} the same
 * packets in it, {@link io.finrst.compare.Clocks} what the clocks differ by; {@link io.finrst.compare.Facts} says what
 * was lost, added and changed, and {@link io.finrst.compare.Judge} what that makes of the ends. The last three are
 * pure functions. No output, no clock.
 */
package io.finrst.compare;

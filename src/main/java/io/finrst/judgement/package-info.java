/**
 * How a connection would end now: what each of its resets was, which one decided, and what silence means. One pure
 * function over facts: {@link io.finrst.judgement.Judgement#of}. It promises to change nothing and to give the same
 * answer for the same facts whoever asks, in a file, live, at expiry or at the end of the input; it refuses to know
 * packets, tables and clocks. Who a reset came from is not asked here but in {@code diagnosis}.
 */
package io.finrst.judgement;

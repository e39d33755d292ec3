/**
 * Segments to connections: the table, the sequence space of both sides, expiry and eviction by
 * event time, and the immutable {@link io.finrst.record.ConnectionRecord} of what ended.
 *
 * <p>{@code flow} settles the sequence space first (is this FIN in order, is it acknowledged?) and
 * raises events; {@code teardown} only knows its table. What a reset was and how a connection would
 * end it asks of {@code judgement}, and keeps the facts for it that it never edits. It does no
 * I/O, holds no static state, reads only event time and never the clock. An ordinary data or ACK
 * segment touches one table slot and allocates nothing.
 */
package io.finrst.flow;

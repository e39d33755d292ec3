/**
 * Why a connection ended: the causes of {@code diagnosis.cause}, looked for in an immutable record, give ranked findings
 * with evidence, the socket errors both programs most likely saw, and advice.
 *
 * <p>It sees one {@link io.finrst.record.ConnectionRecord} at a time and never a packet. No rule throws; unknown evidence
 * lowers confidence.
 */
package io.finrst.diagnosis;

/**
 * Why a connection ended: rules over the immutable record give ranked causes with evidence, the socket errors both
 * programs most likely saw, and advice.
 *
 * <p>It sees one {@link io.finrst.record.ConnectionRecord} at a time and never a packet. No rule throws; unknown evidence
 * lowers confidence.
 */
package io.finrst.diagnosis;

/**
 * The front door: {@link io.finrst.Analysis} joins the rooms capture, wire, flow and diagnosis.
 *
 * <p>It owns the loop over packets and nothing else: no I/O of its own, no clock, no output.
 */
package io.finrst;

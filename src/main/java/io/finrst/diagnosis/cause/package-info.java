/**
 * One class a cause, in which everything about it stands; {@link io.finrst.diagnosis.cause.KnownCauses} lists them by
 * hand.
 */
package io.finrst.diagnosis.cause;

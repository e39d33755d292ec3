package io.finrst.diagnosis;

/**
 * One fact.
 *
 * @param frame the packet that shows it, 0 when it is an absence or a fact about several packets
 * @param fact one phrase without full stop
 */
public record Evidence(long frame, String fact) {}

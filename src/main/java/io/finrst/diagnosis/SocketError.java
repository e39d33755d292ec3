package io.finrst.diagnosis;

/**
 * What one socket call of one side most likely returned.
 *
 * @param call {@code connect}, {@code accept}, {@code recv} or {@code send}
 * @param error symbolic name on Linux, e.g. {@code ECONNRESET}
 */
public record SocketError(String call, String error) {}

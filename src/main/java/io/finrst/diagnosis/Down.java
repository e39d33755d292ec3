package io.finrst.diagnosis;

import io.finrst.wire.Endpoint;

/**
 * A server that accepted no connection in the whole capture, although it was asked more than once.
 *
 * @param server which
 * @param connections how many were tried
 * @param clients how many clients tried
 * @param answered whether it, or somebody in its place, refused them; false when silence met all of them
 */
public record Down(Endpoint server, long connections, long clients, boolean answered) {}

package io.finrst.record;

import io.finrst.teardown.Role;

/**
 * What the FINs of a connection did.
 *
 * @param firstFin who closed first: the sender of the first FIN; null when there was none
 * @param simultaneous whether both FINs crossed: each was sent before the other had been acknowledged
 * @param halfClose what came after the first FIN; null unless a side was half-closed
 */
public record Closing(Role firstFin, boolean simultaneous, HalfClose halfClose) {}

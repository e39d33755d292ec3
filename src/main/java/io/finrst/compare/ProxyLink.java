package io.finrst.compare;

import java.util.List;

/**
 * Another connection that carries the same content, as behind a proxy. It is possible, never more: both are told of by
 * themselves.
 *
 * @param point name of the point that saw the other one
 * @param tcpStream its number there
 * @param clientSide whether the other one is the client's
 * @param candidates how many connections fit as well as this one, itself counted
 * @param signs what speaks for it, one phrase each
 */
public record ProxyLink(String point, long tcpStream, boolean clientSide, int candidates, List<String> signs) {}

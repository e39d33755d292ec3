package io.finrst.compare;

/**
 * One point on the path of a connection.
 *
 * @param point its number, from 0 in the order in which points were named
 * @param name what it is called
 * @param capture what its file or files are called
 */
public record Place(int point, String name, String capture) {}

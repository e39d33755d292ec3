package io.finrst.report.text;

import java.util.List;

/** Says every field of a packet in words. */
@FunctionalInterface
public interface PacketDecoder {
  /**
   * Its lines; may hold what packets hold, so that whoever prints them must make them printable.
   *
   * @param bytes the packet as it was captured
   * @param linkType what it begins with, one of the LINKTYPE_ values
   */
  List<String> lines(byte[] bytes, int linkType);
}

package io.finrst.capture;

import java.util.List;

/** What is to be said of packets. */
@FunctionalInterface
public interface PacketComments {
  /** The comments on a frame, mostly none; frames are asked for in order. */
  List<String> of(long frame);
}

package io.finrst.ways;

import io.finrst.script.Frame;
import io.finrst.script.Frames;
import io.finrst.wire.Address;
import io.finrst.wire.Segment;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What is told of frames, with the addresses that these have after a rewriting. */
final class Renamed implements UnaryOperator<String> {
  private static final Pattern ADDRESS = Pattern.compile("\\d+(?:\\.\\d+){3}|[0-9a-f]*:[0-9a-f:]*:[0-9a-f.]*");

  private final Map<String, String> names = new HashMap<>();

  private Renamed() {}

  /** As {@code after} names those of {@code before}, frame by frame. */
  static Renamed of(Frames before, Frames after) {
    Renamed renamed = new Renamed();
    for (int number = 1; number <= before.count(); number++) {
      renamed.learn(Ends.segment(before.frame(number)), Ends.segment(after.frame(number)));
    }
    return renamed;
  }

  private void learn(Segment before, Segment after) {
    if (before != null && after != null) {
      names.put(address(before, before.srcHi, before.srcLo), address(after, after.srcHi, after.srcLo));
      names.put(address(before, before.dstHi, before.dstLo), address(after, after.dstHi, after.dstLo));
      names.put(
          address(before, before.icmpSenderHi, before.icmpSenderLo),
          address(after, after.icmpSenderHi, after.icmpSenderLo));
    }
  }

  private static String address(Segment s, long hi, long lo) {
    return new Address(s.ipVersion, hi, lo).toString();
  }

  @Override
  public String apply(String text) {
    return ADDRESS.matcher(text).replaceAll(found -> names.getOrDefault(found.group(), found.group()));
  }
}

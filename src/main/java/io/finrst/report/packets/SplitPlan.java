package io.finrst.report.packets;

import io.finrst.capture.SplitFiles;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Ended;
import io.finrst.diagnosis.Finding;
import io.finrst.wire.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which file the packets of each chosen connection go to. Names say what is inside, in letters, digits, dots, dashes and
 * underscores. Takes four bytes a connection of the input, and some hundred a file.
 */
public final class SplitPlan implements SplitFiles.Groups {
  /** More files in a folder are no help to anybody. */
  public static final int MOST_FILES = 100_000;

  private static final String NO_CAUSE = "no-cause";

  private final SplitBy by;
  private final Map<Object, Integer> groups = new HashMap<>(); // by what their connections have in common
  private final List<String> names = new ArrayList<>();
  private int[] ofStream = new int[1024]; // one more than the group, 0 for none
  private long leftOut;

  /** A plan without any connection. */
  public SplitPlan(SplitBy by) {
    this.by = by;
  }

  /** Chooses {@code c}; told again, it may go elsewhere. */
  public void add(AnalysedConnection c) {
    String name = name(c);
    Object key = by == SplitBy.CONNECTION ? (Object) c.tcpStream() : name;
    Integer group = groups.get(key);
    if (group == null) {
      if (names.size() == MOST_FILES) {
        leftOut++;
        return;
      }
      group = names.size();
      groups.put(key, group);
      names.add(name);
    } else {
      names.set(group, name);
    }
    put(c.tcpStream(), group);
    for (long stream : c.alsoStreams()) {
      put(stream, group);
    }
  }

  private void put(long stream, int group) {
    int index = (int) stream;
    if (index >= ofStream.length) {
      ofStream = Arrays.copyOf(ofStream, Math.max(index + 1, ofStream.length * 2));
    }
    ofStream[index] = group + 1;
  }

  private String name(AnalysedConnection c) {
    return switch (by) {
      case CONNECTION ->
          "stream-" + c.tcpStream() + "_" + end(c.clientAddress(), c.clientPort()) + "_to_"
              + end(c.serverAddress(), c.serverPort()) + "_" + c.verdict().id() + withCause(c);
      case VERDICT -> c.verdict().id();
      case CAUSE -> cause(c);
      case SERVER -> end(c.serverAddress(), c.serverPort());
    };
  }

  private static String withCause(AnalysedConnection c) {
    String cause = cause(c);
    return cause.equals(NO_CAUSE) ? "" : "_" + cause;
  }

  private static String cause(AnalysedConnection c) {
    List<Finding> findings = Ended.isInDoubt(c) ? c.diagnosis().findings() : List.of();
    return findings.isEmpty() ? NO_CAUSE : findings.get(0).cause().id();
  }

  private static String end(Address address, int port) {
    return address.toString().replaceAll("[^0-9A-Za-z.]", "-") + "_" + port;
  }

  @Override
  public int of(long stream) {
    return stream < ofStream.length ? ofStream[(int) stream] - 1 : -1;
  }

  @Override
  public String name(int group) {
    return names.get(group);
  }

  /** Connections without a file, because there were too many. */
  public long leftOut() {
    return leftOut;
  }
}

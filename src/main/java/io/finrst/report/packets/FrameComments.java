package io.finrst.report.packets;

import io.finrst.capture.PacketComments;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Ended;
import io.finrst.diagnosis.Finding;
import io.finrst.diagnosis.ResetOrigin;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedBy;
import io.finrst.record.Reset;
import io.finrst.teardown.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What finrst has to say of single packets: of those that decided, of resets that did not, and of the first packet of each
 * connection that did not end well. Filled while connections are told of, then asked frame by frame.
 *
 * <p>Takes 28 bytes a comment, for a bounded number of them; their words repeat.
 */
public final class FrameComments implements PacketComments {
  /** A million connections that did not end well; about 80 MB with what it takes to put them in order. */
  static final int MOST = 1 << 21;

  private static final int INDEX_BITS = 21;
  private static final long NOT_FIRST = -1;

  private final int most;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> words = new ArrayList<>();
  private final Map<Long, Integer> again = new HashMap<>(); // of connections told again, what is said of them last

  private long[] frames = new long[256];
  private long[] streams = new long[256];
  private int[] texts = new int[256];
  private long[] deciding = new long[256]; // of a first packet the frame that decided, 0 for none
  private int size;
  private long leftOut;

  private long[] ordered; // frame and index, once it is asked
  private int next;

  /** Without any comment. */
  public FrameComments() {
    this(MOST);
  }

  FrameComments(int most) {
    this.most = most;
  }

  /** Takes what is to be said of {@code c}; told again, only that counts. */
  public void add(AnalysedConnection c) {
    if (c.supersedes() != null) {
      again.put(c.tcpStream(), size);
    }
    if (!Ended.isInDoubt(c)) {
      return;
    }
    Ended ended = Ended.of(c);
    ConnectionRecord record = c.record();
    Diagnosis diagnosis = c.diagnosis();
    long decided = record.endedBy() == null ? 0 : record.endedBy().frame();
    for (ResetOrigin origin : diagnosis.origins()) {
      if (origin.reset().at().frame() != decided) {
        add(origin.reset().at().frame(), record, "reset " + origin.reset().effect().id() + origin(origin), NOT_FIRST);
      }
    }
    if (ended == Ended.WELL) {
      return;
    }
    String why = by(record, diagnosis) + cause(diagnosis);
    if (decided > 0) {
      add(decided, record, packet(record, decided) + why, NOT_FIRST);
    }
    if (ended == Ended.BADLY) {
      long elsewhere = decided == record.first().frame() ? 0 : decided;
      add(record.first().frame(), record, " did not end well: " + record.verdict().id() + why, elsewhere);
    }
  }

  private static String origin(ResetOrigin origin) {
    return origin.forged() ? "; not by the host whose address it has" : "";
  }

  private static String packet(ConnectionRecord c, long frame) {
    for (Reset reset : c.resets()) {
      if (reset.at().frame() == frame) {
        return "reset " + reset.effect().id();
      }
    }
    if (c.icmpErrors().stream().anyMatch(error -> error.at().frame() == frame)) {
      return "ICMP error";
    }
    for (Role side : new Role[] {Role.CLIENT, Role.SERVER}) {
      if (c.half(side).fin() != null && c.half(side).fin().frame() == frame) {
        return "FIN";
      }
    }
    return c.verdict().id();
  }

  private static String by(ConnectionRecord c, Diagnosis diagnosis) {
    EndedBy by = diagnosis.endedBy();
    if (by == null) {
      return c.endedBy() == null ? "" : "; by whom cannot be told";
    }
    return by.role() == Role.MIDDLEBOX ? "; by a device between client and server" : "; by the " + by.role().id();
  }

  private static String cause(Diagnosis diagnosis) {
    if (diagnosis.findings().isEmpty()) {
      return "";
    }
    Finding best = diagnosis.findings().get(0);
    return "; " + best.confidence().id() + " " + best.cause().id();
  }

  private void add(long frame, ConnectionRecord c, String text, long decided) {
    if (size == most) {
      leftOut++;
      return;
    }
    if (size == frames.length) {
      frames = Arrays.copyOf(frames, size * 2);
      streams = Arrays.copyOf(streams, size * 2);
      texts = Arrays.copyOf(texts, size * 2);
      deciding = Arrays.copyOf(deciding, size * 2);
    }
    frames[size] = frame;
    streams[size] = c.tcpStream();
    deciding[size] = decided;
    texts[size++] = numbers.computeIfAbsent(text, this::number);
  }

  private int number(String text) {
    words.add(text);
    return words.size() - 1;
  }

  /** Comments that there was no room for. */
  public long leftOut() {
    return leftOut;
  }

  @Override
  public List<String> of(long frame) {
    if (ordered == null) {
      order();
    }
    while (next < ordered.length && ordered[next] >>> INDEX_BITS < frame) {
      next++;
    }
    if (next == ordered.length || ordered[next] >>> INDEX_BITS != frame) {
      return List.of();
    }
    List<String> comments = new ArrayList<>(2);
    for (int i = next; i < ordered.length && ordered[i] >>> INDEX_BITS == frame; i++) {
      comments.add(comment((int) ordered[i] & MOST - 1));
    }
    return comments;
  }

  private void order() {
    ordered = new long[size];
    int valid = 0;
    for (int i = 0; i < size; i++) {
      if (i >= again.getOrDefault(streams[i], 0)) {
        ordered[valid++] = frames[i] << INDEX_BITS | i;
      }
    }
    ordered = Arrays.copyOf(ordered, valid);
    Arrays.sort(ordered);
  }

  private String comment(int index) {
    String text = words.get(texts[index]);
    if (deciding[index] == NOT_FIRST) {
      return "finrst: " + text;
    }
    return "finrst: tcp.stream " + streams[index] + text
        + (deciding[index] > 0 ? "; see frame " + deciding[index] : "");
  }
}

package io.finrst.report.html;

import io.finrst.diagnosis.Burst;
import io.finrst.diagnosis.Ended;
import io.finrst.diagnosis.Group;
import io.finrst.report.Quantity;
import io.finrst.report.TimeStyle;
import io.finrst.wire.Endpoint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When connections ended, a lane each server: harm rises above its line, by its number, and what ended well or is open
 * hangs below. Behind them lie the silences before bad ends, and bursts.
 */
final class Timeline {
  /** Servers with a lane of their own; further ones share one. */
  static final int MOST_LANES = 12;

  /** Moments that are told apart, about a pixel each. */
  private static final int SLOTS = 600;

  /** The line that marks stand on, and how far they reach up and down. */
  private static final int LINE = 26;

  private static final int HIGHEST = 22;
  private static final int DEEPEST = 8;
  static final int HEIGHT = LINE + DEEPEST + 2;

  /** Shorter silences are ordinary, ns. */
  private static final long SILENCE_NS = 1_000_000_000L;

  /** A stretch of time in slots. */
  record Stretch(int from, int width) {}

  /**
   * A lane, ready for the template.
   *
   * @param server whose, null for that of all others
   * @param name its address, or how many others there are
   * @param bad how many connections of it ended badly
   * @param all how many ended
   * @param harm marks of bad ends as an SVG path
   * @param well marks of the others
   * @param silences before bad ends
   */
  record Lane(
      Endpoint server, String name, long bad, long all, String harm, String well, List<Stretch> silences) {
    /** What it shows, for those who do not see it. */
    String words() {
      return Quantity.count(bad) + " of " + Quantity.count(all, "connection") + " to " + name + " did not end well";
    }

    String badCount() {
      return Quantity.count(bad);
    }

    String allCount() {
      return Quantity.count(all);
    }

    /** Shows them in the table; empty where they have nothing in common. */
    String href() {
      return server == null ? "" : "#q=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
  }

  private final long firstNs;
  private final long spanNs;
  private final TimeStyle times;

  /**
   * @param firstNs where time begins, ns since 1970
   * @param lastNs where it ends
   * @param times how a time is written
   */
  Timeline(long firstNs, long lastNs, TimeStyle times) {
    this.firstNs = firstNs;
    this.times = times;
    spanNs = Math.max(1, lastNs - firstNs);
  }

  /** One server's ends. */
  private static final class Ends {
    final Endpoint server;
    final long[] bad = new long[SLOTS];
    final long[] well = new long[SLOTS];
    final boolean[] silent = new boolean[SLOTS];
    long badInAll;
    long all;

    Ends(Endpoint server) {
      this.server = server;
    }
  }

  private int slot(long timeNs) {
    double part = (double) (timeNs - firstNs) / spanNs;
    return (int) Math.max(0, Math.min(SLOTS - 1, part * SLOTS));
  }

  /** Those of the servers with most harm, then with most connections; then one for all others. */
  List<Lane> lanes(List<Row> rows) {
    Map<Endpoint, long[]> counts = new LinkedHashMap<>();
    for (Row row : rows) {
      long[] count = counts.computeIfAbsent(row.server(), any -> new long[2]);
      count[0] += row.harm() == Ended.BADLY ? 1 : 0;
      count[1]++;
    }
    List<Endpoint> servers = new ArrayList<>(counts.keySet());
    servers.sort(
        Comparator.<Endpoint>comparingLong(server -> -counts.get(server)[0])
            .thenComparingLong(server -> -counts.get(server)[1]));
    int own = servers.size() <= MOST_LANES + 1 ? servers.size() : MOST_LANES;
    Map<Endpoint, Ends> ends = new LinkedHashMap<>();
    servers.subList(0, own).forEach(server -> ends.put(server, new Ends(server)));
    Ends others = new Ends(null);
    rows.forEach(row -> add(ends.getOrDefault(row.server(), others), row));
    List<Lane> lanes = new ArrayList<>();
    ends.values().forEach(each -> lanes.add(lane(each, each.server.toString())));
    if (others.all > 0) {
      lanes.add(lane(others, Quantity.count(servers.size() - own, "other server")));
    }
    return lanes;
  }

  private void add(Ends ends, Row row) {
    int slot = slot(row.endNs());
    ends.all++;
    if (row.harm() != Ended.BADLY) {
      ends.well[slot]++;
      return;
    }
    ends.badInAll++;
    ends.bad[slot]++;
    if (row.silenceNs() >= SILENCE_NS) {
      for (int i = slot(row.endNs() - row.silenceNs()); i <= slot; i++) {
        ends.silent[i] = true;
      }
    }
  }

  private static Lane lane(Ends ends, String name) {
    return new Lane(
        ends.server, name, ends.badInAll, ends.all, marks(ends.bad, -HIGHEST), marks(ends.well, DEEPEST),
        stretches(ends.silent));
  }

  /** A mark a slot, of a height that grows with the logarithm of its number: one is seen, and a thousand fit. */
  private static String marks(long[] counts, int most) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < SLOTS; i++) {
      if (counts[i] > 0) {
        double part = Math.min(1, (2 + Math.log10(counts[i])) / 5);
        path.append('M').append(i).append(".5 ").append(LINE).append('v').append(Math.round(most * part));
      }
    }
    return path.toString();
  }

  private static List<Stretch> stretches(boolean[] silent) {
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i < SLOTS; i++) {
      int from = i;
      while (i < SLOTS && silent[i]) {
        i++;
      }
      if (i > from) {
        stretches.add(new Stretch(from, i - from));
      }
    }
    return stretches;
  }

  /** Those of harmful groups. */
  List<Stretch> bursts(List<Group> groups) {
    Set<Integer> begun = new HashSet<>();
    List<Stretch> bursts = new ArrayList<>();
    for (Group group : groups) {
      Burst burst = group.burst();
      if (burst != null && !group.harmless() && begun.add(slot(burst.startNs()))) {
        int from = slot(burst.startNs());
        bursts.add(new Stretch(from, slot(burst.startNs() + burst.seconds() * SILENCE_NS) - from + 1));
      }
    }
    return bursts;
  }

  /** A time where the page says elsewhere that it is UTC: the day may stand on a line of its own. */
  static String time(TimeStyle times, long timeNs, int fractionDigits) {
    return times.render(timeNs, 0, fractionDigits).replace('T', ' ').replace("Z", "");
  }

  /** Times below the lanes: beginning, quarters and end. */
  List<String> ticks() {
    List<String> ticks = new ArrayList<>();
    for (int i = 0; i <= 4; i++) {
      ticks.add(time(times, firstNs + spanNs / 4 * i, spanNs < 4 * SILENCE_NS ? 3 : 0));
    }
    return ticks;
  }
}

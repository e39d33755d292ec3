package io.finrst.report.text;

import io.finrst.compare.Change;
import io.finrst.compare.Comparison;
import io.finrst.compare.Ender;
import io.finrst.compare.HeldBack;
import io.finrst.compare.Sighting;
import io.finrst.compare.Stray;
import io.finrst.compare.Unmatched;
import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Confidence;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Durations;
import io.finrst.record.Moment;
import io.finrst.record.Reset;
import io.finrst.report.Quantity;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Sentences about one connection at several points. */
final class ComparisonWords {
  private ComparisonWords() {}

  /** Who ended it and what the other side saw, in a sentence or two. */
  static String lead(Comparison c) {
    if (c.unmatched() == Unmatched.NEVER_ARRIVED) {
      return neverArrived(c);
    }
    Ender by = c.endedBy();
    Stray forged = by == null ? null : forged(c, by);
    if (forged != null) {
      return device(c, by, forged);
    }
    String end = by == null || c.verdict() == Verdict.SYN_UNANSWERED ? plain(c) : ended(c, by);
    return end + reached(c, by);
  }

  /** {@code client 10.0.0.1:4000 -> server 10.0.0.2:80} */
  static String who(Comparison c, TextStyle style) {
    ConnectionRecord record = c.first();
    return style.endpoint(record.client()) + " " + style.arrow() + " " + style.endpoint(record.server());
  }

  private static Stray forged(Comparison c, Ender by) {
    return c.strays(Stray.Kind.FORGED).stream()
        .filter(stray -> stray.reset() && stray.frame(by.place()) == by.frame()).findFirst().orElse(null);
  }

  private static String name(Comparison c, int place) {
    return c.places().get(place).name();
  }

  static String between(Comparison c, int before, int behind) {
    return "between " + name(c, before) + " and " + name(c, behind);
  }

  private static String device(Comparison c, Ender by, Stray forged) {
    Role victim = by.inNameOf() == Role.CLIENT ? Role.SERVER : Role.CLIENT;
    ConnectionRecord seen = c.sightings().get(by.place()).record();
    List<Stray> toOthers =
        c.strays(Stray.Kind.FORGED).stream().filter(stray -> stray.reset() && stray.from() != forged.from()).toList();
    String made =
        "a reset that a device " + between(c, forged.before(), forged.behind()) + " made in the name of the "
            + by.inNameOf().id() + " (frame " + by.frame() + " at " + name(c, by.place()) + ")" + after(seen, by, victim);
    if (!toOthers.isEmpty()) {
      return "Both sides got " + made + "; neither had sent one.";
    }
    String other = otherSide(c, by.inNameOf());
    return (other.isEmpty() ? "The " + victim.id() + " got " : other + "; the " + victim.id() + " got ") + made
        + (other.isEmpty() ? ", and which the " + by.inNameOf().id() + " never sent." : ".");
  }

  /** {@code , 212 us after the client's last data} */
  private static String after(ConnectionRecord seen, Ender by, Role victim) {
    Reset reset = seen.resets().stream().filter(each -> each.at().frame() == by.frame()).findFirst().orElse(null);
    Moment data = seen.half(victim).lastData();
    Moment own = seen.half(by.inNameOf()).lastData();
    Moment last = data == null || own != null && own.timeNs() > data.timeNs() ? own : data;
    if (reset == null || last == null || last.timeNs() > reset.at().timeNs()) {
      return "";
    }
    String whose = last == own ? by.inNameOf().id() : victim.id();
    return ", " + Durations.words(reset.at().since(last)) + " after the " + whose + "'s last data";
  }

  /** What the side in whose name a device spoke did by itself; empty where that is nothing to speak of. */
  private static String otherSide(Comparison c, Role side) {
    Sighting nearest = nearest(c, side);
    Verdict verdict = nearest.record().verdict();
    boolean closed = nearest.record().half(side).fin() != null;
    if (verdict == Verdict.GRACEFUL || closed) {
      return "The " + side.id() + " closed in order";
    }
    if (verdict == Verdict.OPEN || verdict == Verdict.TIMED_OUT) {
      return "The " + side.id() + " knew of nothing and kept the connection";
    }
    return "";
  }

  private static Sighting nearest(Comparison c, Role side) {
    List<Sighting> seen = c.sightings().stream().filter(each -> each != null).toList();
    return seen.get(side == Role.CLIENT ? 0 : seen.size() - 1);
  }

  private static String ended(Comparison c, Ender by) {
    String at = " (frame " + by.frame() + " at " + name(c, by.place()) + ")";
    String who =
        by.role() == Role.MIDDLEBOX
            ? "A device" + (by.inNameOf() == null ? "" : " in the name of the " + by.inNameOf().id())
            : "The " + by.role().id();
    return switch (c.verdict()) {
      case RST_TO_SYN -> who + " refused the connection" + at;
      case UNREACHABLE -> who + " refused the connection by an ICMP error" + at;
      case RST_IN_HANDSHAKE -> who + " reset the connection while it was being opened" + at;
      case RST_BEFORE_DATA, RST_AFTER_DATA -> who + " reset the connection" + at;
      case RST_AFTER_FIN -> who + " reset the connection after one side had closed" + at;
      case TIMED_OUT -> "One side stopped answering, and the " + by.role().id() + " gave up" + at;
      case GRACEFUL -> "Both sides closed in order, the " + by.role().id() + " first" + at;
      default -> who + " closed" + at + "; " + c.verdict().plain();
    };
  }

  private static String plain(Comparison c) {
    if (c.verdict() == Verdict.SYN_UNANSWERED) {
      String lost = c.findings().isEmpty() ? "" : connecting(c, c.findings().get(0).cause());
      return "The client tried to connect and got no answer" + lost;
    }
    String words = c.verdict().plain();
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static String connecting(Comparison c, Cause cause) {
    boolean answer = cause == Cause.SYNACK_LOST;
    Stray first =
        c.strays(Stray.Kind.LOST).stream()
            .filter(stray -> stray.syn() && (stray.from() == Role.SERVER) == answer).findFirst().orElse(null);
    if (first == null) {
      return "";
    }
    return (answer ? ": the server answered, and its SYN-ACK was lost " : ": the SYN was lost ")
        + between(c, first.before(), first.behind());
  }

  /** Whether the reset arrived at the other end, and what that end saw where it differs. */
  private static String reached(Comparison c, Ender by) {
    if (by == null || by.role() == Role.MIDDLEBOX || !c.verdict().id().startsWith("rst-")) {
      return differs(c);
    }
    List<Stray> lost = c.strays(Stray.Kind.LOST).stream().filter(stray -> stray.reset() && stray.from() == by.role()).toList();
    Role other = by.role() == Role.CLIENT ? Role.SERVER : Role.CLIENT;
    if (lost.stream().anyMatch(stray -> stray.frame(by.place()) == by.frame())) {
      Stray first = lost.get(0);
      return ". The reset was lost " + between(c, first.before(), first.behind()) + ", and the " + other.id()
          + " did not learn of it by that.";
    }
    return differs(c);
  }

  private static String differs(Comparison c) {
    if (!c.viewsDiffer()) {
      return ".";
    }
    List<String> views = new ArrayList<>();
    for (int place = 0; place < c.places().size(); place++) {
      if (c.sightings().get(place) != null) {
        views.add("at " + name(c, place) + " " + c.sightings().get(place).record().verdict().id());
      }
    }
    return ". Alone the captures say: " + String.join(", ", views) + ".";
  }

  private static String neverArrived(Comparison c) {
    String where = between(c, 0, 1);
    Stray forged = c.strays(Stray.Kind.FORGED).stream().findFirst().orElse(null);
    String sure = c.strays().stream().anyMatch(stray -> stray.confidence() != Confidence.CERTAIN) ? "likely " : "";
    if (forged == null) {
      return "The client tried to connect and got no answer: its SYN was " + sure + "lost " + where + ".";
    }
    String what = forged.reset() ? "a reset" : "an ICMP error";
    return "The SYN was " + sure + "stopped " + where + ": a device there refused it with " + what + " (frame "
        + forged.frame(0) + " at " + name(c, 0) + "). The server never saw it.";
  }

  /** What was lost or added, a line each for side and place. */
  static List<String> strays(Comparison c, boolean lost) {
    Map<String, List<Stray>> alike = new LinkedHashMap<>();
    for (Stray stray : c.strays()) {
      if ((stray.kind() == Stray.Kind.LOST) == lost) {
        String key = between(c, stray.before(), stray.behind()) + stray.from() + stray.kind();
        alike.computeIfAbsent(key, any -> new ArrayList<>()).add(stray);
      }
    }
    return alike.values().stream().map(same -> strays(c, same)).toList();
  }

  private static String strays(Comparison c, List<Stray> alike) {
    Stray first = alike.get(0);
    Map<String, Long> kinds =
        alike.stream().collect(Collectors.groupingBy(ComparisonWords::kind, LinkedHashMap::new, Collectors.counting()));
    String what =
        kinds.entrySet().stream().map(each -> counted(each.getValue(), each.getKey())).collect(Collectors.joining(", "));
    long bytes = alike.stream().mapToLong(Stray::bytes).sum();
    boolean sure = alike.stream().allMatch(stray -> stray.confidence() == Confidence.CERTAIN);
    String of = first.kind() == Stray.Kind.FORGED ? " in the name of the " + first.from().id() : " of the " + first.from().id();
    return what + of + (bytes > 0 ? " with " + Quantity.count(bytes, "byte") : "") + ", "
        + between(c, first.before(), first.behind()) + (sure ? "" : " (likely)")
        + (first.kind() == Stray.Kind.COPY ? ", which had arrived before" : "") + ": " + frames(c, alike);
  }

  private static String kind(Stray stray) {
    if (stray.flags().equals("ICMP")) {
      return "ICMP error";
    }
    if (stray.syn()) {
      return stray.flags().contains("A") ? "SYN-ACK" : "SYN";
    }
    return stray.reset() ? "RST" : stray.bytes() > 0 ? "data segment" : stray.fin() ? "FIN" : "ACK";
  }

  private static String counted(long count, String noun) {
    return Quantity.count(count, noun);
  }

  private static final int MOST_FRAMES = 8;

  private static String frames(Comparison c, List<Stray> alike) {
    Map<Integer, List<Long>> byPlace = new LinkedHashMap<>();
    for (Stray stray : alike) {
      for (int place = 0; place < stray.seen().size(); place++) {
        if (stray.frame(place) > 0) {
          byPlace.computeIfAbsent(place, any -> new ArrayList<>()).add(stray.frame(place));
        }
      }
    }
    return byPlace.entrySet().stream()
        .map(
            each -> {
              List<Long> frames = each.getValue();
              String some = frames.stream().limit(MOST_FRAMES).map(String::valueOf).collect(Collectors.joining(", "));
              String more = frames.size() > MOST_FRAMES ? " and " + (frames.size() - MOST_FRAMES) + " more" : "";
              return (frames.size() == 1 ? "frame " : "frames ") + some + more + " at " + name(c, each.getKey());
            })
        .collect(Collectors.joining("; "));
  }

  /** One change. */
  static String change(Comparison c, Change change) {
    String what =
        switch (change.field()) {
          case TTL -> "TTL of the " + change.from().id() + ", " + change.sent() + " to " + change.arrived() + hops(change);
          default -> change.field().words() + " of the " + change.from().id() + ", " + change.sent() + " to " + change.arrived();
        };
    return what + ", " + between(c, change.before(), change.behind());
  }

  private static String hops(Change change) {
    long hops = Long.parseLong(change.sent()) - Long.parseLong(change.arrived());
    return hops > 0 ? " (" + Quantity.count(hops, "hop") + ")" : "";
  }

  /** Whether a change is worth a word: hops alone are not, nor addresses where that is how it was found. */
  static boolean isRemarkable(Change change) {
    return change.field() != Change.Field.TTL && change.field() != Change.Field.IP_ID;
  }

  /** One delay. */
  static String heldBack(Comparison c, HeldBack held) {
    return "a packet of the " + held.from().id() + " took " + Durations.words(held.extraNs()) + " longer than others "
        + between(c, held.before(), held.behind()) + ": sent as frame " + held.sent().frame() + ", arrived as frame "
        + held.arrived().frame();
  }
}

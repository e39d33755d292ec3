package io.finrst.lab;

import io.finrst.lab.Passage.Kind;
import io.finrst.teardown.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the router does to the packets of one connection, and what it has done by the kernel's own count: nothing
 * is said to be lost or forged that nftables did not count.
 */
public final class Route {
  private static final String FLAGS = "tcp flags & (fin|syn|rst|psh|ack) == ";
  private static final String ONCE = "limit rate 1/day burst 1 packets ";
  private static final List<String> DATA = List.of("ACK", "PSH,ACK");
  private static final int HEADERS_WITH_TIMESTAMPS = 20 + 20 + 12;
  private static final Pattern COUNTED = Pattern.compile("packets (\\d+) bytes (\\d+)");

  private final Network network;
  private final int port;
  private final Tap tap;
  private final List<Rule> rules = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();

  /** A rule whose packets are counted by the counter of its number. */
  private record Rule(Kind kind, Role sender, String flags, int counter) {}

  Route(Network network, int port, Tap tap) {
    this.network = network;
    this.port = port;
    this.tap = tap;
  }

  /** Loses the next packet of {@code sender} with these flags and no others. */
  void lose(Role sender, String flags) throws IOException, InterruptedException {
    forward(matching(sender, flags) + ONCE + lost(sender, flags) + "drop");
  }

  /** Loses all packets of {@code sender} with these flags that {@code more}, in words of nft(8), is true of. */
  void loseAll(Role sender, String flags, String more) throws IOException, InterruptedException {
    forward(matching(sender, flags) + more + " " + lost(sender, flags) + "drop");
  }

  /** Loses all data of {@code sender} in IP packets of more bytes. */
  void loseLonger(Role sender, int most) throws IOException, InterruptedException {
    for (String flags : DATA) { // the end of what was written at once is pushed
      loseAll(sender, flags, "ip length > " + most);
    }
  }

  /** Refuses the next packet of {@code sender} with these flags by a reset in the other side's name. */
  void reset(Role sender, String flags) throws IOException, InterruptedException {
    String answer = flags.contains("ACK") ? "RST" : "RST,ACK"; // RFC 9293 section 3.10.7.1
    forward(
        matching(sender, flags) + ONCE + lost(sender, flags) + counter(Kind.ADDED, other(sender), answer)
            + "reject with tcp reset");
  }

  /** Refuses the next packet of {@code sender} with these flags by an ICMP error. */
  void forbid(Role sender, String flags) throws IOException, InterruptedException {
    forward(
        matching(sender, flags) + ONCE + lost(sender, flags) + counter(Kind.ADDED, other(sender), "ICMP")
            + "reject with icmp type admin-prohibited");
  }

  /** Lets the data of {@code victim} through and answers it by a reset in the other side's name. */
  void forgeReset(Role victim) throws IOException, InterruptedException {
    forward(
        matching(victim, "PSH,ACK") + counter(Kind.ADDED, other(victim), "RST") + "dup to "
            + network.address(victim == Role.CLIENT ? Point.SERVER : Point.CLIENT) + " reject with tcp reset");
  }

  /** Counts what the router itself takes for its own, although {@code sender} meant it for the other side. */
  void takes(Role sender, String flags) throws IOException, InterruptedException {
    network.rule(Point.ROUTER, "filter", "input", matching(sender, flags) + lost(sender, flags) + "accept");
  }

  /** Counts what the router itself sends in {@code sender}'s name. */
  void sends(Role sender, String flags) throws IOException, InterruptedException {
    network.rule(
        Point.ROUTER, "filter", "output", matching(sender, flags) + counter(Kind.ADDED, sender, flags) + "accept");
  }

  /** Has the router do {@code rule}, which changes {@code field}. */
  void change(String field, String type, String hook, String rule) throws IOException, InterruptedException {
    network.rule(Point.ROUTER, type, hook, rule);
    changed(field);
  }

  /** Says that the router changes this, too. */
  void changed(String field) {
    if (tap != Tap.SERVER_SIDE) {
      changes.add(new Change(field, List.of(Point.ROUTER, Point.SERVER)));
    } else {
      changes.add(new Change(field, List.of(Point.CLIENT, Point.ROUTER)));
    }
  }

  private void forward(String rule) throws IOException, InterruptedException {
    network.rule(Point.ROUTER, "filter", "forward", rule);
  }

  private String matching(Role sender, String flags) {
    String bits = Arrays.stream(flags.split(",")).map(each -> each.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining("|", "(", ") "));
    return way(sender) + " " + FLAGS + bits;
  }

  private String way(Role sender) {
    return "tcp " + (sender == Role.CLIENT ? "dport " : "sport ") + port;
  }

  private String lost(Role sender, String flags) throws IOException, InterruptedException {
    return counter(Kind.LOST, sender, flags);
  }

  private String counter(Kind kind, Role sender, String flags) throws IOException, InterruptedException {
    int number = rules.size();
    network.on(Point.ROUTER, "nft", "add table ip lab; add counter ip lab c" + number);
    rules.add(new Rule(kind, sender, flags, number));
    return "counter name c" + number + " ";
  }

  private static Role other(Role role) {
    return role == Role.CLIENT ? Role.SERVER : Role.CLIENT;
  }

  /** Every kind of packet that was lost or forged, at least one of each that a rule was made for. */
  List<Passage> passages() throws IOException, InterruptedException {
    List<Passage> passages = new ArrayList<>();
    for (Rule rule : rules) {
      Matcher counted = COUNTED.matcher(network.on(Point.ROUTER, "nft", "list counter ip lab c" + rule.counter()));
      if (!counted.find() || counted.group(1).equals("0")) {
        throw new IOException("no " + rule.flags() + " of the " + rule.sender().id() + " met the router's rule");
      }
      long packets = Long.parseLong(counted.group(1));
      long bytes = Long.parseLong(counted.group(2));
      boolean data = DATA.contains(rule.flags()) && rule.kind() == Kind.LOST;
      passages.add(
          new Passage(
              rule.kind(), rule.sender(), rule.flags(), packets, data ? bytes - packets * HEADERS_WITH_TIMESTAMPS : 0,
              rule.kind() == Kind.LOST ? tap.dropping(rule.sender()) : tap.forging(rule.sender())));
    }
    return passages;
  }

  /** What the router changes. */
  List<Change> changes() {
    return List.copyOf(changes);
  }
}

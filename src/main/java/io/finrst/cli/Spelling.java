package io.finrst.cli;

import io.finrst.capture.RawNames;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Knows what people type who know tcpdump, tshark or another program, and how finrst spells it. */
final class Spelling {
  /** Words that begin a capture filter (pcap-filter(7)). */
  private static final Set<String> FILTER =
      Set.of("tcp", "udp", "icmp", "icmp6", "ip", "ip6", "host", "src", "dst", "net", "port", "portrange", "not", "vlan", "ether");

  private Spelling() {}

  /** What is wrong with {@code words} and how it is right; empty where nothing is known to be wrong. */
  static Optional<String> of(List<String> words) {
    if (words.isEmpty()) {
      return Optional.empty();
    }
    String first = words.get(0);
    List<String> rest = words.subList(1, words.size());
    return switch (first) {
      case "version" -> unlessFile(first, "finrst --version");
      case "-v", "-VV" -> Optional.of(first + " is not an option: finrst --version");
      case "-r" -> Optional.of("files need no -r: finrst " + (rest.isEmpty() ? "FILE" : command(rest)));
      case "-i" -> Optional.of("finrst live listens on interfaces: finrst live -i " + (rest.isEmpty() ? "NAME" : command(rest)));
      case "-D" -> Optional.of("interfaces are listed by: finrst interfaces");
      case "live" -> interfaceAsFilter(rest);
      default -> filterWithoutDashes(words);
    };
  }

  private static Optional<String> unlessFile(String word, String right) {
    return RawNames.exists(word) ? Optional.empty() : Optional.of(word + ": no such file or command; it is " + right);
  }

  /** {@code finrst live lo} */
  private static Optional<String> interfaceAsFilter(List<String> words) {
    if (words.isEmpty() || words.get(0).startsWith("-") || !isInterface(words.get(0))) {
      return Optional.empty();
    }
    return Optional.of(words.get(0) + " is an interface, not a capture filter: finrst live -i " + command(words));
  }

  private static boolean isInterface(String name) {
    try {
      return name.equals("any") || NetworkInterface.getByName(name) != null;
    } catch (SocketException none) {
      return false;
    }
  }

  /** {@code finrst a.pcap tcp port 80} */
  private static Optional<String> filterWithoutDashes(List<String> words) {
    for (int i = 1; i < words.size() && !words.get(i).equals("--"); i++) {
      if (FILTER.contains(firstPart(words.get(i))) && !words.get(i - 1).startsWith("-") && !RawNames.exists(words.get(i))) {
        return Optional.of(
            "a capture filter goes behind --: finrst " + command(words.subList(0, i)) + " -- "
                + command(words.subList(i, words.size())));
      }
    }
    return Optional.empty();
  }

  /** A filter may come as one word, in quotes. */
  private static String firstPart(String word) {
    int space = word.indexOf(' ');
    return space < 0 ? word : word.substring(0, space);
  }

  private static String command(List<String> words) {
    List<String> quoted = new ArrayList<>();
    for (String word : words) {
      quoted.add(word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'");
    }
    return String.join(" ", quoted);
  }
}

package io.finrst.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A socket error as programs see it: its numbers on three systems and the words of four languages.
 *
 * <p>Numbers: Linux {@code errno-base.h} and {@code errno.h}, macOS {@code sys/errno.h}, Windows
 * {@code winsock2.h}. Windows has no EPIPE: a send after the peer's reset fails with
 * WSAECONNABORTED or WSAECONNRESET.
 */
public enum Errno {
  ECONNRESET(
      104,
      54,
      List.of(10054),
      "the other side, or something in its name, reset the connection",
      "a RST that was accepted while the connection was established",
      List.of(
          "Connection reset by peer",
          "Connection reset",
          "read ECONNRESET",
          "socket hang up",
          "An existing connection was forcibly closed by the remote host",
          "The specified network name is no longer available",
          "ConnectionResetError")),
  EPIPE(
      32,
      32,
      List.of(10053, 10054),
      "a program wrote to a connection that was over: the other side had closed or reset it before",
      "a FIN or RST of the other side, then data towards it, answered by a RST",
      List.of("Broken pipe", "write EPIPE", "BrokenPipeError", "SIGPIPE")),
  ECONNREFUSED(
      111,
      61,
      List.of(10061),
      "nobody accepts connections at this address and port, or a firewall refused",
      "a SYN answered by RST+ACK, or by an ICMP port-unreachable error",
      List.of(
          "Connection refused",
          "connect ECONNREFUSED",
          "No connection could be made because the target machine actively refused it",
          "actively refused",
          "ConnectionRefusedError")),
  ETIMEDOUT(
      110,
      60,
      List.of(10060),
      "no answer within the time the system or the program allows",
      "a SYN, data or keepalive probes sent again and again without an answer",
      List.of(
          "Connection timed out",
          "Connect timed out",
          "i/o timeout",
          "Operation timed out",
          "Read timed out",
          "did not properly respond after a period of time",
          "context deadline exceeded",
          "TimeoutError")),
  ECONNABORTED(
      103,
      53,
      List.of(10053),
      "the own system gave the connection up",
      "nothing certain; often retransmissions without an answer, or a local firewall",
      List.of(
          "Software caused connection abort",
          "Connection aborted",
          "An established connection was aborted by the software in your host machine",
          "ConnectionAbortedError")),
  EHOSTUNREACH(
      113,
      65,
      List.of(10065),
      "a router or the own system says that the host cannot be reached",
      "a SYN answered by an ICMP host-unreachable or prohibited error",
      List.of(
          "No route to host",
          "Host is unreachable",
          "A socket operation was attempted to an unreachable host",
          "connect EHOSTUNREACH",
          "NoRouteToHostException")),
  ENETUNREACH(
      101,
      51,
      List.of(10051),
      "there is no route to the network",
      "often no packet at all; else an ICMP network-unreachable error",
      List.of(
          "Network is unreachable",
          "A socket operation was attempted to an unreachable network",
          "connect ENETUNREACH")),
  /** On Windows a connect that goes on in the background returns WSAEWOULDBLOCK. */
  EINPROGRESS(
      115,
      36,
      List.of(10035),
      "a connect that does not block is still going on; no failure by itself",
      "a SYN that has no answer yet",
      List.of("Operation now in progress", "BlockingIOError")),
  EACCES(
      13,
      13,
      List.of(10013),
      "a rule of the own system or a router forbids this connection",
      "often no packet at all; else an ICMPv6 error: administratively prohibited",
      List.of("Permission denied", "connect EACCES", "PermissionError")),
  EPROTO(
      71,
      100,
      List.of(),
      "a node on the way could not read the header of the packet",
      "a SYN answered by an ICMP parameter-problem error",
      List.of("Protocol error")),
  ENOPROTOOPT(
      92,
      42,
      List.of(10042),
      "the host says that it does not speak this protocol",
      "a SYN answered by an ICMP protocol-unreachable error",
      List.of("Protocol not available")),
  EHOSTDOWN(
      112,
      64,
      List.of(10064),
      "a router or the own system says that the host is not known or down",
      "a SYN answered by an ICMP host-unknown error",
      List.of("Host is down", "connect EHOSTDOWN")),
  EMSGSIZE(
      90,
      40,
      List.of(10040),
      "the packet was too long for a link on the way",
      "a segment answered by an ICMP fragmentation-needed error",
      List.of("Message too long")),
  EOPNOTSUPP(
      95,
      102,
      List.of(10045),
      "a router could not follow the source route that the packet asks for",
      "a SYN answered by an ICMP source-route-failed error",
      List.of("Operation not supported")),
  ENONET(
      64,
      Errno.NONE,
      List.of(),
      "a router says that it is cut off from the host",
      "a SYN answered by an ICMP source-host-isolated error",
      List.of("Machine is not on the network"));

  /** Stands for the number where a system lacks the error. */
  public static final int NONE = 0;

  private final int linux;
  private final int macos;
  private final List<Integer> windows;
  private final String meaning;
  private final String onTheWire;
  private final List<String> messages;

  Errno(
      int linux,
      int macos,
      List<Integer> windows,
      String meaning,
      String onTheWire,
      List<String> messages) {
    this.linux = linux;
    this.macos = macos;
    this.windows = windows;
    this.meaning = meaning;
    this.onTheWire = onTheWire;
    this.messages = messages;
  }

  /** Number on Linux. */
  public int linux() {
    return linux;
  }

  /** Number on macOS, {@link #NONE} where it has none. */
  public int macos() {
    return macos;
  }

  /** Numbers on Windows, the usual one first; empty where it has none. */
  public List<Integer> windows() {
    return windows;
  }

  /** What it means, one line without full stop. */
  public String meaning() {
    return meaning;
  }

  /** What a capture shows when it happens, one line without full stop. */
  public String onTheWire() {
    return onTheWire;
  }

  /** What {@code strerror} says of it on Linux. */
  public String text() {
    return messages.get(0);
  }

  /** {@code Linux 104, macOS 54, Windows 10054}. */
  public String numbers() {
    StringBuilder numbers = new StringBuilder("Linux ").append(linux);
    if (macos != NONE) {
      numbers.append(", macOS ").append(macos);
    }
    if (!windows.isEmpty()) {
      numbers.append(", Windows ");
      numbers.append(windows.stream().map(String::valueOf).collect(Collectors.joining(" or ")));
    }
    return numbers.toString();
  }

  /** Its messages, as Python, Java, Go, Node and Windows print them; {@link #text} first. */
  public List<String> messages() {
    return messages;
  }

  /**
   * The errors that {@code words} may speak of: a number of any system, a symbolic name, or a
   * program's message, which may hold any of them. Empty when it speaks of none.
   */
  public static List<Errno> in(String words) {
    String text = words.toLowerCase(Locale.ROOT).strip();
    List<Errno> byMessage =
        Arrays.stream(values())
            .filter(
                e ->
                    e.messages.stream()
                        .anyMatch(said -> text.contains(said.toLowerCase(Locale.ROOT))))
            .toList();
    if (!byMessage.isEmpty()) {
      return byMessage;
    }
    List<String> tokens = List.of(text.split("[^a-z0-9]+"));
    List<Errno> byName =
        Arrays.stream(values())
            .filter(e -> tokens.contains(e.lowerName()) || tokens.contains("wsa" + e.lowerName()))
            .toList();
    if (!byName.isEmpty()) {
      return byName;
    }
    return Arrays.stream(values()).filter(e -> tokens.stream().anyMatch(e::hasNumber)).toList();
  }

  private String lowerName() {
    return name().toLowerCase(Locale.ROOT);
  }

  private boolean hasNumber(String token) {
    return token.equals(String.valueOf(linux))
        || token.equals(String.valueOf(macos))
        || windows.stream().anyMatch(number -> token.equals(String.valueOf(number)));
  }
}

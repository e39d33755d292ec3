package io.finrst.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A socket error as programs see it, with its numbers on three systems.
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
      "Connection reset by peer"),
  EPIPE(
      32,
      32,
      List.of(10053, 10054),
      "a program wrote to a connection that was over: the other side had closed or reset it before",
      "a FIN or RST of the other side, then data towards it, answered by a RST",
      "Broken pipe"),
  ECONNREFUSED(
      111,
      61,
      List.of(10061),
      "nobody accepts connections at this address and port, or a firewall refused",
      "a SYN answered by RST+ACK, or by an ICMP port-unreachable error",
      "Connection refused"),
  ETIMEDOUT(
      110,
      60,
      List.of(10060),
      "no answer within the time the system or the program allows",
      "a SYN, data or keepalive probes sent again and again without an answer",
      "Connection timed out"),
  ECONNABORTED(
      103,
      53,
      List.of(10053),
      "the own system gave the connection up",
      "nothing certain; often retransmissions without an answer, or a local firewall",
      "Software caused connection abort"),
  EHOSTUNREACH(
      113,
      65,
      List.of(10065),
      "a router or the own system says that the host cannot be reached",
      "a SYN answered by an ICMP host-unreachable or prohibited error",
      "No route to host"),
  ENETUNREACH(
      101,
      51,
      List.of(10051),
      "there is no route to the network",
      "often no packet at all; else an ICMP network-unreachable error",
      "Network is unreachable"),
  /** On Windows a connect that goes on in the background returns WSAEWOULDBLOCK. */
  EINPROGRESS(
      115,
      36,
      List.of(10035),
      "a connect that does not block is still going on; no failure by itself",
      "a SYN that has no answer yet",
      "Operation now in progress"),
  EACCES(
      13,
      13,
      List.of(10013),
      "a rule of the own system or a router forbids this connection",
      "often no packet at all; else an ICMPv6 error: administratively prohibited",
      "Permission denied"),
  EPROTO(
      71,
      100,
      List.of(),
      "a node on the way could not read the header of the packet",
      "a SYN answered by an ICMP parameter-problem error",
      "Protocol error"),
  ENOPROTOOPT(
      92,
      42,
      List.of(10042),
      "the host says that it does not speak this protocol",
      "a SYN answered by an ICMP protocol-unreachable error",
      "Protocol not available"),
  EHOSTDOWN(
      112,
      64,
      List.of(10064),
      "a router or the own system says that the host is not known or down",
      "a SYN answered by an ICMP host-unknown error",
      "Host is down"),
  EMSGSIZE(
      90,
      40,
      List.of(10040),
      "the packet was too long for a link on the way",
      "a segment answered by an ICMP fragmentation-needed error",
      "Message too long"),
  EOPNOTSUPP(
      95,
      102,
      List.of(10045),
      "a router could not follow the source route that the packet asks for",
      "a SYN answered by an ICMP source-route-failed error",
      "Operation not supported"),
  ENONET(
      64,
      Errno.NONE,
      List.of(),
      "a router says that it is cut off from the host",
      "a SYN answered by an ICMP source-host-isolated error",
      "Machine is not on the network");

  /** Stands for the number where a system lacks the error. */
  public static final int NONE = 0;

  private final int linux;
  private final int macos;
  private final List<Integer> windows;
  private final String meaning;
  private final String onTheWire;
  private final String text;

  Errno(
      int linux,
      int macos,
      List<Integer> windows,
      String meaning,
      String onTheWire,
      String text) {
    this.linux = linux;
    this.macos = macos;
    this.windows = windows;
    this.meaning = meaning;
    this.onTheWire = onTheWire;
    this.text = text;
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
    return text;
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

  /** The error that Java's {@code message} stands for: the system's text, or the beginning of it. Empty for none. */
  public static Optional<Errno> ofMessage(String message) {
    String said = message.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(error -> said.contains(error.lowerText()) || !said.isEmpty() && error.lowerText().startsWith(said))
        .findFirst();
  }

  private String lowerText() {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Whether a system gives it this number. */
  public boolean hasNumber(int number) {
    return number != NONE && (number == linux || number == macos || windows.contains(number));
  }
}

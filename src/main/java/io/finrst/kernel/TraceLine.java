package io.finrst.kernel;

import io.finrst.record.KernelReset.Action;
import io.finrst.record.KernelReset;
import io.finrst.wire.Address;
import io.finrst.wire.Endpoint;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a trace, as {@code trace}, {@code trace_pipe}, {@code trace-cmd report} and {@code perf script} print it:
 *
 * <pre>
 *   python3-20606   [001] ..s1. 14739.857376: tcp_send_reset: skbaddr=... src=127.0.0.1:1 dest=127.0.0.1:38270 ...
 * </pre>
 */
final class TraceLine {
  private static final Pattern LINE =
      Pattern.compile("^\\s*(.+?)[-\\s](\\d+)\\s+(?:\\([^)]*\\)\\s+)?\\[\\d+]\\s+(?:(\\S{4,})\\s+)?(\\d+\\.\\d+):\\s+"
          + "(?:tcp:)?(tcp_send_reset|tcp_receive_reset):\\s+(.*)$");
  private static final Pattern FIELD = Pattern.compile("(\\w+)=(\\S+)");
  private static final String STATE_PREFIX = "TCP_";

  private TraceLine() {}

  /**
   * The reset that {@code line} tells of, its time being that of the trace's own clock in ns; null when it tells of
   * something else.
   */
  static KernelReset parse(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      return null;
    }
    String details = parts.group(6);
    long timeNs = new BigDecimal(parts.group(4)).movePointRight(9).longValue();
    boolean sent = parts.group(5).equals("tcp_send_reset");
    Endpoint from = sent ? endpoint(field(details, "src")) : remote(details);
    Endpoint to = sent ? endpoint(field(details, "dest")) : local(details);
    if (from == null || to == null) {
      return null;
    }
    String state = field(details, "state");
    return new KernelReset(
        timeNs,
        sent ? Action.SENT : Action.RECEIVED,
        from,
        to,
        field(details, "reason").intern(), // the same few, in many records
        (state.startsWith(STATE_PREFIX) ? state.substring(STATE_PREFIX.length()) : state).intern(),
        sent && !isInterrupt(parts.group(3)) ? (parts.group(1).strip() + "-" + parts.group(2)).intern() : "");
  }

  /** Whether the kernel was answering a packet: the third flag is h, H or s (Documentation/trace/ftrace.rst). */
  private static boolean isInterrupt(String flags) {
    return flags == null || flags.charAt(2) != '.';
  }

  private static Endpoint local(String details) {
    return endpoint(details, "saddr", "saddrv6", "sport");
  }

  private static Endpoint remote(String details) {
    return endpoint(details, "daddr", "daddrv6", "dport");
  }

  private static Endpoint endpoint(String details, String address4, String address6, String port) {
    boolean four = field(details, "family").equals("AF_INET");
    return endpoint(field(details, four ? address4 : address6), field(details, port));
  }

  /** {@code 192.0.2.1:80} or {@code [2001:db8::1]:80}. */
  private static Endpoint endpoint(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      return null;
    }
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return endpoint(bracketed ? host.substring(1, host.length() - 1) : host, text.substring(colon + 1));
  }

  private static Endpoint endpoint(String host, String port) {
    if (!host.matches("[0-9a-fA-F:.]+") || !port.matches("[0-9]{1,5}")) {
      return null; // a name would be looked up
    }
    try {
      return new Endpoint(Address.of(InetAddress.getByName(host)), Integer.parseInt(port));
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static String field(String details, String name) {
    Matcher field = FIELD.matcher(details);
    while (field.find()) {
      if (field.group(1).equals(name)) {
        return field.group(2);
      }
    }
    return "";
  }
}

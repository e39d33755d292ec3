package io.finrst.cli;

import java.util.Locale;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Where messages of a system log go.
 *
 * @param kind how
 * @param host of a receiver on the network; the path of a local one; empty for standard output
 * @param port of a receiver on the network, else 0
 */
record SyslogTarget(Kind kind, String host, int port) {
  /** What C's syslog(3) writes to (paths.h). */
  static final String LOCAL = "/dev/log";

  private static final int UDP_PORT = 514; // RFC 5426 section 3.3
  private static final int TCP_PORT = 601; // RFC 3195 registered it, RFC 6587 section 3.2 knows no better one

  /** Ways to a log. */
  enum Kind {
    /** RFC 5426. */
    UDP,
    /** RFC 6587, counted octets. */
    TCP,
    /** A datagram socket of this host. */
    LOCAL,
    /** Lines on standard output. */
    LINES
  }

  /** For messages. */
  @Override
  public String toString() {
    return switch (kind) {
      case LINES -> "-";
      case LOCAL -> host;
      default -> kind.name().toLowerCase(Locale.ROOT) + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    };
  }

  /** Keeps {@code --syslog port 80} from taking the word for its value. */
  static final class OnlyAttached implements IParameterPreprocessor {
    @Override
    public boolean preprocess(Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      if (" ".equals(info.get("separator"))) {
        words.push(LOCAL);
      }
      return false;
    }
  }

  /** {@code [udp://|tcp://]HOST[:PORT]}, a path, or {@code -}. */
  static final class Parser implements ITypeConverter<SyslogTarget> {
    @Override
    public SyslogTarget convert(String text) {
      if (text.equals("-")) {
        return new SyslogTarget(Kind.LINES, "", 0);
      }
      if (text.startsWith("/")) {
        return new SyslogTarget(Kind.LOCAL, text, 0);
      }
      boolean tcp = text.startsWith("tcp://");
      String rest = tcp || text.startsWith("udp://") ? text.substring("tcp://".length()) : text;
      boolean bare = rest.indexOf(':') != rest.lastIndexOf(':') && !rest.startsWith("["); // an IPv6 address alone
      int colon = bare || rest.endsWith("]") ? -1 : rest.lastIndexOf(':');
      String host = (colon < 0 ? rest : rest.substring(0, colon)).replaceAll("^\\[|\\]$", "");
      String port = colon < 0 ? Integer.toString(tcp ? TCP_PORT : UDP_PORT) : rest.substring(colon + 1);
      if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 0xFFFF) {
        throw new TypeConversionException("'" + text + "' is none of [udp://|tcp://]HOST[:PORT], " + LOCAL + " and -");
      }
      return new SyslogTarget(tcp ? Kind.TCP : Kind.UDP, host, Integer.parseInt(port));
    }
  }
}

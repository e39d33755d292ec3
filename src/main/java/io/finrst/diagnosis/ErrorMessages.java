package io.finrst.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a program in each language prints on Linux when a socket call fails; null where it shows no
 * such error.
 *
 * @param python last line of the traceback, Python 3
 * @param java {@code Throwable.toString()} of what {@code java.net.Socket} throws, since Java 13
 * @param go end of the error's text, after the addresses
 * @param node {@code String(error)} of Node.js without the addresses
 */
public record ErrorMessages(String python, String java, String go, String node) {
  /** What is printed when {@code call} fails with it. */
  static ErrorMessages of(Errno errno, SocketCall call) {
    String python = python(errno) + ": [Errno " + errno.linux() + "] " + errno.text();
    if (errno == Errno.EINPROGRESS) { // the others wait for the end of a connect and never show it
      return new ErrorMessages(python, null, null, null);
    }
    String node = "Error: " + systemCall(call) + " " + errno;
    return new ErrorMessages(python, java(errno, call), go(errno, call), node);
  }

  private static String python(Errno errno) {
    return switch (errno) {
      case ECONNRESET -> "ConnectionResetError";
      case EPIPE -> "BrokenPipeError";
      case ECONNREFUSED -> "ConnectionRefusedError";
      case ECONNABORTED -> "ConnectionAbortedError";
      case ETIMEDOUT -> "TimeoutError";
      case EINPROGRESS -> "BlockingIOError";
      case EACCES -> "PermissionError";
      default -> "OSError";
    };
  }

  /** After {@code Net.handleSocketError}, which speaks for connect only. */
  private static String java(Errno errno, SocketCall call) {
    if (call != SocketCall.CONNECT) {
      boolean shortened = errno == Errno.ECONNRESET && call == SocketCall.RECV;
      return "java.net.SocketException: " + (shortened ? "Connection reset" : errno.text());
    }
    String type =
        switch (errno) {
          case ECONNREFUSED, ETIMEDOUT -> "ConnectException";
          case EHOSTUNREACH -> "NoRouteToHostException";
          case EACCES -> "BindException";
          case EPROTO -> "ProtocolException";
          default -> "SocketException";
        };
    return "java.net." + type + ": " + errno.text();
  }

  private static String go(Errno errno, SocketCall call) {
    String text = errno.text().toLowerCase(Locale.ROOT);
    return systemCall(call) + ": " + text;
  }

  private static String systemCall(SocketCall call) {
    return switch (call) {
      case RECV -> "read";
      case SEND -> "write";
      case CONNECT -> "connect";
    };
  }

  /** {@code Python "...", Java "..."}, one entry a language that shows it. */
  public List<String> quoted() {
    List<String> quoted = new ArrayList<>();
    quote(quoted, "Python", python);
    quote(quoted, "Java", java);
    quote(quoted, "Go", go);
    quote(quoted, "Node", node);
    return quoted;
  }

  private static void quote(List<String> quoted, String language, String message) {
    if (message != null) {
      quoted.add(language + " \"" + message + "\"");
    }
  }
}

package io.finrst.analysis;

import static io.finrst.analysis.Openings.EXCHANGE;
import static io.finrst.analysis.Openings.HANDSHAKE;
import static io.finrst.analysis.Openings.SERVER_CLOSED;
import static io.finrst.analysis.Said.CLIENT_HELLO;
import static io.finrst.analysis.Said.GET;
import static io.finrst.analysis.Said.SERVER_HELLO;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Endings put together of what came before, what happened last, how long nothing did, and who ended it how: each differs
 * from its neighbours in one of these.
 */
final class Endings {
  private static final String WINDOWS_HANDSHAKE =
      """
      0.000  C > S [S] 0:0(0) win 64240 ttl 128 <mss 1460,nop,wscale 8,nop,nop,sackOK>
      +0.010 S > C [S.] 0:0(0) ack 1 win 65535 ttl 128 <mss 1460,nop,wscale 8,nop,nop,sackOK>
      +0.010 C > S [.] 1 ack 1 win 1026 ttl 128
      """;

  private static final String REFUSED =
      "HTTP/1.1 503 Busy\\r\\nConnection: close\\r\\nContent-Length: 0\\r\\n\\r\\n";
  private static final String OK_OF = "HTTP/1.1 200 OK\\r\\nContent-Length: ";

  private final Map<String, String> scripts = new LinkedHashMap<>();

  private Endings() {}

  /** All of them, as scripts by what they are. */
  static Map<String, String> all() {
    Endings endings = new Endings();
    endings.aborts();
    endings.answers();
    endings.orderly();
    endings.unanswered();
    return endings.scripts;
  }

  private static Map<String, String> parts(String... namesAndScripts) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (int i = 0; i < namesAndScripts.length; i += 2) {
      parts.put(namesAndScripts[i], namesAndScripts[i + 1]);
    }
    return parts;
  }

  /** A socket is torn down; the next numbers are 101 of the client, 201 of the server, and those of what came last. */
  private void aborts() {
    Map<String, String> last =
        parts(
            "all answered", "101 201 ",
            "a short request", "301 201 C > S [P.] 101:301(200) ack 201\nS > C [.] 201 ack 301\n",
            "a long request",
            "3101 201 C > S [.] 101:1549 ack 201\nC > S [.] 1549:2997 ack 201\nC > S [P.] 2997:3101 ack 201\n"
                + "S > C [.] 201 ack 3101\n",
            "a long request begun to be answered",
            "3101 301 C > S [.] 101:1549 ack 201\nC > S [P.] 1549:3101 ack 201\nS > C [P.] 201:301 ack 3101\n"
                + "C > S [.] 3101 ack 301\n",
            "an answer", "101 401 S > C [P.] 201:401(200) ack 101\nC > S [.] 101 ack 401\n",
            "two answers",
            "101 601 S > C [P.] 201:401 ack 101\nC > S [.] 101 ack 401\n+0.1 S > C [P.] 401:601 ack 101\n"
                + "C > S [.] 101 ack 601\n",
            "a long answer",
            "101 3101 S > C [.] 201:1649 ack 101\nS > C [.] 1649:3101 ack 101\nC > S [.] 101 ack 3101\n",
            "an answer not acknowledged", "101 401 S > C [P.] 201:401(200) ack 101\n",
            "the other's FIN", "102 202 ",
            "its own FIN", "101 201 ");
    for (String before : new String[] {"Linux", "Windows"}) {
      String opening = before.equals("Linux") ? EXCHANGE : EXCHANGE.replace(HANDSHAKE, WINDOWS_HANDSHAKE);
      String ttl = before.equals("Linux") ? "" : " ttl 128";
      last.forEach(
          (what, text) -> {
            for (String silence : new String[] {"0.0001", "0.1", "3", "70"}) {
              for (boolean byClient : new boolean[] {true, false}) {
                abort(before + ", " + what, opening, text, silence, byClient, ttl);
              }
            }
          });
    }
  }

  private void abort(String name, String opening, String text, String silence, boolean byClient, String ttl) {
    String[] words = text.split(" ", 3);
    int client = Integer.parseInt(words[0]);
    int server = Integer.parseInt(words[1]);
    String packets = words[2];
    if (name.endsWith("FIN")) {
      boolean clientCloses = byClient == name.endsWith("its own FIN");
      packets =
          clientCloses
              ? "C > S [F.] 101 ack 201\nS > C [.] 201 ack 102\n"
              : "S > C [F.] 201 ack 101\nC > S [.] 101 ack 202\n";
      client = clientCloses ? 102 : 101;
      server = clientCloses ? 201 : 202;
    }
    String reset = byClient ? "C > S [R.] " + client + " ack " + server : "S > C [R.] " + server + " ack " + client;
    scripts.put(
        name + ", after " + silence + " s, " + (byClient ? "the client" : "the server") + " aborts",
        opening + packets + "+" + silence + " " + reset + ttl + "\n");
  }

  /** A segment meets no socket, or a device that says so. */
  private void answers() {
    Map<String, String> before =
        parts(
            "in an exchange", EXCHANGE,
            "before any data", HANDSHAKE,
            "after a loss", EXCHANGE + "C > S [.] 101:201 ack 201\nC > S [.] 201:301 ack 201\nS > C [.] 201 ack 101\n"
                + "+0.01 C > S [.] 101:201 ack 201\nS > C [.] 201 ack 301\n",
            "after the server's FIN", SERVER_CLOSED,
            "after probes", EXCHANGE + "+10 C > S [.] 100 ack 201\nS > C [.] 201 ack 101\n");
    before.forEach(
        (when, opening) -> {
          int client = when.equals("before any data") ? 1 : when.equals("after a loss") ? 301 : 101;
          int server = when.equals("before any data") ? 1 : when.equals("after the server's FIN") ? 202 : 201;
          for (String silence : new String[] {"0.001", "0.5", "5", "400"}) {
            for (String segment : new String[] {"data", "FIN", "probe"}) {
              for (String shape : new String[] {"R", "R from afar", "RA", "RA from afar"}) {
                String sent =
                    switch (segment) {
                      case "data" -> "[P.] " + client + ":" + (client + 100) + " ack ";
                      case "FIN" -> "[F.] " + client + " ack ";
                      default -> "[.] " + (client - 1) + " ack ";
                    };
                int end = client + (segment.equals("data") ? 100 : segment.equals("FIN") ? 1 : 0);
                String reset = shape.startsWith("RA") ? "[R.] " + server + " ack " + end : "[R] " + server;
                scripts.put(
                    when + ", after " + silence + " s, " + segment + " meets " + shape,
                    opening + "+" + silence + " C > S " + sent + server + "\n+0.02 S > C " + reset
                        + (shape.endsWith("afar") ? " ttl 250" : "") + "\n");
              }
            }
          }
        });
  }

  /** Programs speak, and one closes in order. */
  private void orderly() {
    Map<String, UnaryOperator<Said>> talks = new LinkedHashMap<>();
    talks.put("nothing", said -> said);
    talks.put("an answer", said -> said.server(OK_OF + "2\\r\\n\\r\\nok"));
    talks.put("an answer for good", said -> said.server(OK_OF + "2\\r\\nConnection: close\\r\\n\\r\\nok"));
    talks.put("the beginning of one", said -> said.server(OK_OF + "5000\\r\\n\\r\\n"));
    talks.put("a refusal", said -> said.server(REFUSED));
    talks.put("a ServerHello", said -> said.server(SERVER_HELLO));
    talks.put("an alert", said -> said.server("\\x15\\x03\\x03\\x00\\x02\\x02\\x28"));
    talks.put("words", said -> said.server("some words of an unknown protocol"));
    List<String> ends =
        List.of(
            "the server closes", "the client closes", "the client closes and is answered",
            "the server closes and is written to", "the server closes as is said more");
    Map<String, String> openings = new TreeMap<>(
        parts(
            "GET", GET, "HEAD", GET.replace("GET", "HEAD"),
            "half a POST", "POST / HTTP/1.1\\r\\nContent-Length: 90\\r\\n\\r\\nbody",
            "ClientHello", CLIENT_HELLO, "words", "what nobody knows, but long enough"));
    openings.forEach(
        (opening, words) ->
            talks.forEach(
                (answer, talk) -> {
                  for (int seconds : new int[] {0, 1, 5, 75, 400}) {
                    for (String end : ends) {
                      Said said = talk.apply(Said.of(words));
                      String script = end(seconds == 0 ? said : said.waits(seconds), end, words);
                      scripts.put(opening + ", " + answer + ", after " + seconds + " s, " + end, script);
                    }
                  }
                }));
  }

  private static String end(Said said, String end, String words) {
    return switch (end) {
      case "the server closes" -> said.serverCloses();
      case "the client closes" -> said.clientCloses();
      case "the client closes and is answered" -> said.clientClosesAndIsAnswered("late words");
      case "the server closes and is written to" -> said.serverClosesAndIsWrittenTo();
      default -> said.serverClosesAsIsSaid(words);
    };
  }

  /** Segments are sent again in vain, or a window stays shut. */
  private void unanswered() {
    Map<String, String> lasts =
        parts(
            "data", "C > S [P.] 101:201 ack 201", "a full segment", "C > S [.] 101:1549 ack 201", "a FIN",
            "C > S [F.] 101 ack 201", "a probe", "C > S [.] 100 ack 201");
    Map<String, String> ends =
        parts(
            "the capture ends", "", "silence", "+500 D > R [S] 0:0(0)\n",
            "it aborts", "+2 C > S [R.] 201 ack 201\n", "the other resets", "+0.1 S > C [R] 201\n",
            "the other aborts", "+0.1 S > C [R.] 201 ack 101\n",
            "it is answered at last", "+0.1 S > C [.] 201 ack 1549\n",
            "the other writes and is reset", "+0.3 S > C [P.] 201:301 ack 101\n+0.01 C > S [R] 101\n");
    lasts.forEach(
        (what, segment) -> {
          for (int times : new int[] {1, 2, 4, 9}) {
            ends.forEach(
                (end, packets) -> {
                  StringBuilder script = new StringBuilder("host D 10.0.0.9:4000\n0 D > R [S] 0:0(0)\n" + EXCHANGE);
                  for (int i = 0; i < times; i++) {
                    script.append("+").append(0.2 * (1 << i)).append(' ').append(segment).append('\n');
                  }
                  scripts.put(what + " " + times + " times, " + end, script + packets);
                });
          }
        });
  }
}

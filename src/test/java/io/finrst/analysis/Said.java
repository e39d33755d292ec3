package io.finrst.analysis;

import io.finrst.script.Words;

/** A script of what two programs say to each other, with the sequence numbers counted. */
final class Said {
  /** An HTTP request, 27 bytes. */
  static final String GET = "GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n";

  static final String CLIENT_HELLO = "\\x16\\x03\\x01\\x00\\x05\\x01\\x00\\x00\\x01\\x03";
  static final String SERVER_HELLO = "\\x16\\x03\\x03\\x00\\x05\\x02\\x00\\x00\\x01\\x03";

  private final StringBuilder script = new StringBuilder(Openings.HANDSHAKE);
  private int client = 1;
  private int server = 1;
  private String wait = "";

  private Said() {}

  /** The client speaks first. */
  static Said of(String words) {
    return new Said().client(words);
  }

  /** The server speaks first. */
  static Said byServer(String words) {
    return new Said().server(words);
  }

  /** A TLS 1.3 session after its handshake. */
  static Said tls() {
    return of(CLIENT_HELLO).server(SERVER_HELLO + sealed(90)).client(sealed(53));
  }

  private static String sealed(int length) {
    return String.format("\\x17\\x03\\x03\\x00\\x%02x", length) + "s".repeat(length);
  }

  Said client(String words) {
    int length = Words.length(words);
    line("C > S [P.] " + client + " ack " + server + " \"" + words + "\"");
    client += length;
    line("S > C [.] " + server + " ack " + client);
    return this;
  }

  Said server(String words) {
    int length = Words.length(words);
    line("S > C [P.] " + server + " ack " + client + " \"" + words + "\"");
    server += length;
    line("C > S [.] " + client + " ack " + server);
    return this;
  }

  /** Nothing happens for that long. */
  Said waits(int seconds) {
    wait = "+" + seconds + " ";
    return this;
  }

  String serverCloses() {
    line("S > C [F.] " + server + " ack " + client);
    line("C > S [F.] " + client + " ack " + (server + 1));
    line("S > C [.] " + (server + 1) + " ack " + (client + 1));
    return script.toString();
  }

  String serverAborts() {
    line("S > C [R.] " + server + " ack " + client);
    return script.toString();
  }

  /** The server closes, and the client writes on as if it had not. */
  String serverClosesAndIsWrittenTo() {
    return serverClosesAndIsTold("x");
  }

  /** The server closes, and then the client says something. */
  String serverClosesAndIsTold(String words) {
    line("S > C [F.] " + server + " ack " + client);
    line("C > S [.] " + client + " ack " + (server + 1));
    wait = "+0.1 ";
    line("C > S [P.] " + client + " ack " + (server + 1) + " \"" + words + "\"");
    line("S > C [R] " + (server + 1));
    return script.toString();
  }

  /** A request is on its way when the server closes, and meets no socket. */
  String serverClosesAsIsSaid(String words) {
    line("C > S [P.] " + client + " ack " + server + " \"" + words + "\"");
    line("S > C [F.] " + server + " ack " + client);
    line("S > C [R] " + (server + 1));
    return script.toString();
  }

  String clientCloses() {
    line("C > S [F.] " + client + " ack " + server);
    line("S > C [F.] " + server + " ack " + (client + 1));
    line("C > S [.] " + (client + 1) + " ack " + (server + 1));
    return script.toString();
  }

  /** The client closes, and an answer that comes after that meets no socket. */
  String clientClosesAndIsAnswered(String words) {
    line("C > S [F.] " + client + " ack " + server);
    line("S > C [.] " + server + " ack " + (client + 1));
    wait = "+1 ";
    line("S > C [P.] " + server + " ack " + (client + 1) + " \"" + words + "\"");
    line("C > S [R] " + (client + 1));
    return script.toString();
  }

  private void line(String text) {
    script.append(wait).append(text).append('\n');
    wait = "";
  }
}

package io.finrst.analysis;

import io.finrst.script.Frames;
import io.finrst.script.Script;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.util.List;

/** A conversation that knows how it ended, because it was made to end so. */
final class Conversation {

  /** Ways to end, each with the verdict that a complete capture must give. */
  enum Ending {
    CLIENT_CLOSES(Verdict.GRACEFUL, null),
    SERVER_CLOSES(Verdict.GRACEFUL, null),
    BOTH_CLOSE_AT_ONCE(Verdict.GRACEFUL, null),
    LAST_ACK_LOST(Verdict.GRACEFUL, null),
    CLIENT_ABORTS(Verdict.RST_AFTER_DATA, Role.CLIENT),
    SERVER_ABORTS(Verdict.RST_AFTER_DATA, Role.SERVER),
    CLIENT_SENDS_TOO_LATE(Verdict.RST_AFTER_FIN, Role.SERVER),
    SERVER_STAYS_HALF_OPEN(Verdict.HALF_CLOSE, null),
    NONE(Verdict.OPEN, null);

    final Verdict verdict;
    final Role resetter;

    Ending(Verdict verdict, Role resetter) {
      this.verdict = verdict;
      this.resetter = resetter;
    }
  }

  private final StringBuilder script = new StringBuilder("linux\n");
  private final Ending ending;
  private int client = 1;
  private int server = 1;

  /**
   * @param turns lengths of the messages, by turns from client and server, in segments of at most 1448 bytes
   */
  Conversation(List<Integer> turns, Ending ending) {
    this.ending = ending;
    line("C > S [S] 0:0(0)");
    line("S > C [S.] 0:0(0) ack 1");
    line("C > S [.] 1 ack 1");
    boolean byClient = true;
    for (int length : turns) {
      message(byClient, length);
      byClient = !byClient;
    }
    end();
  }

  Ending ending() {
    return ending;
  }

  Frames frames() {
    return Script.parse(script.toString());
  }

  /** The script, for failure messages. */
  @Override
  public String toString() {
    return ending + "\n" + script;
  }

  private void line(String text) {
    script.append("+0.010 ").append(text).append('\n');
  }

  private void message(boolean byClient, int length) {
    for (int left = length; left > 0; left -= 1448) {
      int part = Math.min(left, 1448);
      if (byClient) {
        line("C > S [P.] " + client + ":" + (client + part) + " ack " + server);
        client += part;
      } else {
        line("S > C [P.] " + server + ":" + (server + part) + " ack " + client);
        server += part;
      }
    }
    line(byClient ? "S > C [.] " + server + " ack " + client : "C > S [.] " + client + " ack " + server);
  }

  private String fromClient(String flags) {
    return "C > S [" + flags + "] " + client + " ack " + server;
  }

  private String fromServer(String flags) {
    return "S > C [" + flags + "] " + server + " ack " + client;
  }

  private void end() {
    switch (ending) {
      case CLIENT_CLOSES -> {
        line(fromClient("F."));
        client++;
        line(fromServer("F."));
        server++;
        line(fromClient("."));
      }
      case SERVER_CLOSES, LAST_ACK_LOST -> {
        line(fromServer("F."));
        server++;
        line(fromClient("."));
        line(fromClient("F."));
        client++;
        line(fromServer(".") + (ending == Ending.LAST_ACK_LOST ? " lost" : ""));
      }
      case BOTH_CLOSE_AT_ONCE -> {
        line(fromClient("F."));
        line(fromServer("F."));
        client++;
        server++;
        line(fromClient("."));
        line(fromServer("."));
      }
      case CLIENT_ABORTS -> line(fromClient("R."));
      case SERVER_ABORTS -> line(fromServer("R."));
      case CLIENT_SENDS_TOO_LATE -> {
        line(fromServer("F."));
        server++;
        line(fromClient("."));
        line("C > S [P.] " + client + ":" + (client + 10) + " ack " + server);
        line("S > C [R] " + server);
      }
      case SERVER_STAYS_HALF_OPEN -> {
        line(fromClient("F."));
        client++;
        line(fromServer("."));
      }
      case NONE -> line(fromClient("."));
    }
  }
}

package io.finrst.report.text;

import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.EndOfFile;
import io.finrst.diagnosis.Ended;
import io.finrst.diagnosis.Evidence;
import io.finrst.diagnosis.Finding;
import io.finrst.diagnosis.SocketError;
import io.finrst.record.ConnectionRecord;
import io.finrst.teardown.Role;
import java.util.List;
import java.util.stream.Collectors;

/** A connection in a few lines, for who wants the answer and not its proof: who, why, what programs saw, what to do. */
final class Answer {
  private static final int INDENT = 2;
  private static final int LABEL = 15;

  /** Wordings of one error, in as many languages; --explain has all. */
  private static final int MOST_WORDS = 5;

  private final Page page;
  private final ConnectionRecord c;
  private final Diagnosis diagnosis;
  private final Ended ended;

  Answer(Page page, Explained explained) {
    this.page = page;
    c = explained.connection();
    diagnosis = explained.diagnosis();
    ended = explained.ended();
  }

  void write() {
    page.begin();
    page.paragraph(0, Lead.of(c, diagnosis, page), Ink.of(c.verdict(), ended));
    for (int i = 0; i < diagnosis.findings().size(); i++) {
      Finding finding = diagnosis.findings().get(i);
      String further = finding.confidence() == Confidence.CERTAIN ? "and" : "or"; // certain ones hold together
      page.hanging(INDENT, i == 0 ? "Why" : further, LABEL, Why.of(finding) + ".");
    }
    if (!diagnosis.findings().isEmpty()) {
      page.hanging(INDENT, "Signs", LABEL, signs(diagnosis.findings().get(0)));
    }
    seen("Client saw", diagnosis.clientErrors());
    seen("Server saw", diagnosis.serverErrors());
    EndOfFile end = EndOfFile.of(c, diagnosis);
    if (end != null) {
      boolean client = EndOfFile.reader(c) == Role.CLIENT;
      page.hanging(INDENT, client ? "Client saw" : "Server saw", LABEL, "recv returned 0: " + end.meaning() + words(end));
    }
    toDo("At the server", diagnosis.serverAdvice());
    toDo("At the client", diagnosis.clientAdvice());
    String command = Command.explain("--stream " + c.tcpStream(), page.reading().again());
    if (!command.isEmpty()) {
      page.command(INDENT, "More", LABEL, command);
    }
  }

  private String words(EndOfFile end) {
    List<String> words = end.words(c);
    return words.isEmpty() ? "" : "; programs say: " + words.stream().limit(MOST_WORDS).collect(Collectors.joining("; "));
  }

  private String signs(Finding finding) {
    return finding.evidence().stream().map(this::sign).collect(Collectors.joining("; ")) + ".";
  }

  private String sign(Evidence evidence) {
    return evidence.frame() > 0 ? evidence.fact() + page.inParentheses(evidence.frame()) : evidence.fact();
  }

  private void seen(String label, List<SocketError> errors) {
    if (!errors.isEmpty()) {
      String words =
          errors.stream()
              .map(error -> error.call().id() + " " + error.error() + " (" + error.error().numbers() + ")")
              .collect(Collectors.joining(", then "));
      page.hanging(INDENT, label, LABEL, words);
    }
  }

  private void toDo(String label, List<String> advice) {
    if (!advice.isEmpty()) {
      page.hanging(INDENT, label, LABEL, String.join(" ", advice));
    }
  }
}

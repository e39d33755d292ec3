package io.finrst.report.text;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.EndOfFile;
import io.finrst.diagnosis.Ended;
import io.finrst.diagnosis.Evidence;
import io.finrst.diagnosis.Finding;
import io.finrst.diagnosis.ResetOrigin;
import io.finrst.diagnosis.ResetWords;
import io.finrst.diagnosis.SocketError;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Durations;
import io.finrst.record.LadderPacket;
import io.finrst.record.Reset;
import io.finrst.report.DisplayFilter;
import io.finrst.report.Quantity;
import io.finrst.report.ladder.Rungs;
import io.finrst.teardown.Role;
import io.finrst.teardown.ResetKind;
import io.finrst.wire.Segment;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an expert would write about one connection: one sentence, then what it rests on, why it happened, what the
 * programs saw and what to do. Sections without anything to say are left out.
 */
final class Note {
  private static final int SECTION = 2;
  private static final int TEXT = 4;
  private static final int DETAIL = 7;
  private static final int EVIDENCE_LABEL = 14;
  private static final int SIDE_LABEL = 8;
  private static final int LAST_PACKETS = 3;
  private static final int DECIDING_FLAGS = Segment.SYN | Segment.FIN | Segment.RST;

  private final Page page;
  private final ConnectionRecord c;
  private final Diagnosis diagnosis;
  private final Ended ended;
  private final PacketDecoder decoder;

  Note(Page page, Explained explained, PacketDecoder decoder) {
    this.decoder = decoder;
    this.page = page;
    c = explained.connection();
    diagnosis = explained.diagnosis();
    ended = explained.ended();
  }

  /** Writes it; relative times count from {@code originNs}. */
  void write(long originNs) {
    words(originNs);
    if (!c.ladder().isEmpty()) {
      section("Packets");
      new Ladder(page).write(Rungs.of(c, diagnosis));
    }
    packets();
  }

  /** Writes it without packets. */
  void words(long originNs) {
    page.begin();
    String arrow = " " + page.style().arrow() + " ";
    page.paragraph(
        0, c.verdict().id() + "  " + c.client() + arrow + c.server() + "  " + DisplayFilter.of(c, page.reading().origins()),
        Ink.of(c.verdict(), ended));
    page.paragraph(SECTION, Lead.of(c, diagnosis, page));
    why();
    advice();
    socketErrors();
    evidence();
    section("Facts");
    new Facts(page, c).write(originNs);
    resets();
  }

  private void section(String title) {
    page.blank();
    page.heading(SECTION, title);
  }

  private void resets() {
    if (c.resets().isEmpty()) {
      return;
    }
    section("Resets");
    for (ResetOrigin origin : diagnosis.origins()) {
      Reset reset = origin.reset();
      page.paragraph(TEXT, header(reset));
      page.paragraph(DETAIL, origin.kind().id() + ": " + meaning(origin.kind()) + answered(reset));
      page.paragraph(DETAIL, reset.effect().id() + ": " + reset.why());
      for (String words : ResetWords.of(c, reset)) {
        page.paragraph(DETAIL, words);
      }
      for (String oddity : origin.oddities().values()) {
        page.paragraph(DETAIL, "odd: " + oddity);
      }
    }
    if (c.resetsNotKept() > 0) {
      page.paragraph(TEXT, "and " + Quantity.count(c.resetsNotKept()) + " more");
    }
  }

  private String header(Reset reset) {
    StringBuilder text = new StringBuilder(page.frame(reset.at().frame())).append(", ");
    text.append(Durations.words(reset.at().since(c.first()))).append(" after the start, from the ");
    text.append(reset.from().id()).append("'s address: ").append(reset.flags()).append(" seq ").append(reset.seq());
    if (reset.flags().indexOf('A') >= 0) {
      text.append(" ack ").append(reset.ack());
    }
    text.append(" win ").append(reset.window()).append(", TTL ").append(reset.ttl());
    text.append(", IP ID ").append(reset.ipId());
    if (reset.payloadLength() > 0) {
      text.append(", ").append(Quantity.count(reset.payloadLength(), "byte")).append(" of payload");
    }
    return text.toString();
  }

  private static String meaning(ResetKind kind) {
    return switch (kind) {
      case ABORT -> "its sender tore down a socket it had";
      case ANSWER -> "its sender replied to a segment it had no use for";
      case FOREIGN -> "it does not look like its supposed sender's packets";
    };
  }

  private String answered(Reset reset) {
    return reset.answeredFrame() > 0 ? page.inParentheses(reset.answeredFrame()) : "";
  }

  /** Those with a SYN, FIN or RST and the very last, where their bytes were kept. */
  private void packets() {
    List<LadderPacket> packets = c.ladder();
    for (int i = 0; i < packets.size(); i++) {
      LadderPacket packet = packets.get(i);
      boolean last = i >= packets.size() - LAST_PACKETS;
      if (packet.bytes().length > 0 && (last || (packet.flags() & DECIDING_FLAGS) != 0)) {
        section("Frame " + packet.at().frame());
        decoder.lines(packet.bytes(), packet.linkType()).forEach(line -> page.line(TEXT, line));
      }
    }
  }

  private void why() {
    List<Finding> findings = diagnosis.findings();
    if (findings.isEmpty()) {
      return;
    }
    section("Why");
    for (int i = 0; i < findings.size(); i++) {
      String number = findings.size() == 1 ? "" : i + 1 + ".";
      page.hanging(TEXT, number, number.isEmpty() ? 0 : 3, Why.of(findings.get(i)));
    }
  }

  private void evidence() {
    List<Finding> findings = diagnosis.findings();
    if (findings.isEmpty()) {
      return;
    }
    section("Evidence");
    for (Finding finding : findings) {
      page.paragraph(TEXT, finding.cause().id());
      for (Evidence evidence : finding.evidence()) {
        String where = evidence.frame() > 0 ? page.frame(evidence.frame()) : "-";
        page.hanging(DETAIL, where, Math.max(EVIDENCE_LABEL, where.length() + 2), evidence.fact());
      }
      if (!finding.indistinguishableFrom().isEmpty()) {
        String twins = finding.indistinguishableFrom().stream().map(Cause::id).collect(Collectors.joining(", "));
        page.paragraph(DETAIL, "looks the same as: " + twins);
      }
      if (!finding.toTellApart().isEmpty()) {
        page.paragraph(DETAIL, "to tell apart: " + finding.toTellApart());
      }
    }
  }

  private void socketErrors() {
    if (diagnosis.clientErrors().isEmpty() && diagnosis.serverErrors().isEmpty()) {
      endOfFile();
      return;
    }
    section("What the programs saw");
    socketErrors("client", diagnosis.clientErrors());
    socketErrors("server", diagnosis.serverErrors());
  }

  private void endOfFile() {
    EndOfFile end = EndOfFile.of(c, diagnosis);
    if (end != null) {
      section("What the programs saw");
      page.hanging(TEXT, EndOfFile.reader(c).id(), SIDE_LABEL, "recv returned 0: " + end.meaning());
      List<String> words = end.words(c);
      if (!words.isEmpty()) {
        page.hanging(TEXT, "", SIDE_LABEL, "in programs and logs: " + String.join("; ", words));
      }
    }
  }

  private void socketErrors(String side, List<SocketError> errors) {
    String label = side;
    String joint = "";
    for (SocketError error : errors) {
      page.hanging(TEXT, label, SIDE_LABEL, joint + words(error));
      label = "";
      joint = "then ";
    }
  }

  private static String words(SocketError error) {
    return error.call().id() + " " + error.error() + " (" + error.error().numbers() + "): "
        + String.join(", ", error.messages().quoted());
  }

  private void advice() {
    if (diagnosis.clientAdvice().isEmpty() && diagnosis.serverAdvice().isEmpty()) {
      return;
    }
    section("What to do");
    diagnosis.clientAdvice().forEach(advice -> page.hanging(TEXT, "client", SIDE_LABEL, advice));
    diagnosis.serverAdvice().forEach(advice -> page.hanging(TEXT, "server", SIDE_LABEL, advice));
  }
}

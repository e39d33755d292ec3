package io.finrst.report.text;

import io.finrst.record.CaptureQuality;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Durations;
import io.finrst.record.HalfRecord;
import io.finrst.record.HandshakeFaults;
import io.finrst.record.IcmpError;
import io.finrst.record.Repetition;
import io.finrst.record.TamperingSignature;
import io.finrst.report.Quantity;
import io.finrst.report.TimeStyle;
import io.finrst.teardown.Role;
import io.finrst.wire.Endpoint;
import io.finrst.wire.Tunnel;
import java.util.List;
import java.util.StringJoiner;

/** What was seen of a connection, one labelled line a fact; facts that say nothing are left out. */
final class Facts {
  private static final int INDENT = 4;
  private static final int LABEL = 13;

  private final Page page;
  private final ConnectionRecord c;

  Facts(Page page, ConnectionRecord c) {
    this.page = page;
    this.c = c;
  }

  void write(long originNs) {
    String start = page.style().times().render(c.first().timeNs(), originNs, c.fractionDigits());
    String unit = page.style().times() == TimeStyle.RELATIVE ? " s" : "";
    fact("hosts", hosts());
    fact("started", start + unit + ", lasted " + Durations.words(c.last().since(c.first())));
    fact("handshake", handshake() + handshakeFaults());
    fact("first FIN", firstFin());
    fact("half-close", halfClose());
    if (c.repetition() != null) {
      fact("unanswered", unanswered(c.repetition()));
    }
    if (c.silenceBeforeEndNs() > 0) {
      fact("silence", Durations.words(c.silenceBeforeEndNs()) + " of both sides before the end began");
    }
    fact("client sent", half(c.clientHalf()));
    fact("server sent", half(c.serverHalf()));
    fact("client said", SaidWords.of(c.clientHalf().application(), page));
    fact("server said", SaidWords.of(c.serverHalf().application(), page));
    for (IcmpError error : c.icmpErrors()) {
      fact(
          "ICMP", page.frame(error.at().frame()) + ", " + error.sender() + " to the " + error.to().id() + ": "
              + IcmpWords.of(error));
    }
    if (c.icmpErrorsNotKept() > 0) {
      fact("", "and " + Quantity.count(c.icmpErrorsNotKept()) + " more");
    }
    fact("resembles", resemblance());
    fact("path", path());
    fact("capture", capture());
  }

  /** The numbers stay where they can be copied into a filter; names stand beside them. */
  private String hosts() {
    StringJoiner known = new StringJoiner(", ");
    for (Endpoint end : List.of(c.client(), c.server())) {
      String name = page.style().names().of(end.address());
      if (name != null) {
        known.add(end.address() + " is " + name);
      }
    }
    return known.toString();
  }

  private void fact(String label, String text) {
    if (!text.isEmpty()) {
      page.hanging(INDENT, label, LABEL, text);
    }
  }

  private String handshake() {
    return switch (c.quality().handshake()) {
      case COMPLETE ->
          "complete" + (c.handshakeRttNs() < 0 ? "" : ", took " + Durations.words(c.handshakeRttNs()));
      case PARTIAL -> "seen in part";
      case NONE -> "not captured: times count from the first packet seen";
    };
  }

  private String handshakeFaults() {
    HandshakeFaults faults = c.handshakeFaults();
    String challenge =
        c.neighbours().clearedBy() >= 0
            ? "its ACK answered the SYN of tcp.stream " + c.neighbours().clearedBy() + " on the same ports"
            : "an ACK of an older connection answered the SYN";
    return fault(faults.challengeAckFrame(), challenge)
        + fault(faults.badAckFrame(), "its last ACK acknowledges what the server never sent")
        + fault(faults.synAckAgainFrame(), "the SYN-ACK was sent again after it had been acknowledged");
  }

  private String fault(long frame, String what) {
    return frame == 0 ? "" : "; " + what + page.inParentheses(frame);
  }

  private String unanswered(Repetition repetition) {
    String before =
        repetition.silenceBeforeNs() > 0
            ? " after " + Durations.words(repetition.silenceBeforeNs()) + " of silence"
            : "";
    return "the " + repetition.by().id() + " sent " + RepetitionWords.of(repetition) + before + " (to "
        + page.frame(repetition.lastFrame()) + ")";
  }

  private String firstFin() {
    Role closer = c.firstFin();
    if (closer == null) {
      return "";
    }
    HalfRecord half = c.half(closer);
    StringBuilder text = new StringBuilder(closer.id());
    if (half.fin() != null) {
      text.append(", ").append(page.frame(half.fin().frame())).append(", ");
      text.append(Durations.words(half.fin().since(c.first()))).append(" after the start");
    }
    long acknowledged = half.finAcknowledgedFrame();
    text.append(acknowledged == 0 ? ", never acknowledged" : ", acknowledged in " + page.frame(acknowledged));
    return text.append(c.simultaneousClose() ? "; both FINs crossed" : "").toString();
  }

  private String halfClose() {
    if (c.halfClose() == null) {
      return "";
    }
    String other = c.halfClose().by() == Role.CLIENT ? "server" : "client";
    return Durations.words(c.halfClose().durationNs()) + " long; the " + other + " sent "
        + Quantity.count(c.halfClose().bytesAfterFin(), "byte") + " after it knew of the FIN";
  }

  private static String half(HalfRecord half) {
    StringJoiner text = new StringJoiner(", ");
    text.add(Quantity.count(half.bytes(), "byte") + " in " + Quantity.count(half.packets(), "packet"));
    add(text, half.retransmitted(), "sent again");
    add(text, half.outOfOrder(), "out of order");
    add(text, half.duplicates(), "captured twice");
    add(text, half.unacknowledgedBytes(), "bytes never acknowledged");
    add(text, half.missingBytes(), "bytes missing from the capture");
    add(text, half.keepAlives(), half.keepAlives() == 1 ? "keepalive probe" : "keepalive probes");
    add(text, half.windowProbes(), half.windowProbes() == 1 ? "window probe" : "window probes");
    add(text, half.zeroWindows(), half.zeroWindows() == 1 ? "zero window" : "zero windows");
    return text.toString();
  }

  private static void add(StringJoiner text, long count, String what) {
    if (count > 0) {
      text.add(Quantity.count(count) + " " + what);
    }
  }

  private String resemblance() {
    TamperingSignature signature = c.tamperingSignature();
    return signature == null
        ? ""
        : "in what came in the client's name tampering signature " + signature.number() + ", " + signature.notation()
            + " (" + TamperingSignature.SOURCE + "); honest clients end connections in most of these ways too";
  }

  private String path() {
    StringJoiner text = new StringJoiner(", ");
    if (c.vlan() >= 0) {
      text.add("VLAN " + c.vlan());
    }
    if (c.tunnel() != Tunnel.NONE) {
      text.add(c.tunnel().id() + " " + Integer.toUnsignedLong(c.tunnelId()));
    }
    return text.toString();
  }

  /** Only what limits the verdict. */
  private String capture() {
    CaptureQuality quality = c.quality();
    StringJoiner text = new StringJoiner("; ");
    if (quality.gaps() > 0) {
      text.add(Quantity.count(quality.gaps(), "gap"));
    }
    if (quality.snaplenCut()) {
      text.add("packets cut by the snapshot length");
    }
    quality.notes().forEach(text::add);
    return text.toString();
  }
}

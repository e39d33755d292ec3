package io.finrst.report.text;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Durations;
import io.finrst.record.EndedBy;
import io.finrst.record.HalfClose;
import io.finrst.record.HalfRecord;
import io.finrst.record.IcmpError;
import io.finrst.record.Moment;
import io.finrst.record.Repetition;
import io.finrst.record.Reset;
import io.finrst.record.Times;
import io.finrst.report.Quantity;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;

/** The first sentence of a note: who ended the connection, how, and when. */
final class Lead {
  /** A window shut for less is ordinary flow control: nobody probes it sooner (RFC 6298 section 2, first RTO). */
  private static final long SHUT_NS = 1_000_000_000L;

  /** RFC 9293 section 3.8.3: so many retransmissions, R1, are where trouble begins. */
  private static final int IN_VAIN = 3;

  private final ConnectionRecord c;
  private final EndedBy by; // null for nobody

  private final Page page; // knows where frames come from

  private Lead(ConnectionRecord c, EndedBy by, Page page) {
    this.c = c;
    this.by = by;
    this.page = page;
  }

  static String of(ConnectionRecord c, Diagnosis diagnosis, Page page) {
    Lead lead = new Lead(c, diagnosis.endedBy(), page);
    return switch (c.verdict()) {
      case RST_AFTER_DATA, RST_BEFORE_DATA, RST_IN_HANDSHAKE, RST_TO_SYN, RST_AFTER_FIN -> lead.reset();
      case UNREACHABLE -> lead.unreachable();
      case TIMED_OUT -> lead.timedOut();
      case SYN_UNANSWERED -> lead.synUnanswered();
      case FIN_UNANSWERED -> lead.finUnanswered();
      case HALF_CLOSE -> lead.halfClose();
      case GRACEFUL -> lead.graceful();
      case OPEN -> lead.open();
      case UNKNOWN -> lead.unknown();
    };
  }

  private String reset() {
    if (by == null) {
      return nobodys(c.decidingReset());
    }
    Reset reset = c.resets().stream().filter(r -> r.at().frame() == by.frame()).findFirst().orElse(null);
    String who =
        by.role() == Role.MIDDLEBOX
            ? "A device between client and server, in the name of " + inTheNameOf() + ","
            : named(by.role());
    StringBuilder text = new StringBuilder(who).append(' ').append(deed(by.role()));
    if (reset != null && c.verdict() == Verdict.RST_TO_SYN) {
      text.append(" after ").append(Durations.words(reset.at().since(c.first())));
    } else if (reset != null) {
      text.append(' ').append(sinceStart(reset.at()));
    }
    text.append(frame(by.frame()));
    if (reset != null) {
      text.append(sinceLastData(reset));
    }
    return text.append('.').toString();
  }

  private String nobodys(Reset reset) {
    if (reset == null) {
      return "A reset ended the connection; whose it was cannot be told.";
    }
    return "A reset in the name of the " + reset.from().id() + " " + c.endpoint(reset.from()) + " ended the connection "
        + sinceStart(reset.at()) + frame(reset.at().frame()) + ": no socket of that host sent it.";
  }

  private String deed(Role role) {
    return switch (c.verdict()) {
      case RST_TO_SYN -> "refused the connection: a reset answered the SYN";
      case RST_IN_HANDSHAKE -> "reset the connection during its handshake";
      case RST_BEFORE_DATA -> "reset the connection before any data";
      case RST_AFTER_FIN -> "reset the connection after " + closer(role) + " had closed,";
      default -> "reset the connection";
    };
  }

  private String closer(Role resetter) {
    if (c.firstFin() == null) {
      return "one side";
    }
    return c.firstFin() == resetter ? "it" : "the " + c.firstFin().id();
  }

  private String inTheNameOf() {
    Role side = by.endpoint().equals(c.client()) ? Role.CLIENT : Role.SERVER;
    return "the " + side.id() + " " + by.endpoint();
  }

  /** The newest data before the reset, whoever sent it. */
  private String sinceLastData(Reset reset) {
    Role sender = null;
    Moment newest = null;
    for (Role side : new Role[] {Role.CLIENT, Role.SERVER}) {
      Moment data = c.half(side).lastData();
      if (data != null && data.frame() < reset.at().frame() && (newest == null || data.frame() > newest.frame())) {
        newest = data;
        sender = side;
      }
    }
    if (newest == null) {
      return "";
    }
    String gap = Durations.words(reset.at().since(newest));
    return ", " + gap + " after " + (sender == by.role() ? "its" : "the " + sender.id() + "'s") + " last data";
  }

  private String unreachable() {
    IcmpError error = c.icmpErrors().isEmpty() ? null : c.icmpErrors().get(0);
    if (error == null) {
      return "An ICMP error answered the SYN.";
    }
    return error.sender() + " answered the SYN with an ICMP error, " + IcmpWords.of(error) + ", "
        + sinceStart(error.at()) + frame(error.at().frame()) + ".";
  }

  private String timedOut() {
    Repetition repeated = c.repetition();
    if (repeated == null) {
      Role sender = lastSender();
      return named(sender) + " got no answer any more and fell silent" + frame(c.half(sender).lastFrame()) + ".";
    }
    return named(repeated.by()) + " got no answer any more: it sent " + RepetitionWords.of(repeated)
        + " and fell silent" + frame(repeated.lastFrame()) + ".";
  }

  private String synUnanswered() {
    HalfRecord client = c.clientHalf();
    String over =
        client.synCount() > 1 ? " over " + Durations.words(c.last().since(c.first())) : "";
    String tries = Quantity.count(client.synCount(), "SYN") + over;
    if (c.serverHalf().packets() == 0) {
      return named(Role.CLIENT) + " tried to connect to " + c.server() + " and saw no answer: " + tries + ".";
    }
    return "The handshake between " + c.client() + " and " + c.server() + " never completed: " + tries
        + (c.serverHalf().synCount() > 0 ? ", answered but repeated." : ", and no answer that counts.");
  }

  private String finUnanswered() {
    if (c.firstFin() == null) {
      return "A FIN was sent and never acknowledged.";
    }
    Moment fin = c.half(c.firstFin()).fin();
    return named(c.firstFin()) + " closed" + moment(fin) + ", and nothing ever acknowledged its FIN.";
  }

  private String halfClose() {
    HalfClose halfClose = c.halfClose();
    if (halfClose == null) {
      return "One side closed and the other did not.";
    }
    Role by = halfClose.by();
    Role other = other(by);
    String text = named(by) + " closed its side" + moment(c.half(by).fin()) + "; the " + other.id() + " "
            + c.endpoint(other);
    if (halfClose.bytesAfterFin() > 0) {
      text += " sent " + Quantity.count(halfClose.bytesAfterFin(), "byte") + " more over "
          + Durations.words(halfClose.durationNs()) + " and";
    }
    return text + (c.half(other).fin() == null ? " never closed." : " then closed.");
  }

  private String graceful() {
    if (c.firstFin() == null) {
      return "Both sides closed in order.";
    }
    Role first = c.firstFin();
    Role second = other(first);
    Moment firstFin = c.half(first).fin();
    Moment secondFin = c.half(second).fin();
    StringBuilder text = new StringBuilder();
    if (c.simultaneousClose()) {
      text.append("Both sides closed at once, their FINs crossing: the ").append(first.id()).append("'s left first");
      text.append(moment(firstFin));
    } else {
      text.append("Both sides closed in order: the ").append(first.id()).append(" first").append(moment(firstFin));
      if (firstFin != null && secondFin != null) {
        text.append(", the ").append(second.id()).append(' ');
        text.append(Durations.words(secondFin.since(firstFin))).append(" later");
        text.append(frame(secondFin.frame()));
      }
    }
    if (c.half(second).finAcknowledgedFrame() == 0) {
      text.append("; the very last acknowledgment was not captured");
    }
    return text.append('.').toString();
  }

  private String open() {
    String when = c.quality().evicted() ? "it was dropped to bound memory" : "the capture ended";
    return "Still open when " + when + stuck() + "; its last packet came from the " + lastSender().id()
        + moment(c.last()) + ".";
  }

  /** Why it does not get on: a window that stays shut, or something sent in vain; empty where it does. */
  private String stuck() {
    for (Role side : new Role[] {Role.CLIENT, Role.SERVER}) {
      Moment shut = c.half(side).shut();
      if (shut != null && c.last().since(shut) + c.times().watchedNs() >= SHUT_NS) {
        String atLeast = c.times().watchedNs() == Times.MOST_WATCHED_NS ? "at least " : "";
        return ", and stuck: the " + side.id() + " " + c.endpoint(side) + " kept its receive window shut for "
            + atLeast + Durations.words(c.last().since(shut) + c.times().watchedNs()) + frame(shut.frame())
            + ", so its program was not reading";
      }
    }
    Repetition again = c.repetition();
    return again == null || again.count() < IN_VAIN
        ? ""
        : ", and stuck: the " + again.by().id() + " " + c.endpoint(again.by()) + " sent " + RepetitionWords.of(again)
            + " without an answer" + frame(again.lastFrame());
  }

  private String unknown() {
    String notes = String.join("; ", c.quality().notes());
    return "The capture shows too little to tell how it ended" + (notes.isEmpty() ? "" : ": " + notes) + ".";
  }

  private Role lastSender() {
    return c.clientHalf().lastFrame() > c.serverHalf().lastFrame() ? Role.CLIENT : Role.SERVER;
  }

  private static Role other(Role side) {
    return side == Role.CLIENT ? Role.SERVER : Role.CLIENT;
  }

  private String named(Role side) {
    return (side == Role.CLIENT ? "Client " : "Server ") + c.endpoint(side);
  }

  private String moment(Moment moment) {
    return moment == null ? "" : " " + sinceStart(moment) + frame(moment.frame());
  }

  private String sinceStart(Moment moment) {
    return Durations.words(moment.since(c.first())) + " after it started";
  }

  private String frame(long frame) {
    return page.inParentheses(frame);
  }
}

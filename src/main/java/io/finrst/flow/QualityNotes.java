package io.finrst.flow;

import io.finrst.record.CaptureQuality;
import io.finrst.record.Durations;
import io.finrst.record.Shown;
import io.finrst.record.Times;
import io.finrst.teardown.State;
import io.finrst.teardown.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Says in words what the capture does not show of a connection, one sentence each. */
final class QualityNotes {
  private QualityNotes() {}

  static List<String> of(
      Connection c,
      Story story,
      State state,
      Set<Shown> lacks,
      CaptureQuality.Handshake handshake,
      CaptureQuality.Directions directions,
      boolean evicted,
      long silentNs) {
    List<String> notes = new ArrayList<>(0);
    boolean started = state != State.SYN_SENT && state != State.REFUSED && state != State.UNREACHABLE;
    boolean filtered = lacks.contains(Shown.SEGMENTS);
    if (filtered) {
      notes.add("only its segments with SYN, FIN or RST are in the capture: no ACK and no data");
    }
    if (handshake == CaptureQuality.Handshake.NONE) {
      notes.add("the capture starts in mid-connection");
    } else if (handshake == CaptureQuality.Handshake.PARTIAL && started && !state.isReset() && !filtered) {
      notes.add("part of the handshake is missing");
    }
    if (directions != CaptureQuality.Directions.BOTH && started) {
      String seen = directions == CaptureQuality.Directions.CLIENT_ONLY ? "client" : "server";
      notes.add("only packets of the " + seen + " were seen");
    }
    if (c.is(Connection.ROLES_HEARD)) {
      notes.add("client and server are told by what the programs say");
    } else if (c.is(Connection.ROLES_GUESSED)) {
      notes.add("client and server are guessed from the ports");
    }
    if ((state == State.TIME_WAIT || state == State.CLOSING_HALF_ACKED) && !filtered) {
      notes.add("the very last ACK was not seen");
    }
    if (state == State.RESET_UNEXPLAINED) {
      notes.add("nothing before the reset shows what it reset");
    }
    if (lacks.contains(Shown.EVERY_BYTE) && !filtered) {
      notes.add("some segments were never seen: lost on the way or by the capture");
    }
    if (story != null && story.finNotCaptured) {
      notes.add("a FIN was not captured and is known by its ACK, whose frame stands for it");
    }
    if (c.is(Connection.SUPER_SEGMENTS)) {
      notes.add("segments larger than the MSS: captured on an end host with segmentation offload");
    }
    if (story != null && story.capturedTwice()) {
      notes.add("packets were captured more than once; the copies are not counted");
    }
    if (story != null && story.translatedFrom >= 0) {
      notes.add("behind an address translation: the same connection as tcp.stream " + story.translatedFrom);
    }
    if (story != null && story.translatedTo >= 0) {
      notes.add("before an address translation: the same connection as tcp.stream " + story.translatedTo);
    }
    boolean gaveUp = state.verdict() == Verdict.SYN_UNANSWERED || state.verdict() == Verdict.TIMED_OUT;
    if (story != null && story.clockBackNs > 0) {
      notes.add(
          "the clock of the capture was set back by " + Durations.words(story.clockBackNs)
              + ": times before and after that do not compare");
    }
    if (story != null && story.clockAheadNs > 0) {
      notes.add("the clock of the capture jumped by " + Durations.words(story.clockAheadNs) + whyJumped(story));
    }
    if (gaveUp && silentNs >= 0 && silentNs < Times.MOST_WATCHED_NS) {
      notes.add(
          silentNs == 0
              ? "its last packet is the last of the capture"
              : "the capture goes on for only " + Durations.words(silentNs) + " after its last packet");
    }
    if (story != null && story.alsoStreams() != null) {
      notes.add("a SYN in its middle began no connection: its sender went on with the old numbers");
    }
    if (evicted) {
      notes.add("dropped from the table while open to bound memory (--max-connections)");
    }
    if (state.verdict() == Verdict.OPEN && !evicted) {
      notes.add("still open when the capture ended");
    }
    return List.copyOf(notes);
  }

  private static String whyJumped(Story story) {
    return story.clockJumpedByTimestamps
        ? ": by the timestamps of both hosts far less time passed"
        : ", or packets are missing: what was sent before was acknowledged without being sent again";
  }
}

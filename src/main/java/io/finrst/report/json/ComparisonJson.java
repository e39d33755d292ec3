package io.finrst.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.finrst.capture.CaptureInfo;
import io.finrst.compare.Change;
import io.finrst.compare.Comparison;
import io.finrst.compare.ComparisonSummary;
import io.finrst.compare.Ender;
import io.finrst.compare.HeldBack;
import io.finrst.compare.JointFinding;
import io.finrst.compare.Place;
import io.finrst.compare.PointSummary;
import io.finrst.compare.ProxyLink;
import io.finrst.compare.Sighting;
import io.finrst.compare.Stray;
import io.finrst.compare.Unmatched;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.Moment;
import io.finrst.report.ComparisonReport;
import io.finrst.report.EnumId;
import io.finrst.report.HostNames;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Writes one {@code comparison} object for each connection and a last {@code summary}, as {@link Schema} describes
 * them; in ASCII as {@link JsonWriter} does.
 */
public final class ComparisonJson implements ComparisonReport {
  private static final double PPM = 1e6;

  private final JsonWriter.Layout layout;
  private final JsonGenerator json;
  private final Fields fields;
  private final ConnectionObject connectionObject;
  private final SummaryObject summaryObject;
  private boolean begun;
  private IOException failure;

  /**
   * @param out where the bytes go; the writer buffers
   * @param layout one object a line, or one document
   * @param names what hosts are called
   */
  public ComparisonJson(OutputStream out, JsonWriter.Layout layout, HostNames names) {
    this.layout = layout;
    json = JsonWriter.generator(out);
    fields = new Fields(json);
    connectionObject = new ConnectionObject(fields, names);
    summaryObject = new SummaryObject(fields);
  }

  @Override
  public void onComparison(Comparison comparison) {
    if (failure != null) {
      return;
    }
    try {
      begun = layout.separate(json, begun);
      write(comparison);
      layout.end(json);
    } catch (IOException e) {
      failure = e;
    }
  }

  @Override
  public void finish(ComparisonSummary summary) throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      begun = layout.separate(json, begun);
      write(summary);
      layout.end(json);
      layout.close(json);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public boolean failed() {
    return failure != null;
  }

  private void write(Comparison c) throws IOException {
    fields.startItem();
    fields.text(ComparisonKeys.Comparison.TYPE, "comparison");
    fields.text(ComparisonKeys.Comparison.VERSION, Keys.SCHEMA_VERSION);
    fields.startList(ComparisonKeys.Comparison.POINTS);
    for (int place = 0; place < c.places().size(); place++) {
      if (c.sightings().get(place) != null) {
        sight(c.places().get(place), c.sightings().get(place));
      }
    }
    fields.endList();
    fields.text(ComparisonKeys.Comparison.MATCHED_BY, c.matchedBy().isEmpty() ? null : c.matchedBy());
    fields.text(ComparisonKeys.Comparison.UNMATCHED, c.unmatched() == null ? null : c.unmatched().id());
    fields.text(ComparisonKeys.Comparison.VERDICT, c.verdict().id());
    endedBy(c);
    fields.startList(ComparisonKeys.Comparison.CAUSES);
    for (JointFinding finding : c.findings()) {
      cause(c, finding);
    }
    fields.endList();
    fields.start(ComparisonKeys.Comparison.SOCKET_ERRORS);
    connectionObject.socketErrors(Keys.Errors.CLIENT, c.clientErrors());
    connectionObject.socketErrors(Keys.Errors.SERVER, c.serverErrors());
    fields.end();
    strays(c, ComparisonKeys.Comparison.LOST, true);
    strays(c, ComparisonKeys.Comparison.ADDED, false);
    fields.number(ComparisonKeys.Comparison.NOT_LISTED, c.straysNotKept());
    changes(c);
    heldBack(c);
    proxy(c);
    fields.texts(ComparisonKeys.Comparison.NOTES, c.notes());
    fields.end();
  }

  private void sight(Place place, Sighting sighting) throws IOException {
    ConnectionRecord record = sighting.record();
    fields.precision(record.fractionDigits());
    fields.startItem();
    fields.text(ComparisonKeys.Sight.NAME, place.name());
    fields.text(ComparisonKeys.Sight.CAPTURE, place.capture());
    fields.number(ComparisonKeys.Sight.STREAM, record.tcpStream());
    connectionObject.endpoint(ComparisonKeys.Sight.CLIENT, record.client());
    connectionObject.endpoint(ComparisonKeys.Sight.SERVER, record.server());
    fields.time(ComparisonKeys.Sight.START, record.first().timeNs());
    fields.time(ComparisonKeys.Sight.END, record.last().timeNs());
    fields.text(ComparisonKeys.Sight.VERDICT, record.verdict().id());
    fields.text(
        ComparisonKeys.Sight.ENDED_BY,
        sighting.diagnosis().endedBy() == null ? null : sighting.diagnosis().endedBy().role().id());
    fields.end();
  }

  private void endedBy(Comparison c) throws IOException {
    Ender by = c.endedBy();
    if (by == null) {
      fields.nothing(ComparisonKeys.Comparison.ENDED_BY);
      return;
    }
    fields.start(ComparisonKeys.Comparison.ENDED_BY);
    fields.text(ComparisonKeys.By.ROLE, by.role().id());
    if (by.inNameOf() == null) {
      fields.address(ComparisonKeys.By.IP, by.endpoint().address());
    } else {
      fields.nothing(ComparisonKeys.By.IP);
    }
    fields.number(ComparisonKeys.By.PORT, by.endpoint().port(), by.inNameOf() == null && by.endpoint().port() > 0);
    fields.text(ComparisonKeys.By.IN_NAME_OF, by.inNameOf() == null ? null : by.inNameOf().id());
    fields.text(ComparisonKeys.By.POINT, name(c, by.place()));
    fields.number(ComparisonKeys.By.FRAME, by.frame());
    fields.end();
  }

  private static String name(Comparison c, int place) {
    return c.places().get(place).name();
  }

  private void cause(Comparison c, JointFinding finding) throws IOException {
    fields.startItem();
    fields.text(ComparisonKeys.JointCause.ID, finding.cause().id());
    fields.text(ComparisonKeys.JointCause.CONFIDENCE, finding.confidence().id());
    fields.startList(ComparisonKeys.JointCause.EVIDENCE);
    for (JointFinding.JointEvidence evidence : finding.evidence()) {
      fields.startItem();
      fields.text(ComparisonKeys.Fact.POINT, name(c, evidence.place()));
      fields.frame(ComparisonKeys.Fact.FRAME, evidence.frame());
      fields.text(ComparisonKeys.Fact.FACT, evidence.fact());
      fields.end();
    }
    fields.endList();
    fields.flag(ComparisonKeys.JointCause.HARMFUL, finding.harmful());
    fields.end();
  }

  private static String direction(Role from) {
    return from == Role.CLIENT ? "client-to-server" : "server-to-client";
  }

  private void between(Comparison c, Key key, int before, int behind) throws IOException {
    fields.texts(key, List.of(name(c, before), name(c, behind)));
  }

  private void strays(Comparison c, Key key, boolean lost) throws IOException {
    fields.startList(key);
    for (Stray stray : c.strays()) {
      if ((stray.kind() == Stray.Kind.LOST) == lost) {
        stray(c, stray);
      }
    }
    fields.endList();
  }

  private void stray(Comparison c, Stray stray) throws IOException {
    fields.startItem();
    fields.text(ComparisonKeys.OneStray.DIRECTION, direction(stray.from()));
    fields.text(ComparisonKeys.OneStray.FLAGS, stray.flags());
    fields.number(ComparisonKeys.OneStray.BYTES, stray.bytes());
    between(c, ComparisonKeys.OneStray.BETWEEN, stray.before(), stray.behind());
    fields.start(ComparisonKeys.OneStray.FRAMES);
    for (int place = 0; place < stray.seen().size(); place++) {
      Moment at = stray.seen().get(place);
      if (at != null) {
        fields.count(name(c, place), at.frame());
      }
    }
    fields.end();
    fields.time(ComparisonKeys.OneStray.TIME, stray.at().timeNs());
    fields.flag(ComparisonKeys.OneStray.COPY, stray.kind() == Stray.Kind.COPY);
    fields.text(ComparisonKeys.OneStray.CONFIDENCE, stray.confidence().id());
    fields.end();
  }

  private void changes(Comparison c) throws IOException {
    fields.startList(ComparisonKeys.Comparison.CHANGED);
    for (Change change : c.changes()) {
      boolean fromClient = change.from() == Role.CLIENT;
      fields.startItem();
      fields.text(ComparisonKeys.OneChange.FIELD, EnumId.of(change.field()));
      fields.text(ComparisonKeys.OneChange.DIRECTION, direction(change.from()));
      between(c, ComparisonKeys.OneChange.BETWEEN, change.before(), change.behind());
      fields.text(ComparisonKeys.OneChange.SENT, change.sent());
      fields.text(ComparisonKeys.OneChange.ARRIVED, change.arrived());
      fields.number(ComparisonKeys.OneChange.PACKETS, change.packets());
      frames(
          c, ComparisonKeys.OneChange.FRAMES, change.before(), change.behind(),
          fromClient ? change.sentFrame() : change.arrivedFrame(),
          fromClient ? change.arrivedFrame() : change.sentFrame());
      fields.end();
    }
    fields.endList();
  }

  private void frames(Comparison c, Key key, int before, int behind, long frame, long frameBehind) throws IOException {
    fields.start(key);
    fields.count(name(c, before), frame);
    fields.count(name(c, behind), frameBehind);
    fields.end();
  }

  private void heldBack(Comparison c) throws IOException {
    fields.startList(ComparisonKeys.Comparison.HELD_BACK);
    for (HeldBack held : c.heldBack()) {
      boolean fromClient = held.from() == Role.CLIENT;
      fields.startItem();
      fields.text(ComparisonKeys.Held.DIRECTION, direction(held.from()));
      between(c, ComparisonKeys.Held.BETWEEN, held.before(), held.behind());
      fields.seconds(ComparisonKeys.Held.EXTRA, held.extraNs());
      frames(
          c, ComparisonKeys.Held.FRAMES, held.before(), held.behind(),
          (fromClient ? held.sent() : held.arrived()).frame(), (fromClient ? held.arrived() : held.sent()).frame());
      fields.end();
    }
    fields.endList();
  }

  private void proxy(Comparison c) throws IOException {
    ProxyLink link = c.proxy();
    if (link == null) {
      fields.nothing(ComparisonKeys.Comparison.PROXY);
      return;
    }
    fields.start(ComparisonKeys.Comparison.PROXY);
    fields.text(ComparisonKeys.Link.CONFIDENCE, "possible");
    fields.text(ComparisonKeys.Link.POINT, link.point());
    fields.number(ComparisonKeys.Link.STREAM, link.tcpStream());
    fields.text(ComparisonKeys.Link.SIDE, (link.clientSide() ? Role.CLIENT : Role.SERVER).id());
    fields.number(ComparisonKeys.Link.CANDIDATES, link.candidates());
    fields.texts(ComparisonKeys.Link.SIGNS, link.signs());
    fields.end();
  }

  private void write(ComparisonSummary summary) throws IOException {
    fields.startItem();
    fields.text(ComparisonKeys.Summary.TYPE, "summary");
    fields.text(ComparisonKeys.Summary.VERSION, Keys.SCHEMA_VERSION);
    fields.startList(ComparisonKeys.Summary.POINTS);
    for (PointSummary point : summary.points()) {
      fields.precision(point.summary().fractionDigits());
      fields.startItem();
      fields.text(ComparisonKeys.PointFigures.NAME, point.name());
      fields.startList(ComparisonKeys.PointFigures.CAPTURES);
      for (CaptureInfo capture : point.summary().captures()) {
        summaryObject.capture(capture);
      }
      fields.endList();
      fields.number(ComparisonKeys.PointFigures.PACKETS, point.summary().packets());
      fields.number(ComparisonKeys.PointFigures.CONNECTIONS, point.summary().connections());
      fields.end();
    }
    fields.endList();
    clocks(summary);
    fields.number(ComparisonKeys.Summary.MATCHED, summary.matched());
    fields.number(ComparisonKeys.Summary.AMBIGUOUS, summary.ambiguous());
    fields.start(ComparisonKeys.Summary.UNMATCHED);
    for (Map.Entry<Unmatched, Long> reason : summary.unmatched().entrySet()) {
      fields.count(reason.getKey().id(), reason.getValue());
    }
    fields.end();
    fields.start(ComparisonKeys.Summary.VERDICTS);
    for (Map.Entry<Verdict, Long> verdict : summary.verdicts().entrySet()) {
      fields.count(verdict.getKey().id(), verdict.getValue());
    }
    fields.end();
    fields.number(ComparisonKeys.Summary.LOST, summary.lost());
    fields.number(ComparisonKeys.Summary.FORGED, summary.forged());
    fields.number(ComparisonKeys.Summary.COPIED, summary.copied());
    fields.number(ComparisonKeys.Summary.NOT_FOLLOWED, summary.notFollowed());
    fields.flag(ComparisonKeys.Summary.COMPLETE, summary.complete());
    fields.end();
  }

  private void clocks(ComparisonSummary summary) throws IOException {
    fields.startList(ComparisonKeys.Summary.CLOCKS);
    for (PointSummary point : summary.points()) {
      fields.startItem();
      fields.text(ComparisonKeys.Clock.POINT, point.name());
      if (point.clockKnown()) {
        fields.seconds(ComparisonKeys.Clock.OFFSET, point.offsetNs());
        fields.decimal(ComparisonKeys.Clock.DRIFT, Math.rint(point.drift() * PPM * 10) / 10 + 0.0);
      } else {
        fields.nothing(ComparisonKeys.Clock.OFFSET);
        fields.nothing(ComparisonKeys.Clock.DRIFT);
      }
      if (point.clockKnown() && point.uncertaintyNs() >= 0) {
        fields.seconds(ComparisonKeys.Clock.UNCERTAINTY, point.uncertaintyNs());
      } else {
        fields.nothing(ComparisonKeys.Clock.UNCERTAINTY);
      }
      fields.end();
    }
    fields.endList();
  }
}

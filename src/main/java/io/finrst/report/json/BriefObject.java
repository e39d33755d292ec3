package io.finrst.report.json;

import io.finrst.capture.FrameOrigins;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Ended;
import io.finrst.diagnosis.Finding;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedBy;
import java.io.IOException;

/** Writes one {@code brief} object: the answer about a connection without its proof. */
final class BriefObject {
  private final Fields fields;
  private final ConnectionObject whole;

  BriefObject(Fields fields, ConnectionObject whole) {
    this.fields = fields;
    this.whole = whole;
  }

  void write(ConnectionRecord c, Diagnosis diagnosis, Ended ended, FrameOrigins origins) throws IOException {
    EndedBy by = diagnosis.endedBy();
    Finding best = diagnosis.findings().isEmpty() ? null : diagnosis.findings().get(0);
    FrameOrigins.Origin origin = origins.of(c.first().frame());
    fields.precision(c.fractionDigits());
    fields.startItem();
    fields.text(Keys.Brief.TYPE, "brief");
    fields.number(Keys.Brief.STREAM, c.tcpStream());
    fields.text(Keys.Brief.CAPTURE, origin == null ? null : origin.capture());
    fields.time(Keys.Brief.START, c.first().timeNs());
    fields.time(Keys.Brief.END, c.last().timeNs());
    whole.endpoint(Keys.Brief.CLIENT, c.client());
    whole.endpoint(Keys.Brief.SERVER, c.server());
    fields.text(Keys.Brief.VERDICT, c.verdict().id());
    fields.text(Keys.Brief.HARM, ended.harm());
    fields.text(Keys.Brief.ENDED_BY, by == null ? null : by.role().id());
    fields.frame(Keys.Brief.FRAME, by == null ? 0 : by.frame());
    fields.text(Keys.Brief.CAUSE, best == null ? null : best.cause().id());
    fields.text(Keys.Brief.CONFIDENCE, best == null ? null : best.confidence().id());
    fields.text(Keys.Brief.SUPERSEDES, c.supersedes() == null ? null : c.supersedes().id());
    fields.end();
  }
}

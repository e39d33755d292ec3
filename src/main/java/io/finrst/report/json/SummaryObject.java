package io.finrst.report.json;

import io.finrst.AnalysisSummary;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.ClockFaults;
import io.finrst.diagnosis.Burst;
import io.finrst.diagnosis.Down;
import io.finrst.diagnosis.Ended;
import io.finrst.diagnosis.Group;
import io.finrst.diagnosis.IdleBracket;
import io.finrst.diagnosis.Patterns;
import io.finrst.diagnosis.Scan;
import io.finrst.record.Shown;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Endpoint;
import java.io.IOException;
import java.util.Map;

/** Writes the {@code summary} object. */
final class SummaryObject {
  private final Fields fields;

  SummaryObject(Fields fields) {
    this.fields = fields;
  }

  void write(AnalysisSummary summary) throws IOException {
    fields.precision(summary.fractionDigits());
    fields.startItem();
    fields.text(Keys.Summary.TYPE, "summary");
    fields.text(Keys.Summary.VERSION, Keys.SCHEMA_VERSION);
    fields.startList(Keys.Summary.CAPTURES);
    for (CaptureInfo capture : summary.captures()) {
      capture(capture);
    }
    fields.endList();
    fields.number(Keys.Summary.PACKETS, summary.packets());
    fields.number(Keys.Summary.TCP_PACKETS, summary.tcpPackets());
    fields.start(Keys.Summary.SKIPPED);
    for (Map.Entry<String, Long> reason : summary.skipped().entrySet()) {
      fields.count(reason.getKey(), reason.getValue());
    }
    fields.end();
    fields.number(Keys.Summary.FILTERED_OUT, summary.filteredOut());
    fields.number(Keys.Summary.CONNECTIONS, summary.connections());
    fields.number(Keys.Summary.TRANSLATED, summary.translated());
    fields.number(Keys.Summary.EVICTED, summary.evicted());
    fields.flag(Keys.Summary.ONLY_ENDS, summary.missing().onlyEnds());
    fields.start(Keys.Summary.LACKING);
    for (Map.Entry<Shown, Long> each : summary.missing().connections().entrySet()) {
      fields.count(each.getKey().id(), each.getValue());
    }
    fields.end();
    fields.start(Keys.Summary.VERDICTS);
    for (Map.Entry<Verdict, Long> verdict : summary.verdicts().entrySet()) {
      fields.count(verdict.getKey().id(), verdict.getValue());
    }
    fields.end();
    patterns(summary.patterns());
    times(
        Keys.Summary.FIRST_TIME,
        Keys.Summary.LAST_TIME,
        summary.packets() > 0,
        summary.firstTimeNs(),
        summary.lastTimeNs());
    fields.flag(Keys.Summary.COMPLETE, summary.complete());
    fields.end();
  }

  private void patterns(Patterns patterns) throws IOException {
    fields.number(Keys.Summary.ENDED_BADLY, patterns.endedBadly());
    fields.number(Keys.Summary.ENDED_HARMLESSLY, patterns.endedHarmlessly());
    fields.startList(Keys.Summary.GROUPS);
    for (Group group : patterns.groups()) {
      group(group);
    }
    fields.endList();
    fields.startList(Keys.Summary.SCANS);
    for (Scan scan : patterns.scans()) {
      scan(scan);
    }
    fields.endList();
    fields.number(Keys.Summary.OTHER_SCANS, patterns.otherScans());
    fields.startList(Keys.Summary.DOWN);
    for (Down down : patterns.down()) {
      fields.startItem();
      server(Keys.OneDown.SERVER, down.server());
      fields.number(Keys.OneDown.CONNECTIONS, down.connections());
      fields.number(Keys.OneDown.CLIENTS, down.clients());
      fields.flag(Keys.OneDown.ANSWERED, down.answered());
      fields.end();
    }
    fields.endList();
    fields.startList(Keys.Summary.IDLE_TIMERS);
    for (IdleBracket bracket : patterns.idleTimers()) {
      fields.startItem();
      server(Keys.Timer.SERVER, bracket.server());
      fields.seconds(Keys.Timer.SURVIVED, bracket.survivedNs());
      fields.number(Keys.Timer.SURVIVORS, bracket.survived());
      fields.seconds(Keys.Timer.DIED, bracket.diedNs());
      fields.number(Keys.Timer.DEAD, bracket.died());
      fields.flag(Keys.Timer.CONSISTENT, bracket.consistent());
      fields.end();
    }
    fields.endList();
    fields.number(Keys.Summary.NOT_LOOKED_INTO, patterns.notLookedInto());
  }

  private void group(Group group) throws IOException {
    fields.startItem();
    fields.text(Keys.OneGroup.CAUSE, group.cause() == null ? null : group.cause().id());
    fields.text(Keys.OneGroup.HARM, (group.harmless() ? Ended.HARMLESSLY : Ended.BADLY).harm());
    fields.text(Keys.OneGroup.CONFIDENCE, group.surest() == null ? null : group.surest().id());
    verdicts(Keys.OneGroup.VERDICTS, group.verdicts());
    fields.number(Keys.OneGroup.CONNECTIONS, group.connections());
    fields.number(Keys.OneGroup.NOT_LOOKED_INTO, group.notLookedInto());
    fields.startList(Keys.OneGroup.HOSTS);
    for (Group.Host host : group.hosts()) {
      fields.startItem();
      fields.address(Keys.OneHost.IP, host.address());
      fields.number(Keys.OneHost.CONNECTIONS, host.connections());
      fields.number(Keys.OneHost.OF, host.ofConnections(), host.ofConnections() > 0);
      fields.startList(Keys.OneHost.PORTS);
      for (int port : host.ports()) {
        fields.item(port);
      }
      fields.endList();
      fields.flag(Keys.OneHost.MORE_PORTS, host.morePorts());
      fields.number(Keys.OneHost.CLIENTS, host.clients());
      fields.number(Keys.OneHost.STREAM, host.firstStream());
      fields.end();
    }
    fields.endList();
    fields.number(Keys.OneGroup.HOST_COUNT, group.hostCount());
    fields.number(Keys.OneGroup.OTHER_HOSTS, group.atOtherHosts());
    Burst burst = group.burst();
    if (burst == null) {
      fields.nothing(Keys.OneGroup.BURST);
    } else {
      fields.start(Keys.OneGroup.BURST);
      fields.number(Keys.OneBurst.CONNECTIONS, burst.connections());
      fields.time(Keys.OneBurst.START, burst.startNs());
      fields.number(Keys.OneBurst.SECONDS, burst.seconds());
      fields.end();
    }
    fields.seconds(Keys.OneGroup.SHORTEST, group.shortestSilenceNs());
    fields.seconds(Keys.OneGroup.LONGEST, group.longestSilenceNs());
    fields.number(Keys.OneGroup.STREAM, group.firstStream());
    fields.end();
  }

  private void scan(Scan scan) throws IOException {
    fields.startItem();
    fields.address(Keys.OneScan.CLIENT, scan.client());
    fields.number(Keys.OneScan.CONNECTIONS, scan.connections());
    fields.number(Keys.OneScan.TARGETS, scan.targets());
    fields.number(Keys.OneScan.HOSTS, scan.hosts());
    verdicts(Keys.OneScan.VERDICTS, scan.verdicts());
    fields.time(Keys.OneScan.FIRST_TIME, scan.firstNs());
    fields.time(Keys.OneScan.LAST_TIME, scan.lastNs());
    fields.number(Keys.OneScan.STREAM, scan.firstStream());
    fields.end();
  }

  private void verdicts(Key key, Map<Verdict, Long> counts) throws IOException {
    fields.startList(key);
    for (Map.Entry<Verdict, Long> each : counts.entrySet()) {
      fields.startItem();
      fields.text(Keys.OneVerdict.VERDICT, each.getKey().id());
      fields.number(Keys.OneVerdict.CONNECTIONS, each.getValue());
      fields.end();
    }
    fields.endList();
  }

  private void server(Key key, Endpoint server) throws IOException {
    fields.start(key);
    fields.address(Keys.End.IP, server.address());
    fields.number(Keys.End.PORT, server.port());
    fields.end();
  }

  /** One capture as an item of a list. */
  void capture(CaptureInfo capture) throws IOException {
    fields.startItem();
    fields.text(Keys.Capture.NAME, capture.name());
    fields.text(Keys.Capture.FORMAT, capture.format());
    fields.startList(Keys.Capture.LINK_TYPES);
    for (int linkType : capture.linkTypes()) {
      fields.item(linkType);
    }
    fields.endList();
    fields.number(Keys.Capture.PACKETS, capture.packets());
    fields.frame(Keys.Capture.FIRST_FRAME, capture.firstFrame());
    times(
        Keys.Capture.FIRST_TIME,
        Keys.Capture.LAST_TIME,
        capture.packets() > 0,
        capture.firstTimeNs(),
        capture.lastTimeNs());
    fields.number(Keys.Capture.SNAPLEN, capture.snaplen(), capture.snaplen() > 0);
    fields.number(Keys.Capture.DROPPED, capture.droppedByCapture(), capture.droppedByCapture() >= 0);
    ClockFaults clock = capture.clockFaults();
    fields.number(Keys.Capture.IMPOSSIBLE_TIMES, clock.impossible());
    fields.number(Keys.Capture.BACKWARD_TIMES, clock.backward());
    fields.seconds(Keys.Capture.FARTHEST_BACK, clock.farthestBackNs());
    fields.text(Keys.Capture.DAMAGE, capture.damage());
    fields.end();
  }

  private void times(Key first, Key last, boolean known, long firstNs, long lastNs) throws IOException {
    if (known) {
      fields.time(first, firstNs);
      fields.time(last, lastNs);
    } else {
      fields.nothing(first);
      fields.nothing(last);
    }
  }
}

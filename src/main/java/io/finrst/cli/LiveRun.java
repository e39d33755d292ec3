package io.finrst.cli;

import io.finrst.Analysis;
import io.finrst.AnalysisSummary;
import io.finrst.ConnectionListener;
import io.finrst.capture.FrameOrigins;
import io.finrst.capture.PacketKeeper;
import io.finrst.capture.PacketSource;
import io.finrst.capture.PacketTaker;
import io.finrst.capture.RecordedSource;
import io.finrst.capture.RingFile;
import io.finrst.capture.pcap4j.LiveSource;
import io.finrst.report.Quantity;
import io.finrst.report.Reading;
import io.finrst.report.ReportWriter;
import io.finrst.report.syslog.SyslogFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One run of {@code live}. */
final class LiveRun {
  /** 150 MB and what was told of them, 300 MB at most: a capture that never ends must not grow without end. */
  private static final int MOST_CONNECTIONS = 500_000;

  private final LiveCommand command;
  private final Surroundings surroundings;
  private final Interrupt interrupt;
  private final BuildReport build; // null where no build asks

  LiveRun(LiveCommand command, Surroundings surroundings) throws IOException {
    this.command = command;
    this.surroundings = surroundings;
    build =
        command.report.isForBuild(surroundings.environment()) ? BuildReport.of(command.report, surroundings) : null;
    interrupt = Interrupt.handled(surroundings, true);
  }

  ExitCode run() throws IOException {
    StatusLine status = StatusLine.of(surroundings, command.tracking.quiet);
    try (KernelWatch kernel = KernelWatch.start(command.kernel, surroundings);
        LiveSource live = new LiveSource(command.capture());
        Recording recording = recording(live, status);
        PacketKeeper keeper = command.saveOnly == null ? null : new PacketKeeper(recording);
        PacketSource recorded = recording == null || keeper != null ? live : new RecordedSource(live, recording);
        HandingOn handingOn = HandingOn.of(command.report.output, command.tracking.quiet, surroundings);
        PacketSource packets = handingOn == null ? recorded : kept(recorded, handingOn, status);
        MetricsServer metrics = MetricsServer.start(command.metrics);
        SyslogSender syslog = syslog(status)) {
      interrupt.watch(live::stop, false);
      if (!command.tracking.quiet) {
        surroundings.say("listening on " + command.where() + "; Ctrl-C ends it" + metrics.where());
      }
      Reports made = new Reports(command.report, surroundings, command.typed());
      ReportWriter report =
          command.printsSyslog()
              ? made.beside(new SyslogLines(surroundings.out(), syslogFormat()))
              : made.writer(true, status::wipe);
      ReportWriter writer = handingOn == null ? report : handingOn.with(report);
      Reading reading = new Reading(FrameOrigins.UNKNOWN, command.recordsAll() ? List.of(command.recording) : List.of());
      writer.reads(reading);
      if (build != null) {
        build.reads(reading);
      }
      Matches matches = new Matches(command.report.failOn);
      if (made.screen() != null) {
        status.showOn(made.screen()::status);
      }
      FilteredWriter chosen =
          new FilteredWriter(writer, command.report.filter, matches, beside(syslog), status::wipe, live::stop);
      ConnectionListener reports = keeper == null ? chosen : new Saving(chosen, keeper, command.saveOnly);
      LiveWatch watch = new LiveWatch(command, surroundings, live, kernel, status, reports, metrics.counters());
      boolean perConnection = command.report.output.isPerConnection() || command.report.output.screen;
      Analysis analysis =
          new Analysis(
              command.tracking.analysis(command.report.output, perConnection, MOST_CONNECTIONS), watch)
              .with(kernel.log())
              .with(takers(keeper, handingOn));
      AnalysisSummary summary = analysis.run(packets);
      watch.end();
      if (recording != null) {
        recording.end();
      }
      command.tracking.sayImpossible(analysis, surroundings);
      writer.finish(summary);
      if (keeper != null && keeper.cut() > 0) {
        surroundings.say(
            command.recording + ": of " + Quantity.count(keeper.cut(), "connection")
                + " the first packets are missing, more were open than memory was there for");
      }
      if (build != null) {
        build.read(summary.captures());
      }
      ExitCode ofBuild = build == null ? ExitCode.OK : build.finish();
      if (matches.areEnough()) {
        surroundings.say(matches.message());
        return ExitCode.FOUND;
      }
      if (ofBuild != ExitCode.OK) {
        return ofBuild;
      }
      boolean handedOn = handingOn == null || !handingOn.failed();
      if (recording != null && recording.failed() || !handedOn || made.lacksSomething()) {
        return ExitCode.OUTPUT_FAILED;
      }
      return summary.complete() ? ExitCode.OK : ExitCode.INCOMPLETE;
    }
  }

  private List<ConnectionListener> beside(SyslogSender syslog) {
    return Stream.<ConnectionListener>of(build, syslog).filter(Objects::nonNull).toList();
  }

  /** Null when none was asked for. */
  private SyslogSender syslog(StatusLine status) {
    if (command.syslog == null || command.printsSyslog()) {
      return null;
    }
    return new SyslogSender(
        command.syslog,
        syslogFormat(),
        trouble(status));
  }

  private SyslogFormat syslogFormat() {
    return new SyslogFormat(
        hostName(), ProcessHandle.current().pid(), Version.number(), command.syslogId, Reading.UNKNOWN);
  }

  /** As the kernel has it, where it says so without a lookup in the network; null where it does not. */
  private String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException notLinux) {
      return surroundings.environment().getOrDefault("HOSTNAME", surroundings.environment().get("COMPUTERNAME"));
    }
  }

  private PacketSource kept(PacketSource source, HandingOn handingOn, StatusLine status) throws IOException {
    return new RecordedSource(source, handingOn.keep(command.capture().snaplen(), trouble(status)));
  }

  private static PacketTaker takers(PacketKeeper keeper, HandingOn handingOn) {
    PacketTaker other = handingOn == null ? null : handingOn.taker();
    if (keeper == null || other == null) {
      return keeper == null ? other : keeper;
    }
    return (stream, packet) -> {
      keeper.add(stream, packet);
      other.add(stream, packet);
    };
  }

  private Consumer<String> trouble(StatusLine status) {
    return trouble -> {
      status.wipe();
      surroundings.say(trouble);
    };
  }

  /** Null when none was asked for. */
  private Recording recording(LiveSource live, StatusLine status) throws IOException {
    if (command.recording == null) {
      return null;
    }
    if (command.recordsPcap() && live.linkTypes().stream().distinct().count() > 1) {
      throw new IOException(
          command.recording + ": interfaces of different link types do not fit into pcap; name it .pcapng");
    }
    RingFile file = new RingFile(command.recording, command.capture().snaplen(), command.fileLimits());
    return new Recording(file, trouble(status));
  }
}

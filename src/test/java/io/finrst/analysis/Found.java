package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.Analysis;
import io.finrst.AnalysisOptions;
import io.finrst.AnalysisSummary;
import io.finrst.capture.CaptureSet;
import io.finrst.capture.PacketSource;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Ending;
import io.finrst.diagnosis.ResetOrigin;
import io.finrst.kernel.KernelLog;
import io.finrst.kernel.SavedTrace;
import io.finrst.record.ConnectionRecord;
import io.finrst.record.EndedBy;
import io.finrst.script.Frames;
import io.finrst.script.Script;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an analysis found.
 *
 * @param connections in the order of their stream numbers
 * @param diagnoses of each connection
 * @param summary of all
 */
public record Found(List<ConnectionRecord> connections, List<Diagnosis> diagnoses, AnalysisSummary summary) {

  private record Pair(ConnectionRecord connection, Diagnosis diagnosis) {}

  /** Analyses a script. */
  public static Found inScript(String text) {
    return in(Script.parse(text));
  }

  /** Analyses a script together with what a kernel told, as lines of its trace. */
  public static Found inScript(String text, String trace) {
    return in(Script.parse(text), trace);
  }

  /** Analyses frames together with what a kernel told, as lines of its trace. */
  static Found in(Frames frames, String trace) {
    try {
      Path file = Files.createTempFile("kernel", ".trace");
      try {
        KernelLog log = SavedTrace.read(Files.writeString(file, trace), "trace");
        return in(frames.source(), AnalysisOptions.DEFAULT, log);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Analyses frames. */
  public static Found in(Frames frames) {
    return in(frames.source(), AnalysisOptions.DEFAULT);
  }

  /** Analyses capture files as one stream. */
  public static Found inFiles(Path... files) {
    List<String> names = Stream.of(files).map(Path::toString).toList();
    return in(CaptureSet.open(names, InputStream.nullInputStream()), AnalysisOptions.DEFAULT);
  }

  /** Analyses and closes {@code source}. */
  public static Found in(PacketSource source, AnalysisOptions options) {
    return in(source, options, null);
  }

  private static Found in(PacketSource source, AnalysisOptions options, KernelLog log) {
    List<Pair> pairs = new ArrayList<>();
    try (source) {
      Analysis analysis = new Analysis(options, c -> pairs.add(new Pair(c.record(), c.diagnosis())));
      if (log != null) {
        analysis.with(log);
      }
      AnalysisSummary summary = analysis.run(source);
      assertThat(analysis.impossibleEvents()).as("events that cannot happen where the connection stood").isZero();
      pairs.sort(Comparator.comparingLong(pair -> pair.connection().tcpStream()));
      return new Found(
          pairs.stream().map(Pair::connection).toList(), pairs.stream().map(Pair::diagnosis).toList(), summary);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The connection, which must be the only one. */
  public ConnectionRecord only() {
    assertThat(connections).as("connections").hasSize(1);
    return connections.get(0);
  }

  /** Who ended {@code connection}, a device in the name of a side included; null for nobody. */
  public static EndedBy endedBy(ConnectionRecord connection) {
    return new Ending(connection).endedBy();
  }

  /** Where the resets of {@code connection} came from, in order. */
  public static List<ResetOrigin> origins(ConnectionRecord connection) {
    return new Ending(connection).origins();
  }

  /** Ids of the verdicts in the order of stream numbers. */
  public List<String> verdicts() {
    return connections.stream().map(connection -> connection.verdict().id()).toList();
  }
}

package io.finrst.ways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.finrst.Analysis;
import io.finrst.AnalysisOptions;
import io.finrst.ConnectionListener;
import io.finrst.capture.AnnotatedCopy;
import io.finrst.capture.CaptureCopy;
import io.finrst.capture.CaptureInfo;
import io.finrst.capture.CaptureSet;
import io.finrst.capture.FrameStreams;
import io.finrst.capture.OutputFiles;
import io.finrst.capture.SectionOptions;
import io.finrst.capture.SplitFiles;
import io.finrst.capture.Spool;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.report.packets.FrameComments;
import io.finrst.report.packets.SplitBy;
import io.finrst.report.packets.SplitPlan;
import io.finrst.script.Frames;
import io.finrst.script.Tshark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies with comments and in parts, analysed again: the same is told. */
@Tag("slow")
class CopiedTest {
  /** Refused by a device, which shows only beside what the same host's packets look like in other connections. */
  private static final Set<String> KNOWN_BY_OTHERS =
      Set.of(
          "connection-refused-by-firewall-on-the-way.pcap 1", "r_router_firewall_reset.v0.pcap 1",
          "r_router_firewall_reset.v1.pcap 1");

  @TempDir private Path folder;

  private final FrameComments comments = new FrameComments();
  private final SplitPlan plan = new SplitPlan(SplitBy.CONNECTION);
  private final Map<Long, String> answers = new TreeMap<>(); // by stream

  static Stream<Path> captures() throws IOException {
    return Captures.all();
  }

  private static String answer(AnalysedConnection c) {
    return c.verdict().id() + " " + c.diagnosis().answer();
  }

  private static Analysis analysis(ConnectionListener listener) {
    return new Analysis(AnalysisOptions.DEFAULT, listener);
  }

  /** Into {@code annotated.pcapng} and {@code parts}. */
  private Path copy(Path... captures) throws IOException {
    Path annotated = folder.resolve("annotated.pcapng");
    Path parts = Files.createDirectories(folder.resolve("parts"));
    List<String> names = Stream.of(captures).map(Path::toString).toList();
    try (Spool spool = new Spool(folder.toString())) {
      SectionOptions sections = new SectionOptions();
      FrameStreams streams = new FrameStreams(spool);
      CaptureSet first = CaptureSet.openTwice(names, InputStream.nullInputStream(), spool, sections);
      analysis(
              c -> {
                comments.add(c);
                plan.add(c);
                answers.put(c.tcpStream(), answer(c));
              })
          .with(streams)
          .run(first);
      long frames = first.captures().stream().mapToLong(CaptureInfo::packets).sum();
      try (CaptureCopy again = new CaptureCopy(first, spool);
          AnnotatedCopy whole =
              new AnnotatedCopy(
                  "whole", OutputFiles.create(annotated.toString(), List.of()), sections, "finrst", comments);
          SplitFiles split = new SplitFiles(parts.toString(), List.of(), streams, plan)) {
        whole.from(again);
        split.from(again);
        again.run(frames);
      }
    }
    return annotated;
  }

  @ParameterizedTest
  @MethodSource("captures")
  void theWholeTellsTheSame(Path capture) throws IOException {
    assertThat(Told.of(copy(capture))).isEqualTo(Told.of(capture));
  }

  @ParameterizedTest
  @MethodSource("captures")
  void eachPartTellsTheSame(Path capture) throws IOException {
    copy(capture);
    for (Map.Entry<Long, String> each : answers.entrySet()) {
      List<String> told = new ArrayList<>();
      Path part = folder.resolve("parts").resolve(plan.name(plan.of(each.getKey())) + ".pcapng");
      analysis(c -> told.add(answer(c))).run(Frames.open(part));
      String name = capture.getFileName() + " " + each.getKey();
      if (!KNOWN_BY_OTHERS.contains(name)) {
        assertThat(told).as(name).containsExactly(each.getValue());
      }
    }
  }

  /**
   * Of files with names of one series finrst takes the interfaces for the same, and a copy does not where they are described
   * differently. The samples have other names each.
   */
  @Test
  void allSamplesTogetherTellTheSame() throws IOException {
    Path samples = Path.of("samples");
    Told told = Told.of(CaptureSet.open(List.of(samples.toString()), InputStream.nullInputStream()));
    assertThat(Told.of(copy(samples))).isEqualTo(told);
  }

  @Test
  void tsharkReadsEveryCommentBackAndComplainsOfNothing() throws IOException, InterruptedException {
    assumeTrue(Tshark.installed(), "tshark is not installed");
    Path[] all = captures().toArray(Path[]::new);
    Path annotated = copy(all);
    FrameComments again = new FrameComments();
    List<String> names = Stream.of(all).map(Path::toString).toList();
    analysis(again::add).run(CaptureSet.open(names, InputStream.nullInputStream()));
    int commented = 0;
    for (String line : Tshark.fields(annotated, "frame.number", "frame.comment").lines().toList()) {
      String[] fields = line.split("\\|", 2);
      List<String> expected = again.of(Long.parseLong(fields[0]));
      assertThat(fields[1]).isEqualTo(String.join(",", expected));
      commented += expected.size();
    }
    assertThat(commented).isGreaterThan(200);
  }
}

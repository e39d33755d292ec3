package io.finrst.ways;

import io.finrst.script.Frame;
import io.finrst.script.Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Every capture at hand, in whatever format it is. */
public final class Captures {
  private static final Path GOLDEN = Path.of("src/test/resources/captures");
  private static final long START_NS = 1_795_202_614_438_146_000L; // 2026-11-20T19:23:34Z

  private Captures() {}

  /** Their files. */
  public static Stream<Path> all() throws IOException {
    Stream<Path> golden = Stream.concat(Files.list(GOLDEN), Files.list(GOLDEN.resolve("reader")));
    return Stream.concat(Frames.recorded(), golden.filter(file -> file.toString().contains(".pcap")).sorted());
  }

  /** As one capture, each beginning so long after the end of the one before. */
  public static Frames oneAfterTheOther(long gapNs) throws IOException {
    List<Frame> row = new ArrayList<>();
    long endNs = START_NS;
    for (Frames frames : strangers()) {
      long byNs = endNs + gapNs - frames.frame(1).timeNs();
      frames.list().forEach(frame -> row.add(frame.at(frame.timeNs() + byNs)));
      endNs = row.stream().mapToLong(Frame::timeNs).max().orElseThrow();
    }
    return new Frames(row);
  }

  /** As one capture in which all go on at the same time, each beginning so long after the one before. */
  static Frames together(long gapNs) throws IOException {
    List<Frame> all = new ArrayList<>();
    long beginNs = START_NS;
    for (Frames frames : strangers()) {
      long byNs = beginNs - frames.frame(1).timeNs();
      frames.list().forEach(frame -> all.add(frame.at(frame.timeNs() + byNs)));
      beginNs += gapNs;
    }
    all.sort(Comparator.comparingLong(Frame::timeNs));
    return new Frames(all);
  }

  /** Those whose ports none of those before uses: some show the same connection from elsewhere. */
  private static List<Frames> strangers() throws IOException {
    List<Frames> strangers = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (Path capture : all().toList()) {
      Frames frames = Frames.read(capture);
      Set<String> ends = new HashSet<>();
      frames.list().stream().map(Ends::of).filter(Objects::nonNull).forEach(each -> ends.add(each.both()));
      if (Collections.disjoint(ends, used)) {
        strangers.add(frames);
        used.addAll(ends);
      }
    }
    return strangers;
  }
}

package io.finrst.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.AnalysisOptions;
import io.finrst.script.Frames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a comparison found.
 *
 * @param comparisons in the order in which they were told of
 */
record Compared(List<Comparison> comparisons, ComparisonSummary summary) {

  /** Compares captures; of two the first is the client's. */
  static Compared of(Frames... points) {
    List<PointSource> sources = new ArrayList<>();
    for (Frames frames : points) {
      sources.add(new PointSource("p" + sources.size(), "p" + sources.size() + ".pcap", frames.source()));
    }
    List<Comparison> found = new ArrayList<>();
    try {
      return new Compared(found, new Comparer(sources, AnalysisOptions.DEFAULT, false, true, found::add).run());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The connection, which all points must have seen. */
  Comparison only() {
    assertThat(comparisons).as("comparisons").hasSize(1);
    assertThat(comparisons.get(0).unmatched()).isNull();
    return comparisons.get(0);
  }

  /** {@code LOST S 1->2 p0:3 certain} */
  List<String> strays() {
    List<String> words = new ArrayList<>();
    for (Comparison c : comparisons) {
      for (Stray stray : c.strays()) {
        StringBuilder text = new StringBuilder(stray.kind() + " " + stray.flags());
        for (int place = 0; place < stray.seen().size(); place++) {
          if (stray.frame(place) > 0) {
            text.append(" ").append(c.places().get(place).name()).append(":").append(stray.frame(place));
          }
        }
        words.add(text.toString());
      }
    }
    return words;
  }

  /** How far the clock of the last point is ahead of the first one's, ns. */
  PointSummary clock() {
    return summary.points().get(summary.points().size() - 1);
  }
}

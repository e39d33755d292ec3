package io.finrst.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.analysis.Found;
import io.finrst.diagnosis.Oddity;
import io.finrst.diagnosis.ResetOrigin;
import io.finrst.record.ConnectionRecord;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import io.finrst.wire.Segment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Two hosts end their connection in every way over a network that loses, delays and repeats, and a tap tells of it.
 * More runs with {@code -Dfinrst.model.runs=60000}.
 */
class TwoHostsTest {
  private static final int RUNS = Integer.getInteger("finrst.model.runs", 4_000);
  private static final int NOISE_PORT = 9;

  /** Most of 6,000 runs that each may explain. */
  private static final Map<Known, Integer> MOST_OF_6000 =
      new EnumMap<>(
          Map.of(
              Known.ANSWERS_THAT_CLIMB_OVER_A_GAP, 1,
              Known.COPIES_WITHOUT_IP_ID_AND_TIMESTAMP, 2));

  private static final int MOST_CLIMBS_OF_6000 = 25;

  /** The tap misses nothing that passes it. */
  @Test
  void completeCaptureTellsWhatTheHostsKnow() {
    Map<Known, Integer> known = new EnumMap<>(Known.class);
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    List<String> wrong = new ArrayList<>();
    for (int seed = 0; seed < RUNS; seed++) {
      Run run = new Run(seed);
      Outcome outcome = new Outcome(run);
      ConnectionRecord told = Found.in(run.frames()).connections().get(0);
      Outcome.Said said = Outcome.Said.of(told);
      verdicts.merge(said.verdict(), 1, Integer::sum);
      if (!outcome.right.contains(said)) {
        Known why = why(run, outcome, told);
        if (why == null) {
          wrong.add("seed " + seed + " should be one of " + outcome.right + " but is " + said + "\n" + run);
        } else {
          known.merge(why, 1, Integer::sum);
        }
      }
    }
    assertThat(wrong.size()).as("first of %s:\n%s", wrong.size(), wrong.isEmpty() ? "" : wrong.get(0)).isZero();
    assertThat(known).as("known disagreements").allSatisfy(
        (why, count) -> assertThat(count).as(why.name()).isLessThanOrEqualTo(most(MOST_OF_6000.get(why))));
    assertThat(verdicts).doesNotContainKeys(Verdict.UNKNOWN).hasSize(Verdict.values().length - 2); // nor any ICMP error
  }

  private static int most(int of6000) {
    return (int) Math.ceil(of6000 * Math.max(1.0, RUNS / 6_000.0));
  }

  /** No device stands between the two hosts, whatever the capture lacks. */
  @Test
  void captureThatLacksPacketsAccusesNobodyElse() {
    List<String> wrong = new ArrayList<>();
    int climbs = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      Run run = new Run(seed);
      for (double missing : new double[] {0.05, 0.4}) {
        List<Packet> part = part(run, missing);
        for (ConnectionRecord told : Found.in(run.frames(part)).connections()) {
          boolean noise = told.client().port() == NOISE_PORT;
          if (!noise && isAccused(told)) {
            ResetOrigin reset = deciding(told);
            boolean climbing = reset.has(Oddity.CLIMBS);
            climbs += climbing ? 1 : 0;
            if (!climbing && !isFinOvertaken(part)) {
              wrong.add("seed " + seed + " without " + missing + ": " + reset.oddities() + "\n" + lines(part));
            }
          }
          assertThat(noise || hasSent(told, part)).as("seed %s: %s", seed, told).isTrue();
        }
      }
    }
    assertThat(wrong.size()).as("first of %s:\n%s", wrong.size(), wrong.isEmpty() ? "" : wrong.get(0)).isZero();
    assertThat(climbs).as(Known.ANSWERS_THAT_CLIMB_OVER_A_GAP.name()).isLessThanOrEqualTo(most(MOST_CLIMBS_OF_6000));
  }

  /** Random packets missing, of a third of the runs the beginning, and of another third one direction as well. */
  private static List<Packet> part(Run run, double missing) {
    Random random = new Random(run.seed * 31L + (long) (100 * missing));
    List<Packet> all = run.captured();
    int from = random.nextInt(3) == 0 ? random.nextInt(all.size() + 1) : 0;
    int without = random.nextInt(6); // 0 and 1 are sides
    return all.subList(from, all.size()).stream()
        .filter(p -> p.side != without && random.nextDouble() >= missing)
        .toList();
  }

  /** Whether the reset that is said to be the end was sent by the side that is said to have ended it. */
  private static boolean hasSent(ConnectionRecord told, List<Packet> part) {
    if (!told.verdict().id().startsWith("rst-") || isAccused(told)) {
      return true;
    }
    Packet packet = part.get((int) told.endedBy().frame() - 1);
    return packet.is(Segment.RST) && told.endpoint(told.endedBy().role()).port() == (packet.side == 0 ? 40_000 : 80);
  }

  private static ResetOrigin deciding(ConnectionRecord told) {
    long frame = told.endedBy().frame();
    return Found.origins(told).stream().filter(each -> each.reset().at().frame() == frame).findFirst().orElseThrow();
  }

  private static boolean isAccused(ConnectionRecord told) {
    return Found.endedBy(told) != null && Found.endedBy(told).role() == Role.MIDDLEBOX;
  }

  /** Why finrst is known to say something else; null when nobody knows. */
  private static Known why(Run run, Outcome outcome, ConnectionRecord told) {
    Outcome.Said said = Outcome.Said.of(told);
    Outcome.Said right = outcome.right.iterator().next();
    Packet reset = deciding(run.captured());
    if (said.ender() == Role.MIDDLEBOX) {
      return deciding(told).has(Oddity.CLIMBS) ? Known.ANSWERS_THAT_CLIMB_OVER_A_GAP : null;
    }
    if (run.isV6() && right.verdict() == Verdict.OPEN && said.verdict() == Verdict.TIMED_OUT) {
      return Known.COPIES_WITHOUT_IP_ID_AND_TIMESTAMP;
    }
    return null;
  }

  /** The reset that was accepted, or one that was lost; null if none. */
  private static Packet deciding(List<Packet> packets) {
    Packet reset = null;
    for (Packet p : packets) {
      if (p.effect == Packet.Effect.ACCEPTED) {
        return p;
      }
      reset = reset == null && p.is(Segment.RST) && p.effect == Packet.Effect.NONE ? p : reset;
    }
    return reset;
  }

  /** Whether a FIN comes shortly after a reset of its side. */
  private static boolean isFinOvertaken(List<Packet> packets) {
    return packets.stream().anyMatch(
        fin -> fin.is(Segment.FIN)
            && packets.stream().anyMatch(
                p -> p.is(Segment.RST) && p.side == fin.side && p.seq == fin.seq && p.capturedNs < fin.capturedNs
                    && fin.capturedNs - p.capturedNs < 40 * World.MS));
  }

  private static String lines(List<Packet> packets) {
    StringBuilder text = new StringBuilder();
    for (Packet p : packets) {
      text.append(p.line(World.START_NS)).append('\n');
    }
    return text.toString();
  }
}

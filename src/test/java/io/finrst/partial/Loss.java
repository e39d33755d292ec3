package io.finrst.partial;

import io.finrst.capture.Packet;
import io.finrst.script.Frame;
import io.finrst.script.Frames;
import io.finrst.wire.Outcome;
import io.finrst.wire.Segment;
import io.finrst.wire.SegmentDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What captures lack, done to their packets. Frames are numbered anew, as in a file that never held the others. */
enum Loss {
  /** {@code tcp[tcpflags] & (tcp-syn|tcp-fin|tcp-rst) != 0}, the commonest way to hunt resets. */
  ONLY_SYN_FIN_RST {
    @Override
    List<Frames> of(Frames whole) {
      return keep(whole, s -> (s.flags & ENDS) != 0);
    }
  },
  /** {@code tcp[tcpflags] & tcp-rst != 0}. */
  ONLY_RST {
    @Override
    List<Frames> of(Frames whole) {
      return keep(whole, s -> s.has(Segment.RST));
    }
  },
  /** The first filter, and of it what goes one way. */
  ONLY_SYN_FIN_RST_UPWARDS {
    @Override
    List<Frames> of(Frames whole) {
      return keep(whole, s -> (s.flags & ENDS) != 0 && isUpwards(s));
    }
  },
  /** The other way. */
  ONLY_SYN_FIN_RST_DOWNWARDS {
    @Override
    List<Frames> of(Frames whole) {
      return keep(whole, s -> (s.flags & ENDS) != 0 && !isUpwards(s));
    }
  },
  /** Ethernet, IPv4 and TCP without options. */
  SNAPLEN_54 {
    @Override
    List<Frames> of(Frames whole) {
      return List.of(whole.cutAt(54));
    }
  },
  /** Asymmetric routing. */
  UPWARDS {
    @Override
    List<Frames> of(Frames whole) {
      return keep(whole, Loss::isUpwards);
    }
  },
  /** The other way. */
  DOWNWARDS {
    @Override
    List<Frames> of(Frames whole) {
      return keep(whole, s -> !isUpwards(s));
    }
  },
  /** A capture that could not keep up. */
  ONE_IN_TWENTY {
    @Override
    List<Frames> of(Frames whole) {
      SplittableRandom random = new SplittableRandom(whole.count());
      return Stream.generate(
              () -> new Frames(whole.list().stream().filter(frame -> random.nextInt(20) > 0).toList()))
          .limit(SAMPLES)
          .toList();
    }
  },
  /** Begun too late. */
  FIRST_HALF {
    @Override
    List<Frames> of(Frames whole) {
      return List.of(whole.part(whole.count() / 2 + 1, whole.count()));
    }
  };

  private static final int SAMPLES = 5;
  private static final int ENDS = Segment.SYN | Segment.FIN | Segment.RST;

  /** What is left, in one way or several. */
  abstract List<Frames> of(Frames whole);

  private static List<Frames> keep(Frames whole, Predicate<Segment> passes) {
    List<Frame> left = new ArrayList<>();
    Segment segment = new Segment();
    for (Frame frame : whole.list()) {
      if (new SegmentDecoder(true, false).decode(packet(frame), segment) == Outcome.TCP && passes.test(segment)) {
        left.add(frame);
      }
    }
    return List.of(new Frames(left));
  }

  private static boolean isUpwards(Segment s) {
    return s.srcPort < s.dstPort;
  }

  private static Packet packet(Frame frame) {
    Packet packet = new Packet();
    packet.data = frame.bytes();
    packet.capturedLength = frame.bytes().length;
    packet.wireLength = frame.wireLength();
    packet.timeNs = frame.timeNs();
    packet.linkType = frame.linkType();
    return packet;
  }
}

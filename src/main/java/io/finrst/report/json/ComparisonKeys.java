package io.finrst.report.json;

import io.finrst.compare.Change;
import io.finrst.compare.Unmatched;
import io.finrst.diagnosis.Confidence;
import io.finrst.report.EnumId;
import java.util.List;

/** Every key of what {@code finrst compare --json} writes, as {@link Keys} has those of the other reports. */
final class ComparisonKeys {
  private static final Type CONFIDENCE = Keys.ids(Confidence.values(), Confidence::id);
  private static final Type DIRECTION = Type.oneOf(List.of("client-to-server", "server-to-client"));
  private static final Type TWO_POINTS = Type.list(Type.TEXT);
  private static final Type FRAMES = Type.countsBy(Type.TEXT);

  private ComparisonKeys() {}

  /** One point's sight of a connection. */
  static final class Sight {
    static final Shape SHAPE = new Shape("sight", "What one point's capture alone says of a connection.");
    static final Key NAME = SHAPE.key("name", Type.TEXT, "The point.");
    static final Key CAPTURE = SHAPE.key("capture", Type.TEXT, "Its file; of several files that of the first packet.");
    static final Key STREAM = SHAPE.key("tcpStream", Type.COUNT, "Wireshark's tcp.stream in that point's input.");
    static final Key CLIENT = SHAPE.key("client", Type.object(Keys.End.SHAPE), "The client as this point sees it.");
    static final Key SERVER = SHAPE.key("server", Type.object(Keys.End.SHAPE), "The server as this point sees it.");
    static final Key START = SHAPE.key("start", Type.TIME, "First packet, by this point's clock.");
    static final Key END = SHAPE.key("end", Type.TIME, "Last packet.");
    static final Key VERDICT = SHAPE.key("verdict", Keys.VERDICT, "How it ended, as this capture alone shows it.");
    static final Key ENDED_BY =
        SHAPE.key("endedBy", Keys.ROLE.orNull(), "Who ended it, as this capture alone shows it.");
  }

  /** Who ended it. */
  static final class By {
    static final Shape SHAPE = new Shape("jointEndedBy", "Who ended the connection, as all points together show it.");
    static final Key ROLE = SHAPE.key("role", Keys.ROLE, "Whose doing it was.");
    static final Key IP =
        SHAPE.key("ip", Type.TEXT.orNull(), "Whose address that is; null where a device spoke in another's name.");
    static final Key PORT = SHAPE.key("port", Type.PORT.orNull(), "Its port; null where it has none, or is a device.");
    static final Key IN_NAME_OF =
        SHAPE.key("inNameOf", Keys.SIDE.orNull(), "The side whose address a device used; null for anybody else.");
    static final Key POINT = SHAPE.key("point", Type.TEXT, "The point that saw the deciding packet.");
    static final Key FRAME = SHAPE.key("frame", Type.FRAME, "That packet there.");
  }

  /** One fact. */
  static final class Fact {
    static final Shape SHAPE = new Shape("jointEvidence", "One fact that speaks for a cause.");
    static final Key POINT = SHAPE.key("point", Type.TEXT, "The point that shows it.");
    static final Key FRAME = SHAPE.key("frame", Type.FRAME.orNull(), "The packet there, null for an absence.");
    static final Key FACT = SHAPE.key("fact", Type.TEXT, "The fact.");
  }

  /** One cause. */
  static final class JointCause {
    static final Shape SHAPE = new Shape("jointCause", "One cause that all points together support.");
    static final Key ID = SHAPE.key("id", Keys.CAUSE_ID, "Stable id, as finrst causes lists them.");
    static final Key CONFIDENCE = SHAPE.key("confidence", ComparisonKeys.CONFIDENCE, "How sure it is.");
    static final Key EVIDENCE =
        SHAPE.key("evidence", Type.list(Type.object(Fact.SHAPE)), "What only several points can show comes first.");
    static final Key HARMFUL = SHAPE.key("harmful", Type.FLAG, "Whether an end by it needs repair, or may.");
  }

  /** A packet lost or added. */
  static final class OneStray {
    static final Shape SHAPE = new Shape("stray", "One packet that a point saw and its neighbour did not.");
    static final Key DIRECTION = SHAPE.key("direction", ComparisonKeys.DIRECTION, "By the addresses it carries.");
    static final Key FLAGS = SHAPE.key("flags", Type.TEXT, "Its flags, such as S, SA, A, PA, FA, R, RA; or ICMP.");
    static final Key BYTES = SHAPE.key("bytes", Type.COUNT, "Bytes of its payload that are missing, or too many.");
    static final Key BETWEEN = SHAPE.key("between", TWO_POINTS, "Two points, the client's side first.");
    static final Key FRAMES = SHAPE.key("frames", ComparisonKeys.FRAMES, "Its frame by point, where it was seen.");
    static final Key TIME = SHAPE.key("time", Type.TIME, "When, by the clock of the first point in frames.");
    static final Key COPY =
        SHAPE.key("copy", Type.FLAG, "Of what was added: whether it repeats a packet that arrived; else it is forged.");
    static final Key CONFIDENCE =
        SHAPE.key("confidence", ComparisonKeys.CONFIDENCE, "How sure it is that no capture missed it.");
  }

  /** Something changed. */
  static final class OneChange {
    static final Shape SHAPE = new Shape("change", "Something that devices changed on the way.");
    static final Key FIELD =
        SHAPE.key("field", Keys.ids(Change.Field.values(), EnumId::of), "What; ttl falls by the hops between.");
    static final Key DIRECTION = SHAPE.key("direction", ComparisonKeys.DIRECTION, "Whose packets.");
    static final Key BETWEEN = SHAPE.key("between", TWO_POINTS, "Two points, the client's side first.");
    static final Key SENT = SHAPE.key("sent", Type.TEXT, "Of the first packet: what it was.");
    static final Key ARRIVED = SHAPE.key("arrived", Type.TEXT, "What it became.");
    static final Key PACKETS = SHAPE.key("packets", Type.COUNT, "How many packets.");
    static final Key FRAMES = SHAPE.key("frames", ComparisonKeys.FRAMES, "The first packet's frame by point.");
  }

  /** Something held back. */
  static final class Held {
    static final Shape SHAPE = new Shape("heldBack", "The packet of a direction that took longest, where that is long.");
    static final Key DIRECTION = SHAPE.key("direction", ComparisonKeys.DIRECTION, "Whose packet.");
    static final Key BETWEEN = SHAPE.key("between", TWO_POINTS, "Two points, the client's side first.");
    static final Key EXTRA = SHAPE.key("extraSeconds", Type.SECONDS, "What it took longer than the fastest packets.");
    static final Key FRAMES = SHAPE.key("frames", ComparisonKeys.FRAMES, "Its frame by point.");
  }

  /** A link. */
  static final class Link {
    static final Shape SHAPE = new Shape("proxy", "Another connection of the same content, as behind a proxy.");
    static final Key CONFIDENCE = SHAPE.key("confidence", Type.constant(Confidence.POSSIBLE.id()), "Never more.");
    static final Key POINT = SHAPE.key("point", Type.TEXT, "The point that saw the other one.");
    static final Key STREAM = SHAPE.key("tcpStream", Type.COUNT, "Its number there.");
    static final Key SIDE = SHAPE.key("side", Keys.SIDE, "The side of the proxy that the other one is on.");
    static final Key CANDIDATES = SHAPE.key("candidates", Type.COUNT, "Connections that fit as well, itself counted.");
    static final Key SIGNS = SHAPE.key("signs", Keys.WORDS, "What speaks for it.");
  }

  /** One connection. */
  static final class Comparison {
    static final Shape SHAPE = new Shape("comparison", "One connection at several points.");
    static final Key TYPE = SHAPE.key("type", Type.constant("comparison"), "Kind of object.");
    static final Key VERSION = SHAPE.key("schemaVersion", Keys.VERSION, "Version of this schema.");
    static final Key POINTS =
        SHAPE.key("points", Type.list(Type.object(Sight.SHAPE)), "The points that saw it, the client's end first.");
    static final Key MATCHED_BY =
        SHAPE.key("matchedBy", Type.TEXT.orNull(), "How it was recognised at several points; null for one point.");
    static final Key UNMATCHED =
        SHAPE.key(
            "unmatched", Keys.ids(Unmatched.values(), Unmatched::id).orNull(), "Why only one point saw it; else null.");
    static final Key VERDICT = SHAPE.key("verdict", Keys.VERDICT, "How it ended, for both ends.");
    static final Key ENDED_BY =
        SHAPE.key("endedBy", Type.object(By.SHAPE).orNull(), "Null when nobody ended it or nobody can say.");
    static final Key CAUSES = SHAPE.key("causes", Type.list(Type.object(JointCause.SHAPE)), "Best first.");
    static final Key SOCKET_ERRORS =
        SHAPE.key(
            "socketErrors", Type.object(Keys.Errors.SHAPE), "What programs most likely saw, by the point nearest to each.");
    static final Key LOST = SHAPE.key("lost", Type.list(Type.object(OneStray.SHAPE)), "Sent, and did not arrive.");
    static final Key ADDED = SHAPE.key("added", Type.list(Type.object(OneStray.SHAPE)), "Arrived, and was not sent.");
    static final Key NOT_LISTED = SHAPE.key("notListed", Type.COUNT, "More of both, beyond 1,000.");
    static final Key CHANGED = SHAPE.key("changed", Type.list(Type.object(OneChange.SHAPE)), "What devices changed.");
    static final Key HELD_BACK = SHAPE.key("heldBack", Type.list(Type.object(Held.SHAPE)), "Delays of 0.2 s and more.");
    static final Key PROXY = SHAPE.key("proxy", Type.object(Link.SHAPE).orNull(), "Null where nothing looks like it.");
    static final Key NOTES = SHAPE.key("notes", Keys.WORDS, "What cannot be told.");
  }

  /** One clock. */
  static final class Clock {
    static final Shape SHAPE = new Shape("clock", "How far a point's clock is ahead of the first one's.");
    static final Key POINT = SHAPE.key("point", Type.TEXT, "The point.");
    static final Key OFFSET =
        SHAPE.key(
            "offsetSeconds", Type.SECONDS.orNull(),
            "When the first packet was compared; 0 of the first point, null where no packet passed both.");
    static final Key DRIFT =
        SHAPE.key("driftPpm", Type.SECONDS.orNull(), "What it gains, in millionths; 0 where none can be told from chance.");
    static final Key UNCERTAINTY =
        SHAPE.key(
            "uncertaintySeconds", Type.SECONDS.orNull(),
            "How far the truth may be at most: half of the fastest way to and fro; null where packets went one way only.");
  }

  /** The figures. */
  static final class Summary {
    static final Shape SHAPE = new Shape("comparisonSummary", "Figures of the whole comparison.");
    static final Key TYPE = SHAPE.key("type", Type.constant("summary"), "Kind of object.");
    static final Key VERSION = SHAPE.key("schemaVersion", Keys.VERSION, "Version of this schema.");
    static final Key POINTS = SHAPE.key("points", Type.list(Type.object(PointFigures.SHAPE)), "The client's end first.");
    static final Key CLOCKS = SHAPE.key("clocks", Type.list(Type.object(Clock.SHAPE)), "In the order of points.");
    static final Key MATCHED = SHAPE.key("matched", Type.COUNT, "Connections that two points or more saw.");
    static final Key AMBIGUOUS = SHAPE.key("ambiguous", Type.COUNT, "Those among them that others fitted as well.");
    static final Key UNMATCHED =
        SHAPE.key(
            "unmatched", Type.countsBy(Keys.ids(Unmatched.values(), Unmatched::id)),
            "Connections that one point saw alone, by reason.");
    static final Key VERDICTS = SHAPE.key("verdicts", Type.countsBy(Keys.VERDICT), "Matched ones by joint verdict.");
    static final Key LOST = SHAPE.key("lost", Type.COUNT, "Packets lost between points.");
    static final Key FORGED = SHAPE.key("forged", Type.COUNT, "Packets that arrived and were not sent.");
    static final Key COPIED = SHAPE.key("copied", Type.COUNT, "Packets that arrived more than once.");
    static final Key NOT_FOLLOWED =
        SHAPE.key("notFollowed", Type.COUNT, "Connections whose packets memory did not allow to keep.");
    static final Key COMPLETE =
        SHAPE.key("complete", Type.FLAG, "False when a capture was damaged or packets were lost while capturing.");
  }

  /** One point's figures. */
  static final class PointFigures {
    static final Shape SHAPE = new Shape("pointFigures", "One point.");
    static final Key NAME = SHAPE.key("name", Type.TEXT, "What it is called.");
    static final Key CAPTURES = SHAPE.key("captures", Type.list(Type.object(Keys.Capture.SHAPE)), "Its files.");
    static final Key PACKETS = SHAPE.key("packets", Type.COUNT, "Packets read.");
    static final Key CONNECTIONS = SHAPE.key("connections", Type.COUNT, "Connections found.");
  }

  static final List<Shape> SHAPES =
      List.of(
          Comparison.SHAPE, Summary.SHAPE, Sight.SHAPE, By.SHAPE, JointCause.SHAPE, Fact.SHAPE, OneStray.SHAPE,
          OneChange.SHAPE, Held.SHAPE, Link.SHAPE, Clock.SHAPE, PointFigures.SHAPE);
}

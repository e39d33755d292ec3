package io.finrst.report.json;

import io.finrst.diagnosis.Confidence;
import io.finrst.diagnosis.Ended;
import io.finrst.diagnosis.Oddity;
import io.finrst.record.Application;
import io.finrst.record.KernelReset;
import io.finrst.record.Shown;
import io.finrst.record.Stack;
import io.finrst.record.TamperingSignature;
import io.finrst.report.EnumId;
import io.finrst.teardown.ResetEffect;
import io.finrst.teardown.ResetKind;
import io.finrst.teardown.Role;
import io.finrst.teardown.Verdict;
import io.finrst.wire.ApplicationMessage;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every key of the JSON output with its type and meaning: the writers write by it, {@link Schema} is made from it, so
 * they cannot disagree. Objects are declared before those that hold them.
 */
final class Keys {
  static final String SCHEMA_VERSION = "2.0";

  static final Type VERSION = Type.matching("^2\\.[0-9]+$");
  static final Type VERDICT = ids(Verdict.values(), Verdict::id);
  private static final Type VERDICT_OR_NULL = VERDICT.orNull();
  private static final Type HARM = ids(Ended.values(), Ended::harm);
  static final Type ROLE = ids(Role.values(), Role::id);
  static final Type SIDE = Type.oneOf(List.of(Role.CLIENT.id(), Role.SERVER.id()));
  static final Type CAUSE_ID = Type.matching("^[a-z0-9]+(-[a-z0-9]+)*$");
  static final Type WORDS = Type.list(Type.TEXT);
  private static final List<String> PROTOCOLS =
      Arrays.stream(ApplicationMessage.values()).map(ApplicationMessage::protocol).distinct().toList();
  private static final List<String> MESSAGES =
      Arrays.stream(ApplicationMessage.values()).map(ApplicationMessage::id).distinct().toList();

  private Keys() {}

  private static Key capture(Shape shape) {
    return shape.optional("capture", Type.TEXT.orNull(), "Of several captures: the one that holds frame; else absent.");
  }

  private static Key frameInCapture(Shape shape) {
    return shape.optional("frameInCapture", Type.FRAME.orNull(), "Of several captures: the frame's number there.");
  }

  static <E> Type ids(E[] values, Function<E, String> id) {
    return Type.oneOf(Arrays.stream(values).map(id).toList());
  }

  /** Address and port. */
  static final class End {
    static final Shape SHAPE = new Shape("endpoint", "One end of a connection.");
    static final Key IP = SHAPE.key("ip", Type.TEXT, "Address, IPv6 in RFC 5952 form.");
    static final Key PORT = SHAPE.key("port", Type.PORT, "TCP port.");
    static final Key NAME = SHAPE.optional("name", Type.TEXT, "With --resolve: the host's name where it is known.");
  }

  /** Who ended it. */
  static final class EndedBy {
    static final Shape SHAPE = new Shape("endedBy", "Who ended the connection.");
    static final Key ROLE = SHAPE.key("role", Keys.ROLE, "Whose doing it was.");
    static final Key IP =
        SHAPE.key("ip", Type.TEXT.orNull(), "Whose address that is; null where a device spoke in another's name.");
    static final Key PORT = SHAPE.key("port", Type.PORT.orNull(), "Its port; null where it has none, or is a device.");
    static final Key IN_NAME_OF =
        SHAPE.key("inNameOf", SIDE.orNull(), "The side whose address a device used; null for anybody else.");
    static final Key FRAME = SHAPE.key("frame", Type.FRAME, "The deciding packet.");
    static final Key CAPTURE = capture(SHAPE);
    static final Key FRAME_IN_CAPTURE = frameInCapture(SHAPE);
  }

  /** Who closed first. */
  static final class FirstFin {
    static final Shape SHAPE = new Shape("firstFin", "The first FIN.");
    static final Key ROLE = SHAPE.key("role", SIDE, "The side that closed first.");
    static final Key FRAME = SHAPE.key("frame", Type.FRAME.orNull(), "The packet with the FIN.");
    static final Key CAPTURE = capture(SHAPE);
    static final Key FRAME_IN_CAPTURE = frameInCapture(SHAPE);
    static final Key TIME = SHAPE.key("time", Type.TIME.orNull(), "When it was captured.");
  }

  /** What came after the first FIN. */
  static final class HalfClose {
    static final Shape SHAPE = new Shape("halfClose", "What came after one side had closed and the other knew of it.");
    static final Key BY = SHAPE.key("by", SIDE, "The side that sent the FIN.");
    static final Key BYTES_AFTER_FIN =
        SHAPE.key("bytesAfterFin", Type.COUNT, "New payload bytes the other side sent after it knew of the FIN.");
    static final Key DURATION =
        SHAPE.key(
            "durationSeconds",
            Type.SECONDS,
            "From the FIN to the other side's last new data, or to the end of the capture.");
  }

  /** One RST. */
  static final class OneReset {
    static final Shape SHAPE = new Shape("reset", "One RST segment.");
    static final Key FRAME = SHAPE.key("frame", Type.FRAME, "Its frame number.");
    static final Key CAPTURE = capture(SHAPE);
    static final Key FRAME_IN_CAPTURE = frameInCapture(SHAPE);
    static final Key TIME = SHAPE.key("time", Type.TIME, "When it was captured.");
    static final Key FROM = SHAPE.key("from", SIDE, "The side whose address it carries; that may be forged.");
    static final Key FLAGS = SHAPE.key("flags", Type.TEXT, "Its flags: R, RA, or with odd ones such as RPA.");
    static final Key SEQ =
        SHAPE.key("seq", Type.INTEGER, "Relative sequence number; raw when no initial number is known.");
    static final Key ACK =
        SHAPE.key("ack", Type.INTEGER, "Relative acknowledgment number, 0 without the ACK flag.");
    static final Key WINDOW = SHAPE.key("window", Type.COUNT, "Window field, not scaled.");
    static final Key TTL = SHAPE.key("ttl", Type.COUNT, "TTL or hop limit.");
    static final Key IP_ID = SHAPE.key("ipId", Type.COUNT, "IPv4 identification, 0 for IPv6.");
    static final Key PAYLOAD_LENGTH = SHAPE.key("payloadLength", Type.COUNT, "Bytes of payload.");
    static final Key TEXT =
        SHAPE.key(
            "text", Type.TEXT.orNull(), "Words in that payload, control characters escaped; null when there are none.");
    static final Key TOS = SHAPE.key("tos", Type.COUNT, "IPv4 type of service or IPv6 traffic class.");
    static final Key FLOW_LABEL = SHAPE.key("flowLabel", Type.COUNT.orNull(), "IPv6 flow label, null for IPv4.");
    static final Key MPTCP_REASON =
        SHAPE.key(
            "mptcpReason",
            Type.COUNT.orNull(),
            "Reason of its MP_TCPRST option (RFC 8684 section 3.6), null without one.");
    static final Key KIND =
        SHAPE.key("kind", ids(ResetKind.values(), ResetKind::id), "Shape: a torn-down socket, a reply, or neither.");
    static final Key EFFECT =
        SHAPE.key("effect", ids(ResetEffect.values(), ResetEffect::id), "What it did to its receiver.");
    static final Key WHY = SHAPE.key("why", Type.TEXT, "What decided the effect.");
    static final Key ANSWERS =
        SHAPE.key("answeredFrame", Type.FRAME.orNull(), "The segment it replies to, when known.");
    static final Key ODDITIES =
        SHAPE.key(
            "oddities",
            Type.list(ids(Oddity.values(), Oddity::id)),
            "What about it contradicts the host whose address it carries. " + meanings() + ".");
    static final Key ODDITIES_IN_WORDS =
        SHAPE.key("odditiesInWords", WORDS, "The same in the same order, one phrase each, with the numbers.");

    private static String meanings() {
      return Arrays.stream(Oddity.values())
          .map(oddity -> oddity.id() + ": " + oddity.meaning())
          .collect(Collectors.joining("; "));
    }
  }

  /** A resemblance to tampering. */
  static final class Signature {
    static final Shape SHAPE =
        new Shape(
            "tamperingSignature",
            "A candidate, not a finding: honest clients end connections in most of these ways too.");
    static final Key NUMBER = SHAPE.key("number", Type.COUNT, "Number in the table, 1 to 19.");
    static final Key NAME =
        SHAPE.key("name", Type.TEXT, "As the table writes it, of what came in the client's name; 0 is silence.");
    static final Key SOURCE = SHAPE.key("source", Type.constant(TamperingSignature.SOURCE), "The table.");
  }

  /** What was repeated without an answer. */
  static final class Repeated {
    static final Shape SHAPE = new Shape("repetition", "What one side last repeated without an answer.");
    static final Key BY = SHAPE.key("by", SIDE, "The side that repeated itself.");
    static final Key KIND =
        SHAPE.key("kind", Type.oneOf(List.of("segment", "keep-alive", "window-probe")), "What it repeated.");
    static final Key COUNT = SHAPE.key("count", Type.COUNT, "How often, the first sending not counted.");
    static final Key LAST_FRAME = SHAPE.key("lastFrame", Type.FRAME, "The last repetition.");
    static final Key LAST_GAP = SHAPE.key("lastGapSeconds", Type.SECONDS, "Between the last two, 0 for one.");
    static final Key SILENCE_BEFORE =
        SHAPE.key("silenceBeforeSeconds", Type.SECONDS, "Silence of both sides before its first sending.");
  }

  /** What went wrong while connecting. */
  static final class Faults {
    static final Shape SHAPE = new Shape("handshakeFaults", "What went wrong while connecting.");
    static final Key CHALLENGE_ACK =
        SHAPE.key("challengeAckFrame", Type.FRAME.orNull(), "An ACK of an older connection answered the SYN.");
    static final Key BAD_ACK =
        SHAPE.key("badAckFrame", Type.FRAME.orNull(), "The last ACK acknowledges what the server never sent.");
    static final Key SYN_ACK_AGAIN =
        SHAPE.key("synAckAgainFrame", Type.FRAME.orNull(), "The SYN-ACK came again after it had been acknowledged.");
  }

  /** One reset in a kernel's words. */
  static final class Kernel {
    static final Shape SHAPE = new Shape("kernelReset", "One reset as the Linux kernel told of it.");
    static final Key TIME = SHAPE.key("time", Type.TIME, "When, by the clock of the packets.");
    static final Key ACTION = SHAPE.key("action", ids(KernelReset.Action.values(), EnumId::of), "What the kernel did.");
    static final Key FROM = SHAPE.key("from", SIDE, "Whose address the reset carries.");
    static final Key REASON =
        SHAPE.key("reason", Type.TEXT.orNull(), "enum sk_rst_reason, such as TCP_ABORT_ON_CLOSE; null when received.");
    static final Key STATE = SHAPE.key("state", Type.TEXT.orNull(), "Of the socket that sent it, such as CLOSE.");
    static final Key PROCESS =
        SHAPE.key("process", Type.TEXT.orNull(), "NAME-PID of the program behind it; null where it answers a packet.");
  }

  /** One ICMP error. */
  static final class Icmp {
    static final Shape SHAPE = new Shape("icmpError", "One ICMP error that quotes a segment of the connection.");
    static final Key FRAME = SHAPE.key("frame", Type.FRAME, "Its frame number.");
    static final Key CAPTURE = capture(SHAPE);
    static final Key FRAME_IN_CAPTURE = frameInCapture(SHAPE);
    static final Key TIME = SHAPE.key("time", Type.TIME, "When it was captured.");
    static final Key FROM = SHAPE.key("from", Type.TEXT, "Address of the node that sent it.");
    static final Key TO = SHAPE.key("to", SIDE, "The side whose segment it quotes.");
    static final Key IP_VERSION = SHAPE.key("ipVersion", Type.COUNT, "4 for ICMP, 6 for ICMPv6.");
    static final Key TYPE = SHAPE.key("type", Type.COUNT, "ICMP type.");
    static final Key CODE = SHAPE.key("code", Type.COUNT, "ICMP code.");
    static final Key QUOTES_SYN = SHAPE.key("quotesSyn", Type.FLAG, "Whether it is about the SYN.");
  }

  /** One fact. */
  static final class Fact {
    static final Shape SHAPE = new Shape("evidence", "One fact that speaks for a cause.");
    static final Key FRAME =
        SHAPE.key("frame", Type.FRAME.orNull(), "The packet that shows it, null for an absence.");
    static final Key CAPTURE = capture(SHAPE);
    static final Key FRAME_IN_CAPTURE = frameInCapture(SHAPE);
    static final Key FACT = SHAPE.key("fact", Type.TEXT, "The fact.");
  }

  /** One cause. */
  static final class Cause {
    static final Shape SHAPE = new Shape("cause", "One cause that the evidence supports.");
    static final Key ID = SHAPE.key("id", CAUSE_ID, "Stable id, as finrst causes lists them.");
    static final Key CONFIDENCE =
        SHAPE.key("confidence", ids(Confidence.values(), Confidence::id), "How sure it is.");
    static final Key EVIDENCE = SHAPE.key("evidence", Type.list(Type.object(Fact.SHAPE)), "Strongest first.");
    static final Key INDISTINGUISHABLE_FROM =
        SHAPE.key("indistinguishableFrom", Type.list(CAUSE_ID), "Causes that look the same on the wire.");
    static final Key TO_TELL_APART =
        SHAPE.key("toTellApart", Type.TEXT, "The next observation that would decide; empty when none is needed.");
    static final Key HARMFUL = SHAPE.key("harmful", Type.FLAG, "Whether an end by it needs repair, or may.");
  }

  /** What languages print. */
  static final class Messages {
    static final Shape SHAPE =
        new Shape("messages", "What a program in each language prints on Linux; null where it shows no such error.");
    static final Key PYTHON = SHAPE.key("python", Type.TEXT.orNull(), "Python 3: last line of the traceback.");
    static final Key JAVA = SHAPE.key("java", Type.TEXT.orNull(), "Java: the exception, of java.net.Socket.");
    static final Key GO = SHAPE.key("go", Type.TEXT.orNull(), "Go: the error's text after the addresses.");
    static final Key NODE = SHAPE.key("node", Type.TEXT.orNull(), "Node.js: the error without addresses.");
  }

  /** An end of file that came too early. */
  static final class EarlyEnd {
    static final Shape SHAPE = new Shape("endOfFile", "An end of file that came too early.");
    static final Key ROLE = SHAPE.key("role", Type.oneOf(List.of("client", "server")), "The side that read it.");
    static final Key MEANING = SHAPE.key("meaning", Type.TEXT, "What it came too early for.");
    static final Key WORDS = SHAPE.key("words", Type.list(Type.TEXT), "What programs and logs of the protocol print then.");
  }

  /** One failing socket call. */
  static final class Call {
    static final Shape SHAPE = new Shape("socketError", "What one socket call most likely returned.");
    static final Key CALL = SHAPE.key("call", Type.TEXT, "connect, accept, recv or send.");
    static final Key ERROR = SHAPE.key("error", Type.TEXT, "Symbolic name on Linux, such as ECONNRESET.");
    static final Key LINUX = SHAPE.key("linux", Type.INTEGER.orNull(), "Its number on Linux, null when not known.");
    static final Key MACOS = SHAPE.key("macos", Type.INTEGER.orNull(), "Its number on macOS, null when it has none.");
    static final Key WINDOWS =
        SHAPE.key("windows", Type.INTEGER.orNull(), "The usual number on Windows, null when it has none.");
    static final Key MESSAGES = SHAPE.key("messages", Type.object(Messages.SHAPE), "What languages print.");
  }

  /** Socket errors by side. */
  static final class Errors {
    static final Shape SHAPE = new Shape("socketErrors", "What the programs most likely saw.");
    static final Key CLIENT = SHAPE.key("client", Type.list(Type.object(Call.SHAPE)), "At the client, in order.");
    static final Key SERVER = SHAPE.key("server", Type.list(Type.object(Call.SHAPE)), "At the server, in order.");
  }

  /** Advice by side. */
  static final class Advice {
    static final Shape SHAPE = new Shape("advice", "What to change.");
    static final Key CLIENT = SHAPE.key("client", WORDS, "At the client.");
    static final Key SERVER = SHAPE.key("server", WORDS, "At the server.");
  }

  /** What one side sent. */
  static final class Half {
    static final Shape SHAPE = new Shape("half", "What one side sent.");
    static final Key PACKETS = SHAPE.key("packets", Type.COUNT, "Segments; copies of one packet count once.");
    static final Key BYTES = SHAPE.key("bytes", Type.COUNT, "Payload bytes of new data.");
    static final Key RETRANSMITTED = SHAPE.key("retransmitted", Type.COUNT, "Segments that sent old data again.");
    static final Key OUT_OF_ORDER = SHAPE.key("outOfOrder", Type.COUNT, "Segments captured after later ones.");
    static final Key DUPLICATES = SHAPE.key("duplicates", Type.COUNT, "Copies of one packet that the capture made.");
    static final Key MISSING_BYTES =
        SHAPE.key("missingBytes", Type.COUNT, "Bytes the capture never showed although the connection carried them.");
    static final Key UNACKNOWLEDGED_BYTES =
        SHAPE.key("unacknowledgedBytes", Type.COUNT, "Payload bytes never acknowledged: their fate is unknown.");
    static final Key DSCP =
        SHAPE.key("dscp", Type.COUNT.orNull(), "DSCP of its last packet but resets, null when it sent none.");
    static final Key STACK =
        SHAPE.key("stack", ids(Stack.values(), Stack::id), "Whose TCP its SYN looks like; a resemblance, no proof.");
    static final Key KEEP_ALIVES = SHAPE.key("keepAlives", Type.COUNT, "Keepalive probes.");
    static final Key WINDOW_PROBES = SHAPE.key("windowProbes", Type.COUNT, "Probes of a shut window.");
    static final Key ZERO_WINDOWS = SHAPE.key("zeroWindows", Type.COUNT, "Times its receive window fell to 0.");
  }

  /** Traffic by side. */
  static final class Traffic {
    static final Shape SHAPE = new Shape("traffic", "What was sent.");
    static final Key CLIENT = SHAPE.key("client", Type.object(Half.SHAPE), "By the client.");
    static final Key SERVER = SHAPE.key("server", Type.object(Half.SHAPE), "By the server.");
  }

  /** What one side's program was saying. */
  static final class Said {
    static final Shape SHAPE =
        new Shape("said", "What one side's program was saying at the end, from bytes in the clear.");
    static final Key PROTOCOL = SHAPE.key("protocol", Type.oneOf(PROTOCOLS), "What it speaks.");
    static final Key MESSAGE =
        SHAPE.key(
            "message", Type.oneOf(MESSAGES), "The latest message recognised at the beginning of a segment.");
    static final Key FRAME = SHAPE.key("frame", Type.FRAME.orNull(), "Where that message began.");
    static final Key MESSAGES_SO_FAR =
        SHAPE.key("messages", Type.COUNT, "HTTP messages of this side recognised so far, at most 255.");
    static final Key METHOD = SHAPE.key("method", Type.TEXT.orNull(), "HTTP method of a request.");
    static final Key STATUS = SHAPE.key("status", Type.COUNT.orNull(), "HTTP status of a response.");
    static final Key ALERT =
        SHAPE.key("alert", Type.TEXT.orNull(), "Name of a TLS alert in the clear, RFC 8446 section 6.");
    static final Key CLOSES =
        SHAPE.key("announcesClose", Type.FLAG, "Connection: close, or HTTP/1.0 without keep-alive.");
    static final Key KEEPS_ALIVE = SHAPE.key("keepAlive", Type.FLAG, "Connection: keep-alive.");
    static final Key BODY =
        SHAPE.key(
            "body", ids(Application.Body.values(), EnumId::of), "What had become of its body when the end came.");
    static final Key BODY_LENGTH =
        SHAPE.key("bodyLength", Type.COUNT.orNull(), "Content-Length, null when not announced or not seen.");
    static final Key BODY_SENT =
        SHAPE.key("bodySent", Type.COUNT.orNull(), "Bytes of it sent before the end, acknowledged or not.");
    static final Key CODE =
        SHAPE.key(
            "code",
            Type.TEXT.orNull(),
            "What names the reason where a server refuses: an SQLSTATE, an error's number, a reply's code.");
    static final Key REPLY =
        SHAPE.key(
            "reply",
            ids(Application.Reply.values(), EnumId::of),
            "Of a client: how far the answers to what it had asked had come when the end came.");
    static final Key HANDSHAKE =
        SHAPE.key(
            "tlsHandshake",
            ids(Application.Handshake.values(), EnumId::of),
            "How far this side had come in the handshake of TLS.");
  }

  /** What the programs were saying, by side. */
  static final class Talk {
    static final Shape SHAPE = new Shape("application", "What the programs were saying at the end.");
    static final Key CLIENT =
        SHAPE.key("client", Type.object(Said.SHAPE).orNull(), "The client, null when not recognised.");
    static final Key SERVER =
        SHAPE.key("server", Type.object(Said.SHAPE).orNull(), "The server, null when not recognised.");
  }

  /** What the capture shows. */
  static final class Quality {
    static final Shape SHAPE =
        new Shape("captureQuality", "What the capture shows, and so how far the verdict carries.");
    static final Key HANDSHAKE =
        SHAPE.key("handshake", Type.oneOf(List.of("complete", "partial", "none")), "Parts of the handshake seen.");
    static final Key DIRECTIONS =
        SHAPE.key("directions", Type.oneOf(List.of("both", "client-only", "server-only")), "Whose packets were seen.");
    static final Key GAPS = SHAPE.key("gaps", Type.COUNT, "Stretches of sequence space that were never seen.");
    static final Key SNAPLEN_CUT = SHAPE.key("snaplenCut", Type.FLAG, "Whether the snapshot length cut its packets.");
    static final Key ROLES_GUESSED =
        SHAPE.key("rolesGuessed", Type.FLAG, "Whether client and server were guessed because no SYN was seen.");
    static final Key DUPLICATED = SHAPE.key("duplicated", Type.FLAG, "Whether the capture holds packets twice.");
    static final Key TRANSLATED_FROM =
        SHAPE.key(
            "translatedFrom", Type.COUNT.orNull(),
            "The tcpStream of the same connection before an address translation, null for none.");
    static final Key EVICTED =
        SHAPE.key("evicted", Type.FLAG, "Whether it was dropped while open to bound memory.");
    static final Key LACKS =
        SHAPE.key(
            "lacks", Type.list(ids(Shown.values(), Shown::id)),
            "What the capture does not show of it: causes that need it are not named, and none is certain.");
    static final Key NOTES = SHAPE.key("notes", WORDS, "What else limits the verdict.");
  }

  /** A tunnel. */
  static final class Tunnelled {
    static final Shape SHAPE = new Shape("tunnel", "The tunnel its packets were found in.");
    static final Key TYPE = SHAPE.key("type", Type.TEXT, "Such as vxlan or gre.");
    static final Key ID = SHAPE.key("id", Type.COUNT, "VNI, key, TEID or session, 0 when the tunnel has none.");
  }

  /** Zeek's view. */
  static final class Zeek {
    static final Shape SHAPE =
        new Shape("zeek", "The connection as Zeek's conn.log writes it, every segment taken at its word.");
    static final Key CONN_STATE =
        SHAPE.key(
            "conn_state",
            Type.oneOf(
                List.of(
                    "S0", "S1", "SF", "REJ", "S2", "S3", "RSTO", "RSTR", "RSTOS0", "RSTRH", "SH", "SHR", "OTH")),
            "Zeek's conn_state.");
    static final Key HISTORY =
        SHAPE.key(
            "history",
            Type.matching("^[A-Za-z]*$").orNull(),
            "Zeek's history without c, g and ^, which finrst does not look for.");
    static final Key HISTORY_LACKS =
        SHAPE.key("history_lacks", WORDS, "Letters that may belong into it: of a long connection not every packet is kept.");
  }

  /** One connection. */
  static final class Connection {
    static final Shape SHAPE = new Shape("connection", "One connection and how it ended.");
    static final Key TYPE = SHAPE.key("type", Type.constant("connection"), "Kind of object.");
    static final Key VERSION = SHAPE.key("schemaVersion", Keys.VERSION, "Version of this schema.");
    static final Key STREAM =
        SHAPE.key("tcpStream", Type.COUNT, "Wireshark's tcp.stream in the unfiltered input, from 0.");
    static final Key COMMUNITY_ID =
        SHAPE.key("communityId", Type.matching("^1:[A-Za-z0-9+/]{27}=$"), "Community ID version 1, seed 0.");
    static final Key DISPLAY_FILTER =
        SHAPE.key(
            "displayFilter", Type.TEXT,
            "Shows its packets in Wireshark: by stream number, or where there are several captures by addresses.");
    static final Key CAPTURE =
        SHAPE.key("capture", Type.TEXT.orNull(), "The file that holds its first packet; null for what is no file.");
    static final Key FRAME_IN_CAPTURE =
        SHAPE.key("frameInCapture", Type.FRAME.orNull(), "That packet's number there; null where it is not known.");
    static final Key ALSO_STREAMS =
        SHAPE.key(
            "alsoTcpStreams",
            Type.list(Type.COUNT),
            "Stream numbers that Wireshark gives to later parts of it, from a SYN on that began no connection.");
    static final Key CLEARED =
        SHAPE.key(
            "clearedTcpStream",
            Type.COUNT.orNull(),
            "The older connection on the same ports that its client reset by opening this one, else null.");
    static final Key CLEARED_BY =
        SHAPE.key(
            "clearedByTcpStream", Type.COUNT.orNull(), "The connection whose opening reset this one, else null.");
    static final Key CLIENT =
        SHAPE.key("client", Type.object(End.SHAPE), "The side that sent the first SYN, or the guessed one.");
    static final Key SERVER = SHAPE.key("server", Type.object(End.SHAPE), "The other side.");
    static final Key START = SHAPE.key("start", Type.TIME, "First packet, UTC with the capture's precision.");
    static final Key END = SHAPE.key("end", Type.TIME, "Last packet.");
    static final Key DURATION = SHAPE.key("durationSeconds", Type.SECONDS, "From first to last packet.");
    static final Key SILENCE =
        SHAPE.key(
            "silenceBeforeEndSeconds", Type.SECONDS, "Silence of both sides before the end began; 0 without an end.");
    static final Key LONGEST_SILENCE =
        SHAPE.key(
            "longestSilenceSeconds", Type.SECONDS,
            "Longest silence of 1 s or more after which both sides went on, else 0.");
    static final Key HANDSHAKE_RTT =
        SHAPE.key(
            "handshakeRttSeconds", Type.SECONDS.orNull(), "From the SYN to the handshake's ACK, null when not seen.");
    static final Key VERDICT = SHAPE.key("verdict", Keys.VERDICT, "How it ended: exactly one.");
    static final Key HARM =
        SHAPE.key(
            "harm", Keys.HARM,
            "harmful: a program saw an error, lost data or waited in vain, or may have; harmless: abrupt, but nothing"
                + " was lost; none: in order, or not ended.");
    static final Key SUPERSEDES =
        SHAPE.key(
            "supersedes",
            VERDICT_OR_NULL,
            "Live only: the verdict of an earlier object about this connection, which this one replaces; else null.");
    static final Key STATE =
        SHAPE.key("state", Type.TEXT, "Where the state machine came to rest; finer than the verdict.");
    static final Key ENDED_BY =
        SHAPE.key("endedBy", Type.object(EndedBy.SHAPE).orNull(), "Null when nobody ended it or nobody can say.");
    static final Key FIRST_FIN =
        SHAPE.key("firstFin", Type.object(FirstFin.SHAPE).orNull(), "Who closed first; null without a FIN.");
    static final Key SIMULTANEOUS_CLOSE = SHAPE.key("simultaneousClose", Type.FLAG, "Whether both FINs crossed.");
    static final Key HALF_CLOSE =
        SHAPE.key("halfClose", Type.object(HalfClose.SHAPE).orNull(), "Null unless a side was half-closed.");
    static final Key RESETS = SHAPE.key("resets", Type.list(Type.object(OneReset.SHAPE)), "Every RST, in order.");
    static final Key RESETS_NOT_KEPT = SHAPE.key("resetsNotKept", Type.COUNT, "Resets beyond those listed.");
    static final Key TAMPERING =
        SHAPE.key(
            "tamperingSignature", Type.object(Signature.SHAPE).orNull(), "What its end resembles, null for nothing.");
    static final Key REPETITION =
        SHAPE.key("repetition", Type.object(Repeated.SHAPE).orNull(), "What went unanswered at the end.");
    static final Key HANDSHAKE_FAULTS =
        SHAPE.key("handshakeFaults", Type.object(Faults.SHAPE), "What went wrong while connecting.");
    static final Key ICMP_ERRORS =
        SHAPE.key("icmpErrors", Type.list(Type.object(Icmp.SHAPE)), "ICMP errors about it, in order.");
    static final Key ICMP_ERRORS_NOT_KEPT =
        SHAPE.key("icmpErrorsNotKept", Type.COUNT, "ICMP errors beyond those listed.");
    static final Key KERNEL_RESETS =
        SHAPE.key(
            "kernelResets",
            Type.list(Type.object(Kernel.SHAPE)),
            "What the Linux kernels of its sides said of its resets; empty unless they were watched.");
    static final Key CAUSES = SHAPE.key("causes", Type.list(Type.object(Cause.SHAPE)), "Why it ended, best first.");
    static final Key SOCKET_ERRORS =
        SHAPE.key("socketErrors", Type.object(Errors.SHAPE), "What the programs most likely saw.");
    static final Key END_OF_FILE =
        SHAPE.key(
            "endOfFile",
            Type.object(EarlyEnd.SHAPE).orNull(),
            "Where no call failed, but recv returned 0 too early; null where it did not.");
    static final Key ADVICE = SHAPE.key("advice", Type.object(Advice.SHAPE), "What to change.");
    static final Key TRAFFIC = SHAPE.key("traffic", Type.object(Traffic.SHAPE), "What was sent.");
    static final Key APPLICATION =
        SHAPE.key("application", Type.object(Talk.SHAPE), "What the programs were saying at the end.");
    static final Key CAPTURE_QUALITY =
        SHAPE.key("captureQuality", Type.object(Quality.SHAPE), "What the capture shows of it.");
    static final Key VLAN = SHAPE.key("vlan", Type.COUNT.orNull(), "Outermost VLAN id, null when untagged.");
    static final Key TUNNEL = SHAPE.key("tunnel", Type.object(Tunnelled.SHAPE).orNull(), "Tunnel, null when in none.");
    static final Key ZEEK = SHAPE.optional("zeek", Type.object(Zeek.SHAPE), "With --zeek-state: what Zeek says of it.");
  }

  /** One connection in brief. */
  static final class Brief {
    static final Shape SHAPE = new Shape("brief", "One connection with --json=brief.");
    static final Key TYPE = SHAPE.key("type", Type.constant("brief"), "Kind of object.");
    static final Key STREAM = SHAPE.key("tcpStream", Type.COUNT, "As in a connection.");
    static final Key CAPTURE = SHAPE.key("capture", Type.TEXT.orNull(), "As in a connection.");
    static final Key START = SHAPE.key("start", Type.TIME, "First packet.");
    static final Key END = SHAPE.key("end", Type.TIME, "Last packet.");
    static final Key CLIENT = SHAPE.key("client", Type.object(End.SHAPE), "As in a connection.");
    static final Key SERVER = SHAPE.key("server", Type.object(End.SHAPE), "As in a connection.");
    static final Key VERDICT = SHAPE.key("verdict", Keys.VERDICT, "How it ended: exactly one.");
    static final Key HARM = SHAPE.key("harm", Keys.HARM, "As in a connection.");
    static final Key ENDED_BY = SHAPE.key("endedBy", Keys.ROLE.orNull(), "Whose doing it was; null for nobody's.");
    static final Key FRAME = SHAPE.key("frame", Type.FRAME.orNull(), "The deciding packet.");
    static final Key CAUSE = SHAPE.key("cause", CAUSE_ID.orNull(), "The best one; null for none.");
    static final Key CONFIDENCE =
        SHAPE.key("confidence", ids(Confidence.values(), Confidence::id).orNull(), "How sure that is.");
    static final Key SUPERSEDES = SHAPE.key("supersedes", VERDICT_OR_NULL, "As in a connection.");
  }

  /** One capture. */
  static final class Capture {
    static final Shape SHAPE = new Shape("capture", "One capture as far as it was read.");
    static final Key NAME =
        SHAPE.key("name", Type.TEXT, "File as named by the user, - for standard input, or interface.");
    static final Key FORMAT =
        SHAPE.key("format", Type.TEXT, "How it is stored: pcap, pcapng, pcap+gzip, live and so on.");
    static final Key LINK_TYPES =
        SHAPE.key("linkTypes", Type.list(Type.COUNT), "LINKTYPE values, in order of appearance.");
    static final Key PACKETS = SHAPE.key("packets", Type.COUNT, "Packets read.");
    static final Key FIRST_FRAME =
        SHAPE.key("firstFrame", Type.FRAME.orNull(), "Number of its first packet in the whole input.");
    static final Key FIRST_TIME = SHAPE.key("firstTime", Type.TIME.orNull(), "Earliest packet.");
    static final Key LAST_TIME = SHAPE.key("lastTime", Type.TIME.orNull(), "Latest packet.");
    static final Key SNAPLEN =
        SHAPE.key("snaplen", Type.COUNT.orNull(), "Announced snapshot length, null when unlimited or not said.");
    static final Key DROPPED =
        SHAPE.key("dropped", Type.COUNT.orNull(), "Packets lost while capturing, null when not said.");
    static final Key IMPOSSIBLE_TIMES =
        SHAPE.key(
            "impossibleTimes",
            Type.COUNT,
            "Packets with a time before 1970 or after 2116: each counts as captured with the one before it.");
    static final Key BACKWARD_TIMES =
        SHAPE.key("backwardTimes", Type.COUNT, "Packets that are earlier than the one before them.");
    static final Key FARTHEST_BACK =
        SHAPE.key("farthestBackSeconds", Type.SECONDS, "How much earlier at most; 1 s or more is a clock set back.");
    static final Key DAMAGE =
        SHAPE.key("damage", Type.TEXT.orNull(), "Why reading stopped early, null when it did not.");
  }

  /** How many ended in one way. */
  static final class OneVerdict {
    static final Shape SHAPE = new Shape("verdictCount", "How many ended in one way.");
    static final Key VERDICT = SHAPE.key("verdict", Keys.VERDICT, "How.");
    static final Key CONNECTIONS = SHAPE.key("connections", Type.COUNT, "How many.");
  }

  /** A short time in which many ended. */
  static final class OneBurst {
    static final Shape SHAPE = new Shape("burst", "A short time in which most of a group ended.");
    static final Key CONNECTIONS = SHAPE.key("connections", Type.COUNT, "How many.");
    static final Key START = SHAPE.key("start", Type.TIME, "From the beginning of this second on.");
    static final Key SECONDS = SHAPE.key("withinSeconds", Type.COUNT, "Within so many seconds.");
  }

  /** Those of a group to one host. */
  static final class OneHost {
    static final Shape SHAPE = new Shape("groupHost", "Those of a group to one server host.");
    static final Key IP = SHAPE.key("ip", Type.TEXT, "The host's address.");
    static final Key CONNECTIONS = SHAPE.key("connections", Type.COUNT, "How many.");
    static final Key OF =
        SHAPE.key("ofConnections", Type.COUNT.orNull(), "Connections to it however they ended; null when not known.");
    static final Key PORTS = SHAPE.key("ports", Type.list(Type.PORT), "Its ports among them, 16 at most.");
    static final Key MORE_PORTS = SHAPE.key("morePorts", Type.FLAG, "Whether there were other ports.");
    static final Key CLIENTS = SHAPE.key("clients", Type.COUNT, "How many clients; at least so many.");
    static final Key STREAM = SHAPE.key("firstStream", Type.COUNT, "Lowest stream number among them.");
  }

  /** Connections that ended for one cause. */
  static final class OneGroup {
    static final Shape SHAPE =
        new Shape("group", "Connections that ended for one cause, or in one way where none was found.");
    static final Key CAUSE = SHAPE.key("cause", Type.TEXT.orNull(), "Best cause, null when none was found.");
    static final Key HARM = SHAPE.key("harm", Keys.HARM, "What such ends are worth.");
    static final Key CONFIDENCE =
        SHAPE.key(
            "confidence", ids(Confidence.values(), Confidence::id).orNull(), "Of the surest of them; null without.");
    static final Key VERDICTS =
        SHAPE.key("verdicts", Type.list(Type.object(OneVerdict.SHAPE)), "How they ended, most frequent first.");
    static final Key CONNECTIONS = SHAPE.key("connections", Type.COUNT, "How many.");
    static final Key NOT_LOOKED_INTO =
        SHAPE.key("notLookedInto", Type.COUNT, "Those of them whose cause was not looked for.");
    static final Key HOSTS =
        SHAPE.key("hosts", Type.list(Type.object(OneHost.SHAPE)), "By server host, most first, 100 at most.");
    static final Key HOST_COUNT = SHAPE.key("hostCount", Type.COUNT, "How many hosts, listed or not; at least.");
    static final Key OTHER_HOSTS = SHAPE.key("atOtherHosts", Type.COUNT, "Connections to hosts not listed.");
    static final Key BURST =
        SHAPE.key("burst", Type.object(OneBurst.SHAPE).orNull(), "When most of them ended; null where that is spread.");
    static final Key SHORTEST =
        SHAPE.key("shortestSilenceSeconds", Type.SECONDS, "Shortest silence before their ends.");
    static final Key LONGEST = SHAPE.key("longestSilenceSeconds", Type.SECONDS, "Longest silence before their ends.");
    static final Key STREAM = SHAPE.key("firstStream", Type.COUNT, "Lowest stream number among them.");
  }

  /** A scan. */
  static final class OneScan {
    static final Shape SHAPE =
        new Shape("scan", "A client that tried many ports or hosts and was refused or not answered.");
    static final Key CLIENT = SHAPE.key("client", Type.TEXT, "Its address.");
    static final Key CONNECTIONS = SHAPE.key("connections", Type.COUNT, "Attempts that failed; they are in no group.");
    static final Key TARGETS = SHAPE.key("targets", Type.COUNT, "Different ports of hosts among them; at least.");
    static final Key HOSTS = SHAPE.key("hosts", Type.COUNT, "Different hosts among them; at least.");
    static final Key VERDICTS =
        SHAPE.key("verdicts", Type.list(Type.object(OneVerdict.SHAPE)), "How they ended.");
    static final Key FIRST_TIME = SHAPE.key("firstTime", Type.TIME, "When the first of them ended.");
    static final Key LAST_TIME = SHAPE.key("lastTime", Type.TIME, "When the last of them ended.");
    static final Key STREAM = SHAPE.key("firstStream", Type.COUNT, "Lowest stream number among them.");
  }

  /** A server that accepted nothing. */
  static final class OneDown {
    static final Shape SHAPE = new Shape("down", "A server that accepted no connection in the whole capture.");
    static final Key SERVER = SHAPE.key("server", Type.object(End.SHAPE), "Which.");
    static final Key CONNECTIONS = SHAPE.key("connections", Type.COUNT, "How many were tried.");
    static final Key CLIENTS = SHAPE.key("clients", Type.COUNT, "How many clients tried.");
    static final Key ANSWERED = SHAPE.key("answered", Type.FLAG, "Whether anything answered, if only to refuse.");
  }

  /** What silences say of an idle timer. */
  static final class Timer {
    static final Shape SHAPE =
        new Shape("idleTimer", "A timer T of one server or the way to it: survived < T <= died, if consistent.");
    static final Key SERVER = SHAPE.key("server", Type.object(End.SHAPE), "Whose connections.");
    static final Key SURVIVED =
        SHAPE.key("longestSurvivedSeconds", Type.SECONDS, "Longest silence survived, 0 for none.");
    static final Key SURVIVORS =
        SHAPE.key("survivors", Type.COUNT, "Connections that survived 1 s of silence or more.");
    static final Key DIED = SHAPE.key("shortestDiedSeconds", Type.SECONDS, "Shortest silence that ended a connection.");
    static final Key DEAD = SHAPE.key("died", Type.COUNT, "Connections that a silence ended.");
    static final Key CONSISTENT =
        SHAPE.key("consistent", Type.FLAG, "False when some survived longer than what others died of: no one timer.");
  }

  /** The last object. */
  static final class Summary {
    static final Shape SHAPE = new Shape("summary", "Figures of the whole analysis; the last object.");
    static final Key TYPE = SHAPE.key("type", Type.constant("summary"), "Kind of object.");
    static final Key VERSION = SHAPE.key("schemaVersion", Keys.VERSION, "Version of this schema.");
    static final Key CAPTURES = SHAPE.key("captures", Type.list(Type.object(Capture.SHAPE)), "What was read.");
    static final Key PACKETS = SHAPE.key("packets", Type.COUNT, "Packets read.");
    static final Key TCP_PACKETS = SHAPE.key("tcpPackets", Type.COUNT, "TCP segments and ICMP errors about one.");
    static final Key SKIPPED = SHAPE.key("skipped", Type.countsBy(Type.TEXT), "Packets not followed, by reason.");
    static final Key FILTERED_OUT = SHAPE.key("filteredOut", Type.COUNT, "Packets a capture filter removed.");
    static final Key CONNECTIONS = SHAPE.key("connections", Type.COUNT, "Connections found, whether listed or not.");
    static final Key TRANSLATED =
        SHAPE.key(
            "translated", Type.COUNT,
            "Connections that are others of these behind an address translation, see translatedFrom.");
    static final Key EVICTED = SHAPE.key("evicted", Type.COUNT, "Connections dropped while open to bound memory.");
    static final Key ONLY_ENDS =
        SHAPE.key(
            "onlySynFinRst", Type.FLAG, "Whether no other segments are there although some were sent: a filter.");
    static final Key LACKING =
        SHAPE.key(
            "lacking", Type.countsBy(ids(Shown.values(), Shown::id)),
            "Connections by what the captures do not show of them, see captureQuality.lacks.");
    static final Key VERDICTS = SHAPE.key("verdicts", Type.countsBy(Keys.VERDICT), "Connections by verdict.");
    static final Key ENDED_BADLY = SHAPE.key("endedBadly", Type.COUNT, "Connections whose harm is harmful.");
    static final Key ENDED_HARMLESSLY =
        SHAPE.key("endedHarmlessly", Type.COUNT, "Connections whose harm is harmless. Groups and scans add up to both.");
    static final Key GROUPS =
        SHAPE.key(
            "groups", Type.list(Type.object(OneGroup.SHAPE)), "What did not end well, by cause: harmful ones first.");
    static final Key SCANS = SHAPE.key("scans", Type.list(Type.object(OneScan.SHAPE)), "The largest, 100 at most.");
    static final Key OTHER_SCANS = SHAPE.key("inOtherScans", Type.COUNT, "Attempts of scans that are not listed.");
    static final Key DOWN =
        SHAPE.key("down", Type.list(Type.object(OneDown.SHAPE)), "Servers that accepted nothing, 100 at most.");
    static final Key IDLE_TIMERS =
        SHAPE.key("idleTimers", Type.list(Type.object(Timer.SHAPE)), "Idle timers by server, 100 at most.");
    static final Key NOT_LOOKED_INTO =
        SHAPE.key("notLookedInto", Type.COUNT, "Connections, scans aside, whose cause was not looked for.");
    static final Key FIRST_TIME = SHAPE.key("firstTime", Type.TIME.orNull(), "Earliest packet.");
    static final Key LAST_TIME = SHAPE.key("lastTime", Type.TIME.orNull(), "Latest packet.");
    static final Key COMPLETE =
        SHAPE.key("complete", Type.FLAG, "False when a capture was damaged or packets were lost while capturing.");
  }

  static final List<Shape> SHAPES =
      List.of(
          Connection.SHAPE, Brief.SHAPE, Summary.SHAPE, End.SHAPE, EndedBy.SHAPE, FirstFin.SHAPE, HalfClose.SHAPE, OneReset.SHAPE,
          Signature.SHAPE, Repeated.SHAPE, Faults.SHAPE, Icmp.SHAPE, Kernel.SHAPE, Cause.SHAPE, Fact.SHAPE,
          Errors.SHAPE, Call.SHAPE, Messages.SHAPE, EarlyEnd.SHAPE, Advice.SHAPE, Traffic.SHAPE, Half.SHAPE, Talk.SHAPE,
          Said.SHAPE, Quality.SHAPE, Tunnelled.SHAPE, Zeek.SHAPE, Capture.SHAPE, OneVerdict.SHAPE, OneBurst.SHAPE,
          OneHost.SHAPE, OneGroup.SHAPE, OneScan.SHAPE, OneDown.SHAPE, Timer.SHAPE);
}

package io.finrst.compare;

import io.finrst.script.Frame;
import io.finrst.script.Frames;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What a point further on sees of the same packets: Ethernet, IPv4 without options, the client at port 40000 unless
 * said. Packets are named by their number in the original, from 1.
 */
final class Wire {
  static final long MS = 1_000_000L;
  private static final int IP = 14;
  private static final int TCP = 34;
  private static final int CLIENT_PORT = 40_000;

  /** One packet and what it was at first. */
  private record Hop(int number, Frame frame) {}

  private final List<Hop> hops = new ArrayList<>();

  private Wire() {}

  /** The far end of a wire that takes so long each way. The near end captures {@code near} as it is. */
  static Wire behind(Frames near, long delayNs) {
    Wire wire = new Wire();
    for (Frame frame : near.list()) {
      boolean fromClient = isFromClient(frame);
      wire.hops.add(new Hop(wire.hops.size() + 1, frame.at(frame.timeNs() + (fromClient ? delayNs : -delayNs))));
    }
    return wire.hop(1);
  }

  static boolean isFromClient(Frame frame) {
    return port(frame, TCP) == CLIENT_PORT;
  }

  private static int port(Frame frame, int at) {
    return ByteBuffer.wrap(frame.bytes()).getShort(at) & 0xFFFF;
  }

  /** Without those packets. */
  Wire without(Integer... numbers) {
    hops.removeIf(hop -> Arrays.asList(numbers).contains(hop.number));
    return this;
  }

  /** Only some. */
  Wire only(Predicate<Frame> some) {
    hops.removeIf(hop -> !some.test(hop.frame));
    return this;
  }

  /** All changed in some way. */
  Wire each(UnaryOperator<Frame> change) {
    hops.replaceAll(hop -> new Hop(hop.number, change.apply(hop.frame)));
    return this;
  }

  /** Routers in between. */
  Wire hop(int routers) {
    return each(frame -> edit(frame, bytes -> {
      int step = isFromClient(frame) ? -routers : routers;
      bytes.put(IP + 8, (byte) (bytes.get(IP + 8) + step));
    }));
  }

  /** By a clock that is ahead, and gains. */
  Wire clock(long aheadNs, double drift) {
    long startNs = hops.get(0).frame.timeNs();
    return each(frame -> frame.at(frame.timeNs() + aheadNs + Math.round(drift * (frame.timeNs() - startNs))));
  }

  /** With another client: what it sends comes from there, what is sent to it goes there. */
  Wire translated(int lastByte, int port) {
    return each(frame -> edit(frame, bytes -> {
      boolean fromClient = isFromClient(frame);
      bytes.put(fromClient ? IP + 15 : IP + 19, (byte) lastByte);
      bytes.putShort(fromClient ? TCP : TCP + 2, (short) port);
    }));
  }

  /** With the numbers of the client's direction rewritten. */
  Wire renumbered(int by) {
    return each(frame -> edit(frame, bytes -> {
      int at = isFromClient(frame) ? TCP + 4 : TCP + 8;
      bytes.putInt(at, bytes.getInt(at) + by);
    }));
  }

  /** With the MSS option of SYNs set, which must be the first option. */
  Wire clamped(int mss) {
    return each(frame -> (frame.bytes()[TCP + 13] & 2) == 0 ? frame : edit(frame, bytes -> bytes.putShort(TCP + 22, (short) mss)));
  }

  /** One more packet, so long after the {@code number}th. */
  Wire and(int number, Frame frame) {
    hops.add(new Hop(number, frame));
    return this;
  }

  /** The packet once more. */
  Wire twice(int number, long laterNs) {
    Frame frame = hops.stream().filter(hop -> hop.number == number).findFirst().orElseThrow().frame;
    return and(number, frame.at(frame.timeNs() + laterNs));
  }

  /** In segments of so many bytes, as a network card makes them of larger ones. */
  Wire segmented(int most) {
    List<Hop> cut = new ArrayList<>();
    for (Hop hop : hops) {
      int header = TCP + 4 * (hop.frame.bytes()[TCP + 12] >>> 4 & 0xF);
      int payload = hop.frame.bytes().length - header;
      for (int from = 0; from == 0 || from < payload; from += most) {
        int length = Math.min(most, payload - from);
        int start = from;
        byte[] part = Arrays.copyOf(hop.frame.bytes(), header + length);
        System.arraycopy(hop.frame.bytes(), header + start, part, header, length);
        ByteBuffer bytes = ByteBuffer.wrap(part);
        bytes.putShort(IP + 2, (short) (part.length - IP));
        bytes.putShort(IP + 4, (short) (bytes.getShort(IP + 4) + from / most));
        bytes.putInt(TCP + 4, bytes.getInt(TCP + 4) + from);
        cut.add(new Hop(hop.number, new Frame(part, part.length, hop.frame.timeNs() + from / most, 1)));
      }
    }
    hops.clear();
    hops.addAll(cut);
    return this;
  }

  /** A reset in the name of the sender of {@code like}, with its numbers and another TTL. */
  static Frame forged(Frame like, int seqAhead, long timeNs) {
    byte[] bytes = Arrays.copyOf(like.bytes(), TCP + 20);
    ByteBuffer packet = ByteBuffer.wrap(bytes);
    packet.putShort(IP + 2, (short) 40);
    packet.putShort(IP + 4, (short) 7);
    packet.put(IP + 8, (byte) 201);
    packet.putInt(TCP + 4, packet.getInt(TCP + 4) + seqAhead);
    packet.put(TCP + 12, (byte) 0x50);
    packet.put(TCP + 13, (byte) 4);
    packet.putShort(TCP + 14, (short) 0);
    return new Frame(bytes, bytes.length, timeNs, 1);
  }

  private interface Edit {
    void apply(ByteBuffer bytes);
  }

  private static Frame edit(Frame frame, Edit edit) {
    byte[] bytes = frame.bytes().clone();
    edit.apply(ByteBuffer.wrap(bytes));
    return new Frame(bytes, frame.wireLength(), frame.timeNs(), frame.linkType());
  }

  /** What the point captures. */
  Frames frames() {
    return new Frames(
        hops.stream().map(Hop::frame).sorted(Comparator.comparingLong(Frame::timeNs)).toList());
  }
}

package io.finrst.script;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rewrites captured frames in ways that change nothing about the connections: other addresses, other sequence numbers.
 * Frames without TCP over plain IP pass unchanged; quotes in ICMP errors are rewritten with the rest.
 */
final class FrameEditor {
  private static final int FIN_SYN_RST = 7;
  private static final int RST = 4;
  private static final int ACK = 16;
  private static final Edit NOTHING = ip -> {};

  /** Added to the sequence numbers of one direction of one 4-tuple. */
  private final Map<String, Integer> shifts = new HashMap<>();

  private ByteBuffer bytes;

  /**
   * Shifts the sequence numbers of each direction so that its first one lies {@code before} below 2^32.
   *
   * <p>The number 0 of a reset that answers a SYN stays: it is not part of the sequence.
   */
  List<Frame> acrossWrap(List<Frame> frames, int before) {
    return frames.stream().map(frame -> edit(frame, at -> shift(at, before), NOTHING)).toList();
  }

  /** Inverts the last bits of every address, so that of two neighbours the other one is the lower. */
  List<Frame> addressesSwapped(List<Frame> frames) {
    return frames.stream().map(frame -> edit(frame, this::invert, this::invert)).toList();
  }

  /** Makes the checksums right. */
  Frame checked(Frame frame) {
    return edit(frame, NOTHING, NOTHING);
  }

  private interface Edit {
    void apply(int ipOffset);
  }

  /** Edits a TCP packet, or the one that an ICMP error quotes, and the IP header around the quoted one. */
  private Frame edit(Frame frame, Edit edit, Edit around) {
    int ip = LinkHeader.ipOffset(frame);
    if (ip < 0 || ip + 40 > frame.bytes().length) {
      return frame;
    }
    bytes = ByteBuffer.wrap(frame.bytes().clone());
    int protocol = protocol(ip);
    if (protocol == 6) {
      edit.apply(ip);
      checksums(ip, 16);
    } else if (protocol == 1 && (bytes.get(ip + 20) == 3 || bytes.get(ip + 20) == 11)) {
      around.apply(ip);
      edit.apply(ip + 28);
      checksums(ip, 2);
    } else if (protocol == 58 && bytes.get(ip + 40) >= 1 && bytes.get(ip + 40) <= 4) {
      around.apply(ip);
      edit.apply(ip + 48);
      checksums(ip, 2);
    }
    return frame.with(bytes.array());
  }

  private boolean v6(int ip) {
    return bytes.get(ip) >>> 4 == 6;
  }

  private int protocol(int ip) {
    return bytes.get(v6(ip) ? ip + 6 : ip + 9) & 0xFF;
  }

  private int content(int ip) {
    return v6(ip) ? ip + 40 : ip + 4 * (bytes.get(ip) & 15);
  }

  private void invert(int ip) {
    if (v6(ip)) {
      bytes.put(ip + 23, (byte) ~bytes.get(ip + 23)).put(ip + 39, (byte) ~bytes.get(ip + 39));
    } else {
      bytes.putShort(ip + 14, (short) ~bytes.getShort(ip + 14)).putShort(ip + 18, (short) ~bytes.getShort(ip + 18));
    }
  }

  private void shift(int ip, int before) {
    int tcp = content(ip);
    int flags = tcp + 14 <= bytes.capacity() ? bytes.get(tcp + 13) : 0; // an ICMP quote may end before them
    int seq = bytes.getInt(tcp + 4);
    boolean answersSyn = seq == 0 && (flags & RST) != 0;
    if (!answersSyn) {
      bytes.putInt(tcp + 4, seq + shifts.computeIfAbsent(direction(ip, true), key -> -before - seq));
    }
    if ((flags & ACK) != 0) {
      int ack = bytes.getInt(tcp + 8);
      int base = (flags & FIN_SYN_RST) == 0 ? ack - 1 : ack;
      bytes.putInt(tcp + 8, ack + shifts.computeIfAbsent(direction(ip, false), key -> -before - base));
      shiftSack(tcp, shifts.get(direction(ip, false)));
    }
  }

  private void shiftSack(int tcp, int by) {
    int end = Math.min(tcp + ((bytes.get(tcp + 12) & 0xF0) >>> 2), bytes.capacity());
    for (int at = tcp + 20; at + 1 < end && bytes.get(at) != 0; ) {
      int length = bytes.get(at) == 1 ? 1 : Math.max(2, bytes.get(at + 1) & 0xFF);
      if (bytes.get(at) == 5) {
        for (int edge = at + 2; edge + 4 <= Math.min(at + length, end); edge += 4) {
          bytes.putInt(edge, bytes.getInt(edge) + by);
        }
      }
      at += length;
    }
  }

  private String direction(int ip, boolean sent) {
    int length = v6(ip) ? 16 : 4;
    int at = v6(ip) ? ip + 8 : ip + 12;
    byte[] source = Arrays.copyOfRange(bytes.array(), at, at + length);
    byte[] target = Arrays.copyOfRange(bytes.array(), at + length, at + 2 * length);
    int sourcePort = bytes.getShort(content(ip));
    int targetPort = bytes.getShort(content(ip) + 2);
    String forth = Arrays.toString(source) + sourcePort;
    String back = Arrays.toString(target) + targetPort;
    return sent ? forth + ">" + back : back + ">" + forth;
  }

  /** Makes the checksums right again where the whole packet was captured. */
  private void checksums(int ip, int field) {
    int content = content(ip);
    int end = v6(ip) ? content + (bytes.getShort(ip + 4) & 0xFFFF) : ip + (bytes.getShort(ip + 2) & 0xFFFF);
    if (!v6(ip)) {
      bytes.putShort(ip + 10, (short) 0);
      bytes.putShort(ip + 10, (short) Checksum.fold(Checksum.sum(bytes.array(), ip, content)));
    }
    if (end > bytes.capacity() || end <= content) {
      return;
    }
    long pseudo = protocol(ip) + (end - content) + Checksum.sum(bytes.array(), v6(ip) ? ip + 8 : ip + 12, content);
    if (!v6(ip) && content != ip + 20 || protocol(ip) == 1) {
      pseudo = protocol(ip) == 1 ? 0 : pseudo - Checksum.sum(bytes.array(), ip + 20, content);
    }
    bytes.putShort(content + field, (short) 0);
    long sum = Checksum.sum(bytes.array(), content, end) + pseudo;
    bytes.putShort(content + field, (short) Checksum.fold(sum));
  }
}

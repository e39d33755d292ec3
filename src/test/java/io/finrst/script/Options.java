package io.finrst.script;

import java.nio.ByteBuffer;

/** TCP options of one script line: {@code <mss 1460,sackOK,ts 100 0,nop,wscale 7>}. */
final class Options {
  private final ByteBuffer bytes = ByteBuffer.allocate(64);

  /** Whether the timestamps option is among them. */
  boolean timestamps;

  /** TSval when {@link #timestamps}. */
  int tsVal;

  static Options none() {
    return new Options();
  }

  /** What Linux puts into a SYN or SYN-ACK. */
  static Options linuxSyn(int tsVal, int tsEcr) {
    Options options = new Options();
    options.bytes.putInt(0x0204_05B4).put((byte) 4).put((byte) 2);
    options.timestamp(tsVal, tsEcr);
    options.bytes.put((byte) 1).put((byte) 3).put((byte) 3).put((byte) 7);
    return options;
  }

  /** Timestamps alone, as on every later segment. */
  static Options timestampsOnly(int tsVal, int tsEcr) {
    Options options = new Options();
    options.bytes.putShort((short) 0x0101);
    options.timestamp(tsVal, tsEcr);
    return options;
  }

  /** Parses {@code <...>}; numbers of SACK blocks are relative to {@code peerIsn}. */
  static Options parse(Words words, String text, int peerIsn) {
    Options options = new Options();
    String body = text.substring(1, text.length() - 1).strip();
    for (String item : body.isEmpty() ? new String[0] : body.split(",")) {
      String[] part = item.strip().split("[ :]+");
      switch (part[0]) {
        case "mss" -> options.bytes.putShort((short) 0x0204).putShort((short) words.number(arg(words, part, 1), "mss"));
        case "wscale" -> options.bytes.putShort((short) 0x0303).put((byte) words.number(arg(words, part, 1), "wscale"));
        case "sackOK" -> options.bytes.putShort((short) 0x0402);
        case "nop" -> options.bytes.put((byte) 1);
        case "ts" ->
            options.timestamp(
                (int) words.number(arg(words, part, 1), "TSval"), (int) words.number(arg(words, part, 2), "TSecr"));
        case "sack" -> {
          int left = (int) words.number(arg(words, part, 1), "sack");
          int right = (int) words.number(arg(words, part, 2), "sack");
          options.bytes.putShort((short) 0x050A).putInt(peerIsn + left).putInt(peerIsn + right);
        }
        case "fastopen" -> options.bytes.putShort((short) 0x220A).putLong(words.number(arg(words, part, 1), "cookie"));
        case "mptcprst" -> {
          int reason = (int) words.number(arg(words, part, 1), "reason");
          options.bytes.putShort((short) 0x1E04).put((byte) 0x80).put((byte) reason);
        }
        case "fastclose" -> options.bytes.putShort((short) 0x1E0C).putShort((short) 0x7000).putLong(1);
        default -> throw words.error("unknown option '" + part[0] + "'");
      }
    }
    return options;
  }

  private static String arg(Words words, String[] part, int index) {
    if (index >= part.length) {
      throw words.error("option '" + part[0] + "' needs a number");
    }
    return part[index];
  }

  private void timestamp(int val, int ecr) {
    bytes.putShort((short) 0x080A).putInt(val).putInt(ecr);
    timestamps = true;
    tsVal = val;
  }

  /** The bytes, filled up with NOPs to a multiple of four. */
  byte[] toBytes() {
    while (bytes.position() % 4 != 0) {
      bytes.put((byte) 1);
    }
    byte[] all = new byte[bytes.position()];
    bytes.get(0, all);
    return all;
  }
}

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Deterministic generator of synthetic TCP captures (Ethernet, IPv4 + IPv6, valid checksums).
 *
 * <p>Run with any JDK >= 17, no build needed:
 *
 * <pre>
 *   java src/bench/GenCapture.java --out mixed.pcap --profile mixed --conns 200000 --mean-bytes 2550 --seed 1
 *   java src/bench/GenCapture.java --out short.pcap --profile short --conns 1000000 --v6 0 --seed 2
 * </pre>
 *
 * Options (name value):
 *
 * <ul>
 *   <li>--out FILE (required), --seed N (1)
 *   <li>--profile mixed|short|syn. mixed: handshake, request, response data, teardown drawn from a
 *       fixed mix, frames 66..1514 bytes. short: exactly 8 frames of 60 bytes a connection (IPv4) or 74
 *       (IPv6): handshake, 6 byte request, ACK, FIN/ACK, FIN/ACK, ACK. syn: one SYN a connection.
 *   <li>--conns N (200000), --concurrency N (2000): connections open at one time
 *   <li>--mean-bytes N (3700): mean server payload for each connection, mixed only
 *   <li>--v6 PERCENT (10), --dup PERMILLE (5): data or FIN frames sent twice (retransmission),
 *       --ooo PERMILLE (5): neighbouring data frames of one connection swapped
 *   <li>--format pcap|pcapns|pcapng (pcap), --endian little|big (little)
 *   <li>--truth FILE: one CSV line a connection: id,client,cport,server,sport,kind,packets
 * </ul>
 *
 * The last stdout line is a JSON summary. Same arguments, same bytes, on any machine.
 */
public final class GenCapture {
  // teardown kinds and their weights (per 100) in the mixed profile
  static final String[] KIND = {
    "fin-client", "fin-server", "fin-simultaneous", "fin-then-rst", "rst-client", "rst-server",
    "refused", "open", "half-closed", "syn-unanswered"
  };
  static final int[] WEIGHT = {46, 22, 2, 8, 7, 6, 3, 2, 2, 2};
  static final int FIN = 1, SYN = 2, RST = 4, PSH = 8, ACK = 16;

  // ---- arguments
  static Path out, truth;
  static long seed = 1, conns = 200_000;
  static int concurrency = 2000, meanBytes = 3700, v6pct = 10, dup = 5, ooo = 5;
  static boolean shortProfile, synProfile, nanos, ng;
  static ByteOrder order = ByteOrder.LITTLE_ENDIAN;

  // ---- output
  static FileChannel ch;
  static ByteBuffer buf = ByteBuffer.allocateDirect(8 << 20);
  static long frames, frameBytes, fileBytes;
  static long nowNs = 1_700_000_000_000_000_000L;

  // ---- random payload with prefix sums of 16-bit words, so a checksum costs O(1)
  static final byte[] pool = new byte[1 << 17];
  static final long[] pre = new long[(1 << 16) + 1];

  // ---- splitmix64
  static long rs;

  static long rnd() {
    long z = (rs += 0x9E3779B97F4A7C15L);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  static int rnd(int n) {
    return (int) ((rnd() >>> 33) % n);
  }

  /** One live connection; slots are reused. */
  static final class Conn {
    long id;
    boolean v6;
    int kind, cport, sport, step, exch, respLeft, unacked;
    int cseq, sseq; // next sequence number
    int cip, sip;
    int packets;
    boolean held; // a swapped data frame waits
    int hSeq, hLen, hFlags;
  }

  public static void main(String[] a) throws IOException {
    for (int i = 0; i + 1 < a.length; i += 2) {
      String v = a[i + 1];
      switch (a[i]) {
        case "--out" -> out = Path.of(v);
        case "--truth" -> truth = Path.of(v);
        case "--seed" -> seed = Long.parseLong(v);
        case "--profile" -> {
          synProfile = v.equals("syn");
          shortProfile = synProfile || v.equals("short");
        }
        case "--conns" -> conns = Long.parseLong(v);
        case "--concurrency" -> concurrency = Integer.parseInt(v);
        case "--mean-bytes" -> meanBytes = Integer.parseInt(v);
        case "--v6" -> v6pct = Integer.parseInt(v);
        case "--dup" -> dup = Integer.parseInt(v);
        case "--ooo" -> ooo = Integer.parseInt(v);
        case "--format" -> {
          nanos = v.equals("pcapns");
          ng = v.equals("pcapng");
        }
        case "--endian" -> order = v.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        default -> throw new IllegalArgumentException(a[i]);
      }
    }
    if (out == null || a.length % 2 != 0) {
      System.err.println("usage: java GenCapture.java --out FILE [--name value]... (see the source)");
      System.exit(2);
    }
    rs = seed * 0x5DEECE66DL + 11;
    ByteBuffer pb = ByteBuffer.wrap(pool);
    for (int i = 0; i < pool.length; i += 8) pb.putLong(i, rnd());
    for (int i = 0; i < 1 << 16; i++) pre[i + 1] = pre[i] + (pb.getShort(i * 2) & 0xffff);

    Map<String, Long> kinds = new TreeMap<>();
    ch = FileChannel.open(out, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
    BufferedWriter tw = truth == null ? null : Files.newBufferedWriter(truth);
    if (tw != null) tw.write("id,client,cport,server,sport,kind,packets\n");
    fileHeader();

    long next = 0;
    int live = 0;
    Conn[] slot = new Conn[(int) Math.min(concurrency, conns)];
    for (int i = 0; i < slot.length; i++) {
      slot[i] = open(new Conn(), next++);
      live++;
    }
    while (live > 0) {
      int i = rnd(live);
      Conn c = slot[i];
      // a short burst from one connection, as on a real link
      int burst = 1 + rnd(3);
      boolean more = true;
      while (burst-- > 0 && more) more = step(c);
      if (!more) {
        kinds.merge(KIND[c.kind], 1L, Long::sum);
        if (tw != null) {
          tw.write(c.id + "," + addr(c.cip, c.v6, true) + "," + c.cport + "," + addr(c.sip, c.v6, false)
              + "," + c.sport + "," + KIND[c.kind] + "," + c.packets + "\n");
        }
        if (next < conns) open(c, next++);
        else {
          slot[i] = slot[--live];
          slot[live] = null;
        }
      }
    }
    flush();
    ch.close();
    if (tw != null) tw.close();
    Map<String, Object> s = new LinkedHashMap<>();
    StringBuilder k = new StringBuilder("{");
    kinds.forEach((n, v) -> k.append(k.length() > 1 ? "," : "").append('"').append(n).append("\":").append(v));
    System.out.println("{\"frames\":" + frames + ",\"frame_bytes\":" + frameBytes + ",\"file_bytes\":" + fileBytes
        + ",\"connections\":" + conns + ",\"kinds\":" + k + "}}");
  }

  static Conn open(Conn c, long id) {
    c.id = id;
    c.v6 = rnd(100) < v6pct;
    // unique 5-tuple for each id: (cip, cport) is a bijection of id
    c.cport = 1024 + (int) (id % 64000);
    c.cip = 0x0A000000 | (int) ((id / 64000) * 2654435761L & 0xFFFF) << 8 | 1 + rnd(4);
    c.sip = 0xC0A80000 | rnd(4096);
    int p = rnd(10);
    c.sport = p < 6 ? 443 : p < 8 ? 80 : p < 9 ? 8080 : 22;
    c.cseq = (int) rnd();
    c.sseq = (int) rnd();
    c.step = 0;
    c.packets = 0;
    c.unacked = 0;
    c.held = false;
    if (shortProfile) {
      c.kind = synProfile ? 9 : 0;
      return c;
    }
    int w = rnd(100);
    c.kind = 0;
    while (w >= WEIGHT[c.kind]) w -= WEIGHT[c.kind++];
    c.exch = 1 + (rnd(4) == 0 ? 1 + rnd(3) : 0);
    // Pareto, shape 1.3, capped: many small, few large
    double u = ((rnd() >>> 11) + 1) * 0x1p-53;
    double x = meanBytes * 0.26 / Math.pow(u, 1 / 1.3);
    c.respLeft = (int) Math.min(x, 4_000_000);
    return c;
  }

  /** Emits one frame of the connection; false when it was the last. */
  static boolean step(Conn c) throws IOException {
    if (shortProfile) return stepShort(c);
    switch (c.step) {
      case 0 -> {
        send(c, true, SYN, c.cseq, 0, 0);
        if (c.kind == 9) {
          c.step = 1000;
          return true;
        }
        c.cseq++;
        c.step = c.kind == 6 ? 900 : 1;
        return true;
      }
      case 1 -> {
        send(c, false, SYN | ACK, c.sseq++, c.cseq, 0);
        c.step = 2;
      }
      case 2 -> {
        send(c, true, ACK, c.cseq, c.sseq, 0);
        c.step = 3;
      }
      case 3 -> { // request
        int len = 90 + rnd(500);
        data(c, true, len, PSH | ACK);
        c.exch--;
        c.step = 4;
      }
      case 4 -> { // response data, client ACKs every second segment
        if (c.unacked >= 2) {
          send(c, true, ACK, c.cseq, c.sseq, 0);
          c.unacked = 0;
          return true;
        }
        int mss = c.v6 ? 1428 : 1448;
        int len = Math.min(c.respLeft, mss);
        if (len > 0) {
          c.respLeft -= len;
          data(c, false, len, c.respLeft == 0 ? PSH | ACK : ACK);
          c.unacked++;
        }
        if (c.respLeft <= 0) {
          flushHeld(c);
          if (c.exch > 0) {
            c.respLeft = 200 + rnd(1200);
            c.step = 3;
          } else c.step = 5;
        }
      }
      case 5 -> {
        send(c, true, ACK, c.cseq, c.sseq, 0);
        switch (c.kind) {
          case 0 -> c.step = 10;
          case 1 -> c.step = 20;
          case 2 -> c.step = 30;
          case 3 -> c.step = 40;
          case 4 -> c.step = 50;
          case 5 -> c.step = 60;
          case 8 -> c.step = 80;
          default -> {
            return false; // open
          }
        }
      }
      case 10 -> {
        fin(c, true);
        c.step = 11;
      }
      case 11 -> {
        fin(c, false);
        c.step = 12;
      }
      case 12 -> {
        send(c, true, ACK, c.cseq, c.sseq, 0);
        return false;
      }
      case 20 -> {
        fin(c, false);
        c.step = 21;
      }
      case 21 -> {
        send(c, true, ACK, c.cseq, c.sseq, 0);
        c.step = 22;
      }
      case 22 -> {
        fin(c, true);
        c.step = 23;
      }
      case 23 -> {
        send(c, false, ACK, c.sseq, c.cseq, 0);
        return false;
      }
      case 30 -> { // both FINs cross
        int s0 = c.sseq, c0 = c.cseq;
        send(c, true, FIN | ACK, c0, s0, 0);
        send(c, false, FIN | ACK, s0, c0, 0);
        c.cseq++;
        c.sseq++;
        c.step = 31;
      }
      case 31 -> {
        send(c, true, ACK, c.cseq, c.sseq, 0);
        send(c, false, ACK, c.sseq, c.cseq, 0);
        return false;
      }
      case 40 -> {
        fin(c, true);
        c.step = 41;
      }
      case 41 -> {
        send(c, false, ACK, c.sseq, c.cseq, 0);
        c.step = 42;
      }
      case 42 -> {
        send(c, false, RST, c.sseq, 0, 0);
        return false;
      }
      case 50 -> {
        send(c, true, RST | ACK, c.cseq, c.sseq, 0);
        return false;
      }
      case 60 -> {
        send(c, false, RST | ACK, c.sseq, c.cseq, 0);
        return false;
      }
      case 80 -> {
        fin(c, true);
        c.step = 81;
      }
      case 81 -> {
        send(c, false, ACK, c.sseq, c.cseq, 0);
        return false;
      }
      case 900 -> {
        send(c, false, RST | ACK, 0, c.cseq, 0);
        return false;
      }
      case 1000 -> {
        send(c, true, SYN, c.cseq, 0, 0);
        return false;
      }
      default -> throw new IllegalStateException();
    }
    return true;
  }

  static boolean stepShort(Conn c) throws IOException {
    switch (c.step++) {
      case 0 -> {
        send(c, true, SYN, c.cseq++, 0, 0);
        return !synProfile;
      }
      case 1 -> send(c, false, SYN | ACK, c.sseq++, c.cseq, 0);
      case 2 -> send(c, true, ACK, c.cseq, c.sseq, 0);
      case 3 -> {
        send(c, true, PSH | ACK, c.cseq, c.sseq, c.v6 ? 0 : 6);
        c.cseq += c.v6 ? 0 : 6;
      }
      case 4 -> send(c, false, ACK, c.sseq, c.cseq, 0);
      case 5 -> send(c, true, FIN | ACK, c.cseq++, c.sseq, 0);
      case 6 -> send(c, false, FIN | ACK, c.sseq++, c.cseq, 0);
      default -> {
        send(c, true, ACK, c.cseq, c.sseq, 0);
        return false;
      }
    }
    return true;
  }

  static void fin(Conn c, boolean fromClient) throws IOException {
    int seq = fromClient ? c.cseq : c.sseq, ack = fromClient ? c.sseq : c.cseq;
    send(c, fromClient, FIN | ACK, seq, ack, 0);
    if (rnd(1000) < dup) send(c, fromClient, FIN | ACK, seq, ack, 0);
    if (fromClient) c.cseq++;
    else c.sseq++;
  }

  static void data(Conn c, boolean fromClient, int len, int flags) throws IOException {
    if (fromClient) {
      send(c, true, flags, c.cseq, c.sseq, len);
      c.cseq += len;
      return;
    }
    int seq = c.sseq;
    c.sseq += len;
    if (!c.held && rnd(1000) < ooo) { // hold this one, send it after the next
      c.held = true;
      c.hSeq = seq;
      c.hLen = len;
      c.hFlags = flags;
      return;
    }
    send(c, false, flags, seq, c.cseq, len);
    if (rnd(1000) < dup) send(c, false, flags, seq, c.cseq, len);
    flushHeld(c);
  }

  static void flushHeld(Conn c) throws IOException {
    if (!c.held) return;
    c.held = false;
    send(c, false, c.hFlags, c.hSeq, c.cseq, c.hLen);
  }

  // ---------------------------------------------------------------- frames

  static void fileHeader() throws IOException {
    buf.order(order);
    if (ng) {
      buf.putInt(0x0A0D0D0A).putInt(28).putInt(0x1A2B3C4D).putShort((short) 1).putShort((short) 0)
          .putLong(-1).putInt(28);
      buf.putInt(1).putInt(20).putShort((short) 1).putShort((short) 0).putInt(262144).putInt(20);
    } else {
      buf.putInt(nanos ? 0xA1B23C4D : 0xA1B2C3D4).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0)
          .putInt(262144).putInt(1);
    }
  }

  static void send(Conn c, boolean fromClient, int flags, int seq, int ack, int len) throws IOException {
    c.packets++;
    nowNs += 1000L + (rnd() >>> 50); // 1..17 microseconds
    boolean syn = (flags & SYN) != 0;
    int opt = shortProfile ? 0 : syn ? 20 : 12;
    int tcpLen = 20 + opt + len;
    int ipLen = (c.v6 ? 40 : 20) + tcpLen;
    int frame = Math.max(60, 14 + ipLen);
    if (buf.remaining() < frame + 64) flush();
    buf.order(order);
    int pad = 0;
    if (ng) {
      pad = -frame & 3;
      long us = nowNs / 1000;
      buf.putInt(6).putInt(32 + frame + pad).putInt(0).putInt((int) (us >>> 32)).putInt((int) us)
          .putInt(frame).putInt(frame);
    } else {
      buf.putInt((int) (nowNs / 1_000_000_000L));
      buf.putInt((int) (nanos ? nowNs % 1_000_000_000L : nowNs % 1_000_000_000L / 1000));
      buf.putInt(frame).putInt(frame);
    }
    buf.order(ByteOrder.BIG_ENDIAN);
    int start = buf.position();
    int src = fromClient ? c.cip : c.sip, dst = fromClient ? c.sip : c.cip;
    int sp = fromClient ? c.cport : c.sport, dp = fromClient ? c.sport : c.cport;
    buf.putShort((short) 0x0200).putInt(fromClient ? 2 : 1);
    buf.putShort((short) 0x0200).putInt(fromClient ? 1 : 2);
    long sum = 6L + tcpLen;
    if (c.v6) {
      buf.putShort((short) 0x86DD).putInt(0x60000000).putShort((short) tcpLen).put((byte) 6).put((byte) 64);
      // 2001:db8::/32, last 4 bytes as the IPv4 address
      buf.putLong(0x20010DB8_00000000L).putLong(src & 0xFFFFFFFFL);
      buf.putLong(0x20010DB8_00000000L).putLong(dst & 0xFFFFFFFFL);
      sum += 2L * (0x2001 + 0x0DB8);
    } else {
      buf.putShort((short) 0x0800);
      int ident = (int) (frames & 0xFFFF);
      buf.putShort((short) 0x4500).putShort((short) ipLen).putShort((short) ident).putShort((short) 0x4000);
      long h = 0x4500L + ipLen + ident + 0x4000 + 0x4006 + word2(src) + word2(dst);
      buf.put((byte) 64).put((byte) 6).putShort((short) fold(h)).putInt(src).putInt(dst);
    }
    sum += word2(src) + word2(dst) + sp + dp + word2(seq) + word2(ack);
    int win = (flags & RST) != 0 ? 0 : 502;
    int off = (20 + opt) / 4 << 12 | flags;
    sum += off + win;
    int csumAt = buf.position() + 16;
    buf.putShort((short) sp).putShort((short) dp).putInt(seq).putInt(ack).putShort((short) off)
        .putShort((short) win).putShort((short) 0).putShort((short) 0);
    if (opt > 0) {
      int optAt = buf.position();
      int tsv = (int) (nowNs / 1_000_000L), tse = tsv - 1;
      if (syn) {
        int mss = c.v6 ? 1440 : 1460;
        buf.putInt(0x02040000 | mss).putInt(0x0402080A).putInt(tsv).putInt(tse).putInt(0x01030307);
      } else {
        buf.putInt(0x0101080A).putInt(tsv).putInt(tse);
      }
      for (int i = optAt; i < buf.position(); i += 4) sum += word2(buf.getInt(i));
    }
    if (len > 0) {
      int at = (seq * 31 & 0x7FFF) << 1; // even offset below 65536
      buf.put(pool, at, len);
      sum += pre[at + len >> 1] - pre[at >> 1];
      if ((len & 1) != 0) sum += (pool[at + len - 1] & 0xFF) << 8;
    }
    buf.putShort(csumAt, (short) fold(sum));
    while (buf.position() - start < frame + pad) buf.put((byte) 0);
    if (ng) {
      buf.order(order);
      buf.putInt(32 + frame + pad);
    }
    frames++;
    frameBytes += frame;
  }

  static long word2(int x) {
    return (x >>> 16) + (x & 0xFFFF);
  }

  static int fold(long s) {
    while (s >>> 16 != 0) s = (s & 0xFFFF) + (s >>> 16);
    return (int) ~s & 0xFFFF;
  }

  static String addr(int ip, boolean v6, boolean client) {
    if (v6) return "2001:db8::" + Integer.toHexString(ip >>> 16) + ":" + Integer.toHexString(ip & 0xFFFF);
    return (ip >>> 24) + "." + (ip >>> 16 & 255) + "." + (ip >>> 8 & 255) + "." + (ip & 255);
  }

  static void flush() throws IOException {
    buf.flip();
    fileBytes += buf.remaining();
    while (buf.hasRemaining()) ch.write(buf);
    buf.clear();
  }
}

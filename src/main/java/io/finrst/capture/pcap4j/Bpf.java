package io.finrst.capture.pcap4j;

import io.finrst.capture.Packet;
import java.io.Closeable;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.pcap4j.core.BpfProgram;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;

/**
 * A filter in the language of pcap-filter(7), compiled by libpcap for each link type when the first packet of that type
 * comes. Not thread-safe.
 */
public final class Bpf implements Closeable {
  /** To libpcap only what an accepting filter returns. */
  private static final int SNAPLEN = 262144;

  /** Ethernet, raw IP, Linux cooked v2, radiotap: one of them knows any primitive of the language. */
  private static final int[] USUAL_LINK_TYPES = {1, 101, 276, 127};

  private static final int USUAL_PACKET = 2048;

  /** The netmask serves only "ip broadcast", which needs a network interface to mean anything. */
  static final Inet4Address NO_NETMASK = noNetmask();

  private final String expression;
  private final Map<Integer, BpfProgram> programs = new HashMap<>();
  private final byte[] usual = new byte[USUAL_PACKET];
  private byte[] large = new byte[0];
  private BpfProgram program;
  private int programLinkType = -1;

  /**
   * Checks the expression.
   *
   * @throws LibpcapException when libpcap is missing, or when the expression makes sense on no usual link type; then
   *     with libpcap's own message
   */
  public Bpf(String expression) throws LibpcapException {
    Libpcap.require("a capture filter");
    this.expression = expression;
    LibpcapException refusal = null;
    for (int linkType : USUAL_LINK_TYPES) {
      try {
        compile(linkType).free();
        return;
      } catch (LibpcapException e) {
        refusal = refusal == null ? e : refusal;
      }
    }
    throw refusal;
  }

  /** The filter as the user wrote it. */
  public String expression() {
    return expression;
  }

  /**
   * Whether the packet passes the filter.
   *
   * @throws LibpcapException when the expression makes no sense for the packet's link type
   */
  public boolean matches(Packet packet) throws LibpcapException {
    if (packet.linkType != programLinkType) {
      select(packet.linkType);
    }
    // JNA copies the whole array there and back, so it gets one that is hardly larger than the packet
    int length = packet.capturedLength;
    byte[] bytes = usual;
    if (length > USUAL_PACKET) {
      if (large.length < length) {
        large = new byte[length];
      }
      bytes = large;
    }
    System.arraycopy(packet.data, packet.offset, bytes, 0, length);
    try {
      return program.applyFilter(bytes, packet.wireLength, length);
    } catch (RuntimeException | LinkageError e) {
      throw new LibpcapException("filter '" + expression + "': " + e);
    }
  }

  private void select(int linkType) throws LibpcapException {
    program = programs.get(linkType);
    if (program == null) {
      program = compile(linkType);
      programs.put(linkType, program);
    }
    programLinkType = linkType;
  }

  private BpfProgram compile(int linkType) throws LibpcapException {
    try {
      return Foreign.call(() -> compile(expression, linkType, BpfProgram.BpfCompileMode.OPTIMIZE));
    } catch (PcapNativeException e) {
      throw refused(expression, linkType, e);
    }
  }

  private static BpfProgram compile(String expression, int linkType, BpfProgram.BpfCompileMode mode)
      throws PcapNativeException, NotOpenException {
    try (PcapHandle dead = Pcaps.openDead(Dlt.of(linkType), SNAPLEN)) {
      return dead.compileFilter(expression, mode, NO_NETMASK);
    }
  }

  /** What to say when libpcap refuses a filter for a link type: its reason, and where in the filter it is. */
  static LibpcapException refused(String expression, int linkType, PcapNativeException e) {
    int at = FilterError.position(expression, beginning -> compiles(beginning, linkType));
    String where =
        at == expression.length()
            ? "something is missing at its end"
            : "it goes wrong at character " + (at + 1) + ", '" + expression.substring(at) + "'";
    String reason = e.getMessage().lines().findFirst().orElse("refused");
    return new LibpcapException(
        "filter '" + expression + "': " + reason.replaceFirst("^Error occurred in \\w+(\\(\\))?: ", "") + "; " + where);
  }

  private static boolean compiles(String expression, int linkType) {
    try {
      Foreign.call(() -> compile(expression, linkType, BpfProgram.BpfCompileMode.NONOPTIMIZE)).free();
      return true;
    } catch (PcapNativeException e) {
      return false;
    }
  }

  private static Inet4Address noNetmask() {
    try {
      return (Inet4Address) InetAddress.getByAddress(new byte[4]);
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }

  @Override
  public void close() {
    programs.values().forEach(BpfProgram::free);
    programs.clear();
    program = null;
    programLinkType = -1;
  }
}

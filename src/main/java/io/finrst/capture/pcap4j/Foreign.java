package io.finrst.capture.pcap4j;

import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapNativeException;

/**
 * Calls into pcap4j, JNA and libpcap. None of them promises what it throws: pcap4j's parsers throw unchecked exceptions
 * at malformed packets, JNA throws bare errors. Whatever comes is a reason, not the end of finrst.
 */
final class Foreign {
  private Foreign() {}

  /** Something of theirs. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws PcapNativeException, NotOpenException;
  }

  /**
   * Calls it.
   *
   * @throws PcapNativeException for whatever it throws but the end of memory
   */
  static <T> T call(Call<T> call) throws PcapNativeException {
    try {
      return call.run();
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (NotOpenException | RuntimeException | Error e) {
      throw new PcapNativeException(reason(e), e);
    }
  }

  /** In one line; the kind of the exception belongs to it, since many have no other message. */
  private static String reason(Throwable thrown) {
    return thrown.toString().lines().findFirst().orElse("failed");
  }
}

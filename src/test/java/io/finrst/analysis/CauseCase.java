package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.diagnosis.Cause;
import io.finrst.diagnosis.Diagnosis;
import io.finrst.diagnosis.Finding;
import io.finrst.golden.Json;
import io.finrst.script.Frames;
import io.finrst.script.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * One row of the tables of {@link EveryCauseTest}. Of several connections the last one to open is meant.
 *
 * @param cause the cause in question
 * @param isProof whether it must be named first, or not at all
 * @param what what the ending is, or the one thing in which it differs
 * @param frames the capture
 * @param trace lines of the kernel's trace; empty for none
 */
record CauseCase(Cause cause, boolean isProof, String what, Supplier<Frames> frames, String trace) {
  private static final Path TRUTH = Path.of("src/test/resources/truth");

  /** Moves the clock of the capture: put before the connection, it lets {@link #TIME_PASSES} stand after it. */
  static final String OTHER_HOST = "host D 10.0.0.9:4000\n0 D > R [S] 0:0(0)\n";

  static final String TIME_PASSES = "+500 D > R [S] 0:0(0)\n";

  /** The recorded connection ended by {@code cause}; its first reset was sent by a kernel for {@code reason}. */
  static CauseCase recorded(Cause cause, String capture, String reason) {
    return new CauseCase(
        cause,
        true,
        capture + ", " + reason,
        () -> {
          assertThat(kernelReason(capture)).isEqualTo(reason);
          return read(capture);
        },
        "");
  }

  /** The scripted connection ended by {@code cause}. */
  static CauseCase scripted(Cause cause, String what, String... script) {
    return new CauseCase(cause, true, what, () -> Script.parse(String.join("", script)), "");
  }

  /** The same, where the server's kernel must tell {@code reason}. */
  static CauseCase told(Cause cause, String reason, String... script) {
    String line = "-0 [000] ..s1. 5.0: tcp_send_reset: src=10.0.0.2:80 dest=10.0.0.1:40000 state=TCP_CLOSE reason=";
    return new CauseCase(cause, true, reason, () -> Script.parse(String.join("", script)), "swapper" + line + reason);
  }

  /** This one looks like it, but {@code difference}: another cause. */
  static CauseCase but(Cause cause, String difference, String... script) {
    return new CauseCase(cause, false, difference, () -> Script.parse(String.join("", script)), "");
  }

  /** The same for a recorded connection. */
  static CauseCase butRecorded(Cause cause, String difference, String capture) {
    return new CauseCase(cause, false, difference, () -> read(capture), "");
  }

  private static Frames read(String capture) {
    try {
      return Frames.read(TRUTH.resolve(capture));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String kernelReason(String capture) {
    try {
      Object truth = Json.read(TRUTH.resolve(capture.replaceAll("(\\.server)?\\.pcap$", ".json")));
      List<?> connections = Json.list(truth, "connections");
      Object packets = Json.get(connections.get(connections.size() - 1), "rst_packets");
      List<?> resets = Json.list(packets, capture);
      String reason = resets.isEmpty() ? null : Json.text(resets.get(0), "reason");
      return reason == null ? "none" : reason;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What is found for it, the best first. */
  List<Finding> findings() {
    return findings(frames.get());
  }

  /** What is found when only these frames of it were captured. */
  List<Finding> findings(Frames captured) {
    List<Diagnosis> all = found(captured).diagnoses();
    return all.isEmpty() ? List.of() : all.get(all.size() - 1).findings();
  }

  Found found(Frames captured) {
    return trace.isEmpty() ? Found.in(captured) : Found.in(captured, trace);
  }

  /** Ids of the causes named for it, the best first. */
  List<String> named() {
    return findings().stream().map(each -> each.cause().id()).toList();
  }

  @Override
  public String toString() {
    return cause.id() + (isProof ? ": " : ", but not when ") + what;
  }
}

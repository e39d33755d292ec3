package io.finrst.truth;

import io.finrst.diagnosis.KnownCause;
import io.finrst.diagnosis.cause.KnownCauses;
import io.finrst.golden.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The answers that are right for one connection as one capture shows it. */
final class Truth {

  /** What was done to end a connection, and the causes that are right when named first. */
  private static final Map<String, Set<String>> CAUSES =
      Map.ofEntries(
          Map.entry("port-closed", Set.of("port-closed")),
          Map.entry("firewall-reject-host", Set.of("port-closed", "path-reject")), // may be the same packet
          Map.entry("firewall-reject-path", Set.of("path-reject")),
          Map.entry("icmp-port-unreachable", Set.of("icmp-unreachable")),
          Map.entry("syn-dropped", Set.of("syn-dropped")),
          Map.entry("backlog-full", Set.of("backlog-full", "syn-dropped", "backlog-overflow")),
          Map.entry("backlog-overflow", Set.of("backlog-overflow")),
          Map.entry("connect-aborted", Set.of("connect-aborted", "half-open-scan")),
          Map.entry("half-open-scan", Set.of("half-open-scan", "connect-aborted")),
          Map.entry("close-with-unread-data", Set.of("unread-data-at-close")),
          Map.entry("process-killed-unread-data", Set.of("unread-data-at-close")),
          Map.entry("abort-linger0", Set.of("abortive-close", "health-check")),
          Map.entry("data-after-close", Set.of("data-after-close")),
          Map.entry("keepalive-race", Set.of("keepalive-race")),
          Map.entry("stale-connection", Set.of("stale-connection")),
          Map.entry("middlebox-idle-timeout", Set.of("middlebox-idle-timeout")),
          Map.entry("injected-reset", Set.of("injected-reset")),
          Map.entry("keepalive-timeout", Set.of("keepalive-timeout")),
          Map.entry("zero-window-abort", Set.of("zero-window-abort")),
          Map.entry("retransmission-timeout", Set.of("retransmission-timeout")),
          Map.entry("late-packet-after-close", Set.of("late-packet-after-close")),
          Map.entry("forged-rst-ignored", Set.of("ignored-reset")));

  private final String scenario;
  private final String capture;
  private final Object connection;
  private final String view;

  /** What is right about {@code connection}, which file {@code capture} shows as {@code view}. */
  Truth(String scenario, String capture, Object connection, String view) {
    this.scenario = scenario;
    this.capture = capture;
    this.connection = connection;
    this.view = view;
  }

  private String cause() {
    return Json.text(connection, "cause");
  }

  /** Verdicts that are right. */
  Set<String> verdicts() {
    Set<String> right = new TreeSet<>();
    switch (view) {
      case "fin" -> {
        right.add("graceful");
        if (cause().equals("half-close")) {
          right.add("half-close");
        }
      }
      case "half-closed" -> right.add("half-close");
      case "fin-unacked" -> right.add("fin-unanswered");
      case "open" -> {
        right.add("open");
        if (Set.of("retransmission-timeout", "backlog-full").contains(cause())) {
          right.add("timed-out");
        }
      }
      case "reset" -> {
        String signature = Json.text(connection, "signature");
        boolean data = signature.substring(0, signature.indexOf('R')).contains("P");
        right.add(data ? "rst-after-data" : "rst-before-data");
        if (Set.of("backlog-overflow", "backlog-full").contains(cause())) {
          right.add("rst-in-handshake"); // the server never saw the connection established
        }
      }
      case "reset-after-fin" -> right.add("rst-after-fin");
      case "reset-after-close" -> right.add("graceful");
      case "refused" -> right.add("rst-to-syn");
      case "handshake-reset" -> right.add("rst-in-handshake");
      case "icmp-unreachable" -> right.add("unreachable");
      case "syn-no-answer" -> right.add("syn-unanswered");
      default -> throw new IllegalArgumentException("unknown view " + view);
    }
    if (scenario.equals("g_midstream") && !view.equals("fin")) {
      right.add("unknown");
    }
    return right;
  }

  /** Who reset it, empty when nobody did or this capture does not show it. */
  Set<String> endedBy() {
    String by = Json.text(connection, "reset_by");
    if (by == null || !Set.of("reset", "reset-after-fin", "refused", "handshake-reset").contains(view)) {
      return Set.of();
    }
    return isUnseenInjection() ? Set.of(by, "client") : Set.of(by);
  }

  /** A reset injected towards the client alone is not in the server's capture; the client's own answers are. */
  private boolean isUnseenInjection() {
    boolean shown = resets().stream().anyMatch(reset -> !String.valueOf(Json.text(reset, "origin")).endsWith("kernel"));
    return "middlebox".equals(Json.text(connection, "reset_by")) && !shown;
  }

  private List<?> resets() {
    return Json.list(Json.get(connection, "rst_packets"), capture);
  }

  /** Causes that are right when named first, empty when the ending needs none. */
  Set<String> causes() {
    boolean asked = !Set.of("open", "fin").contains(view) || cause().equals("forged-rst-ignored");
    Set<String> right = asked ? CAUSES.getOrDefault(cause(), Set.of()) : Set.of();
    return !right.isEmpty() && isUnseenInjection() ? Set.of("injected-reset", "stale-connection") : right;
  }

  /** Causes that are true where they are named at all: these, and what they are a special case of. */
  Set<String> trueCauses() {
    Set<String> all = new TreeSet<>(causes());
    for (KnownCause each : KnownCauses.ALL.all()) {
      if (causes().contains(each.cause().id())) {
        each.facts().specialCaseOf().forEach(general -> all.add(general.id()));
      }
    }
    return all;
  }

  /** The first error the program at {@code side} saw, empty when none or when this capture shows another ending. */
  Set<String> firstError(String side) {
    if (!view.equals(Json.text(connection, "teardown"))) {
      return Set.of();
    }
    List<String> errors =
        Json.list(connection, side + "_errors").stream()
            .map(String::valueOf)
            .filter(error -> !error.contains("APP_TIMEOUT"))
            .map(error -> error.substring(error.indexOf(':') + 1))
            .toList();
    return errors.isEmpty() ? Set.of() : Set.of(errors.get(0));
  }
}

package io.finrst.diagnosis;

import java.util.ArrayList;
import java.util.List;

/**
 * Known idle timers, to compare a silence with: a hint, never a fact. Only timers that their makers
 * document are listed.
 *
 * <p>A timer that acts by itself is matched within 1 s or 2 %, whichever is more; one that acts on
 * the next packet is matched by any silence that is longer, and the longest such timer is named.
 */
final class IdleTimers {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final double TOLERANCE = 0.02;

  /** A timer: its default in seconds and whose it is. */
  private record Timer(int seconds, String owner) {}

  /** Programs that close by themselves when the time is up. */
  private static final List<Timer> CLOSING =
      List.of(
          new Timer(2, "gunicorn keepalive"),
          new Timer(5, "Node.js http keepAliveTimeout"),
          new Timer(10, "Bun serve"),
          new Timer(60, "AWS Application Load Balancer"),
          new Timer(65, "OCI load balancer, client side"),
          new Timer(75, "nginx keepalive_timeout"),
          new Timer(90, "Heroku router"),
          new Timer(120, "HTTP.sys and IIS"),
          new Timer(300, "OCI load balancer, backend side"),
          new Timer(600, "Google external Application Load Balancer, backend side"),
          new Timer(610, "Google external Application Load Balancer, client side"),
          new Timer(3600, "Envoy HTTP idle"));

  /** Devices that forget silently or reset the next packet. */
  private static final List<Timer> FORGETTING =
      List.of(
          new Timer(240, "Azure Load Balancer"),
          new Timer(
              350,
              "AWS Network and Gateway Load Balancer, Network Firewall, EC2 connection tracking"),
          new Timer(600, "Google Cloud VPC connection tracking"),
          new Timer(900, "Linux IPVS"),
          new Timer(3600, "FortiGate session-ttl"),
          new Timer(432_000, "Linux conntrack, established"));

  private IdleTimers() {}

  /**
   * What a program's close after {@code silenceNs} may have been set off by; empty when nothing
   * fits.
   */
  static String closing(long silenceNs) {
    List<String> owners = new ArrayList<>();
    for (Timer timer : CLOSING) {
      long timerNs = timer.seconds * SECOND_NS;
      if (Math.abs(silenceNs - timerNs) <= Math.max(SECOND_NS, (long) (timerNs * TOLERANCE))) {
        owners.add(timer.seconds + " s, a default of " + timer.owner);
      }
    }
    return owners.isEmpty() ? "" : "the silence matches " + String.join(", and ", owners);
  }

  /**
   * The longest known timer of a device that {@code silenceNs} outlasted; empty when it outlasted
   * none.
   */
  static String forgetting(long silenceNs) {
    Timer longest = null;
    for (Timer timer : FORGETTING) {
      if (silenceNs >= timer.seconds * SECOND_NS) {
        longest = timer;
      }
    }
    return longest == null
        ? ""
        : "the silence outlasts " + longest.seconds + " s, a default of " + longest.owner;
  }
}

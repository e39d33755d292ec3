package io.finrst.diagnosis;

import static io.finrst.diagnosis.SpokenProtocol.FTP;
import static io.finrst.diagnosis.SpokenProtocol.HTTP;
import static io.finrst.diagnosis.SpokenProtocol.MYSQL;
import static io.finrst.diagnosis.SpokenProtocol.SMTP;

import java.util.List;

/**
 * Known idle timers, to compare a silence with: a hint, never a fact. Only timers that their makers
 * document are listed, and none that is off by default: PostgreSQL's idle_session_timeout, Redis' timeout, Go's
 * IdleTimeout, PgBouncer's client_idle_timeout.
 *
 * <p>A timer that acts by itself is matched within 1 s or 2 %, whichever is more; one that acts on
 * the next packet is matched by any silence that is longer, and the longest such timer is named.
 */
final class IdleTimers {
  private static final long SECOND_NS = 1_000_000_000L;

  /** Servers and balancers that close by themselves when the time is up: the makers' own reference pages. */
  private static final List<KnownTimer> CLOSING =
      List.of(
          new KnownTimer(2, "gunicorn keepalive", HTTP),
          new KnownTimer(5, "Node.js http keepAliveTimeout", HTTP),
          new KnownTimer(5, "Apache KeepAliveTimeout", HTTP),
          new KnownTimer(5, "uvicorn --timeout-keep-alive", HTTP),
          new KnownTimer(10, "Bun serve", HTTP),
          new KnownTimer(20, "Tomcat connectionTimeout (conf/server.xml)", HTTP),
          new KnownTimer(30, "Jetty ServerConnector idleTimeout", HTTP),
          new KnownTimer(50, "HAProxy timeout client (Debian's haproxy.cfg)", HTTP),
          new KnownTimer(60, "AWS Application Load Balancer", HTTP),
          new KnownTimer(65, "OCI load balancer, client side", HTTP),
          new KnownTimer(75, "nginx keepalive_timeout", HTTP),
          new KnownTimer(90, "Heroku router", HTTP),
          new KnownTimer(120, "HTTP.sys and IIS", HTTP),
          new KnownTimer(130, "ASP.NET Core Kestrel KeepAliveTimeout", HTTP),
          new KnownTimer(180, "Traefik idleTimeout", HTTP),
          new KnownTimer(300, "Caddy idle", HTTP),
          new KnownTimer(300, "OCI load balancer, backend side", HTTP),
          new KnownTimer(600, "Google external Application Load Balancer, backend side", HTTP),
          new KnownTimer(610, "Google external Application Load Balancer, client side", HTTP),
          new KnownTimer(3600, "Envoy HTTP idle", HTTP),
          new KnownTimer(28_800, "MySQL and MariaDB wait_timeout", MYSQL),
          new KnownTimer(300, "Postfix smtpd_timeout and Exim smtp_receive_timeout", SMTP),
          new KnownTimer(300, "vsftpd idle_session_timeout", FTP),
          new KnownTimer(600, "ProFTPD TimeoutIdle", FTP),
          new KnownTimer(900, "Pure-FTPd MaxIdleTime", FTP),
          new KnownTimer(240, "Azure Load Balancer with TCP reset", ""));

  /** Devices that forget silently or reset the next packet. */
  private static final List<KnownTimer> FORGETTING =
      List.of(
          new KnownTimer(240, "Azure Load Balancer", ""),
          new KnownTimer(
              350, "AWS Network and Gateway Load Balancer, Network Firewall, EC2 connection tracking", ""),
          new KnownTimer(600, "Google Cloud VPC connection tracking", ""),
          new KnownTimer(900, "Linux IPVS", ""),
          new KnownTimer(3600, "FortiGate session-ttl", ""),
          new KnownTimer(432_000, "Linux conntrack, established", ""));

  private IdleTimers() {}

  /**
   * What a program's close after {@code silenceNs} may have been set off by; empty when nothing
   * fits.
   *
   * @param spoken {@link SpokenProtocol}
   */
  static String closing(long silenceNs, String spoken) {
    String fitting = KnownTimer.fitting(CLOSING, silenceNs, spoken, SECOND_NS);
    return fitting.isEmpty() ? "" : "the silence matches " + fitting;
  }

  /**
   * The longest known timer of a device that {@code silenceNs} outlasted; empty when it outlasted
   * none.
   */
  static String forgetting(long silenceNs) {
    KnownTimer longest = null;
    for (KnownTimer timer : FORGETTING) {
      if (silenceNs >= timer.ns()) {
        longest = timer;
      }
    }
    return longest == null
        ? ""
        : "the silence outlasts " + longest.seconds() + " s, a default of " + longest.owner();
  }
}

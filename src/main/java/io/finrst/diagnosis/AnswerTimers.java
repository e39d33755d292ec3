package io.finrst.diagnosis;

import static io.finrst.diagnosis.SpokenProtocol.HTTP;
import static io.finrst.diagnosis.SpokenProtocol.REDIS;
import static io.finrst.diagnosis.SpokenProtocol.SMTP;

import java.util.List;

/**
 * How long known clients wait for an answer unless they are told otherwise, by their makers' reference pages. Many wait
 * for ever: curl, Python requests, axios, Java's HttpClient, Go's http.Client; a timer of theirs is somebody's choice.
 */
final class AnswerTimers {
  /** It starts before the request is sent, and fires late by what a scheduler and a close take, ns. */
  private static final long LEAST_NS = 50_000_000L;

  private static final List<KnownTimer> KNOWN =
      List.of(
          new KnownTimer(1, "Kubernetes probes (timeoutSeconds)", HTTP),
          new KnownTimer(10, "Prometheus scrape_timeout", HTTP),
          new KnownTimer(15, "Envoy route timeout", HTTP),
          new KnownTimer(20, "Azure Application Gateway", HTTP),
          new KnownTimer(29, "Amazon API Gateway", HTTP),
          new KnownTimer(30, "Google Cloud backend services, and of the Heroku router", HTTP),
          new KnownTimer(50, "HAProxy timeout server (Debian's haproxy.cfg)", HTTP),
          new KnownTimer(60, "nginx proxy_read_timeout", HTTP),
          new KnownTimer(60, "AWS Application Load Balancer", HTTP),
          new KnownTimer(60, "Apache ProxyTimeout", HTTP),
          new KnownTimer(60, "Ruby Net::HTTP read_timeout", HTTP),
          new KnownTimer(100, ".NET HttpClient.Timeout", HTTP),
          new KnownTimer(300, "undici headersTimeout and bodyTimeout (fetch of Node.js)", HTTP),
          new KnownTimer(2, "Jedis", REDIS),
          new KnownTimer(3, "go-redis ReadTimeout", REDIS),
          new KnownTimer(60, "Lettuce", REDIS),
          new KnownTimer(300, "Postfix smtp_helo_timeout, smtp_mail_timeout and smtp_rcpt_timeout", SMTP));

  private AnswerTimers() {}

  /**
   * Which of them may have ended a wait of {@code waitedNs}; empty for none.
   *
   * @param spoken {@link SpokenProtocol}
   */
  static String fitting(long waitedNs, String spoken) {
    String fitting = KnownTimer.fitting(KNOWN, waitedNs, spoken, LEAST_NS);
    return fitting.isEmpty() ? "" : "the wait matches " + fitting;
  }
}

package io.finrst.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finrst.diagnosis.Diagnosis;
import io.finrst.report.Reading;
import io.finrst.report.Records;
import io.finrst.report.syslog.SyslogFormat;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

@Timeout(60)
class SyslogSenderTest {
  private static final SyslogFormat FORMAT = new SyslogFormat("host", 1, "1.0", null, Reading.UNKNOWN);

  private final List<String> trouble = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "logs, udp://logs:514",
    "logs:5140, udp://logs:5140",
    "udp://10.0.0.1, udp://10.0.0.1:514",
    "tcp://logs, tcp://logs:601",
    "tcp://[fd00::1]:6514, tcp://[fd00::1]:6514",
    "[fd00::1], udp://[fd00::1]:514",
    "fd00::1, udp://[fd00::1]:514",
    "/dev/log, /dev/log",
    "-, -"
  })
  void aTargetIsAHostAPathOrADash(String text, String target) {
    assertThat(new SyslogTarget.Parser().convert(text)).hasToString(target);
  }

  @ParameterizedTest
  @CsvSource({"logs:0", "logs:66000", "logs:syslog", "tcp://", ":514"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> new SyslogTarget.Parser().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'" + text + "' is none of [udp://|tcp://]HOST[:PORT], /dev/log and -");
  }

  private SyslogSender to(SyslogTarget.Kind kind, int port) {
    return new SyslogSender(new SyslogTarget(kind, "127.0.0.1", port), FORMAT, trouble::add);
  }

  @Tag("environment")
  @Test
  void aDatagramIsAMessage() throws IOException {
    try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        SyslogSender sender = to(SyslogTarget.Kind.UDP, receiver.getLocalPort())) {
      sender.onConnection(Records.aReset().told(Diagnosis.NONE));
      DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
      receiver.receive(packet);
      assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8))
          .startsWith("<28>1 2026-11-20T19:23:34.638146Z host finrst 1 rst-after-data [origin ");
    }
    assertThat(trouble).isEmpty();
  }

  @Tag("environment")
  @Test
  void onAStreamMessagesAreCountedAndAllAreSentBeforeTheEnd() throws IOException {
    try (ServerSocket receiver = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SyslogSender sender = to(SyslogTarget.Kind.TCP, receiver.getLocalPort());
      sender.onConnection(Records.aReset().told(Diagnosis.NONE));
      sender.onConnection(Records.aGracefulClose().told(Diagnosis.NONE));
      sender.close();
      try (Socket socket = receiver.accept(); InputStream in = socket.getInputStream()) {
        String all = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        int length = Integer.parseInt(all.substring(0, all.indexOf(' ')));
        String rest = all.substring(all.indexOf(' ') + 1);
        assertThat(rest.substring(0, length)).startsWith("<28>1 ").contains("verdict=rst-after-data");
        assertThat(rest.substring(length)).matches("\\d+ <30>1 .*verdict=graceful.*");
      }
    }
    assertThat(trouble).isEmpty();
  }

  @Tag("environment")
  @Test
  void whatNobodyTakesIsCountedAndSaid() throws IOException {
    int port;
    try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = nobody.getLocalPort();
    }
    SyslogSender sender = to(SyslogTarget.Kind.TCP, port);
    sender.onConnection(Records.aReset().told(Diagnosis.NONE));
    sender.onConnection(Records.aGracefulClose().told(Diagnosis.NONE));
    sender.close();
    assertThat(trouble)
        .containsExactly(
            "--syslog tcp://127.0.0.1:" + port + ": Connection refused; tries again every 5 s",
            "--syslog tcp://127.0.0.1:" + port + ": 2 messages not sent");
  }
}

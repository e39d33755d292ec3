package io.finrst.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.finrst.record.IcmpError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the words of Java to what this Java says; those of Python and Node.js were printed by them. */
class ErrorMessagesTest {

  @BeforeAll
  static void theWordsAreThoseOnLinux() {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "the messages are those on Linux");
  }

  private static String java(String call, String error) {
    return new SocketError(call, error).messages().java();
  }

  @Test
  void aReadAfterAResetAndTheWriteAfterItSayWhatThisJavaSays() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
      Socket accepted = listener.accept();
      accepted.setSoLinger(true, 0);
      accepted.close();
      assertThat(catchThrowable(() -> client.getInputStream().read())).hasToString(java("recv", "ECONNRESET"));
      assertThat(catchThrowable(() -> client.getOutputStream().write(1))).hasToString(java("send", "EPIPE"));
    }
  }

  @Test
  void aWriteThatIsTheFirstCallAfterAResetSaysWhatThisJavaSays() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
      Socket accepted = listener.accept();
      accepted.setSoLinger(true, 0);
      accepted.close(); // on the loopback interface the reset has arrived when this returns
      assertThat(catchThrowable(() -> client.getOutputStream().write(1))).hasToString(java("send", "ECONNRESET"));
    }
  }

  @Test
  void aRefusedConnectSaysWhatThisJavaSays() throws IOException {
    int port;
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = listener.getLocalPort();
    }
    assertThat(catchThrowable(() -> new Socket(InetAddress.getLoopbackAddress(), port)))
        .hasToString(java("connect", "ECONNREFUSED"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connect|ECONNREFUSED|ConnectionRefusedError: [Errno 111] Connection refused|Error: connect ECONNREFUSED",
        "recv|ECONNRESET|ConnectionResetError: [Errno 104] Connection reset by peer|Error: read ECONNRESET",
        "send|EPIPE|BrokenPipeError: [Errno 32] Broken pipe|Error: write EPIPE",
        "connect|ENETUNREACH|OSError: [Errno 101] Network is unreachable|Error: connect ENETUNREACH",
        "connect|EHOSTUNREACH|OSError: [Errno 113] No route to host|Error: connect EHOSTUNREACH",
      })
  void pythonAndNodeSayWhatTheyWereSeenToSay(String call, String error, String python, String node) {
    ErrorMessages messages = new SocketError(call, error).messages();
    assertThat(messages.python()).isEqualTo(python);
    assertThat(messages.node()).isEqualTo(node);
  }

  @Test
  void anUnfinishedConnectIsShownByPythonOnly() {
    assertThat(new SocketError("connect", "EINPROGRESS").messages().quoted())
        .containsExactly("Python \"BlockingIOError: [Errno 115] Operation now in progress\"");
  }

  @Test
  void everyErrorThatAnIcmpMessageBecomesHasItsNumbers() {
    for (int version = 4; version <= 6; version += 2) {
      for (int type = 1; type <= 12; type++) {
        for (int code = 0; code <= 16; code++) {
          String error = IcmpErrno.of(new IcmpError(null, null, null, version, type, code, true));
          assertThat(new SocketError("connect", error).errno()).as(error).isPresent();
        }
      }
    }
  }
}

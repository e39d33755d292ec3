package io.finrst.diagnosis;

import static io.finrst.diagnosis.Errno.ECONNREFUSED;
import static io.finrst.diagnosis.Errno.ECONNRESET;
import static io.finrst.diagnosis.Errno.EINPROGRESS;
import static io.finrst.diagnosis.Errno.EPIPE;
import static io.finrst.diagnosis.SocketCall.CONNECT;
import static io.finrst.diagnosis.SocketCall.RECV;
import static io.finrst.diagnosis.SocketCall.SEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

  private static String java(SocketCall call, Errno error) {
    return new SocketError(call, error).messages().java();
  }

  @Test
  void aReadAfterAResetAndTheWriteAfterItSayWhatThisJavaSays() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
      Socket accepted = listener.accept();
      accepted.setSoLinger(true, 0);
      accepted.close();
      assertThat(catchThrowable(() -> client.getInputStream().read())).hasToString(java(RECV, ECONNRESET));
      assertThat(catchThrowable(() -> client.getOutputStream().write(1))).hasToString(java(SEND, EPIPE));
    }
  }

  @Test
  void aWriteThatIsTheFirstCallAfterAResetSaysWhatThisJavaSays() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
      Socket accepted = listener.accept();
      accepted.setSoLinger(true, 0);
      accepted.close(); // on the loopback interface the reset has arrived when this returns
      assertThat(catchThrowable(() -> client.getOutputStream().write(1))).hasToString(java(SEND, ECONNRESET));
    }
  }

  @Test
  void aRefusedConnectSaysWhatThisJavaSays() throws IOException {
    int port;
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = listener.getLocalPort();
    }
    assertThat(catchThrowable(() -> new Socket(InetAddress.getLoopbackAddress(), port)))
        .hasToString(java(CONNECT, ECONNREFUSED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONNECT|ECONNREFUSED|ConnectionRefusedError: [Errno 111] Connection refused|Error: connect ECONNREFUSED",
        "RECV|ECONNRESET|ConnectionResetError: [Errno 104] Connection reset by peer|Error: read ECONNRESET",
        "SEND|EPIPE|BrokenPipeError: [Errno 32] Broken pipe|Error: write EPIPE",
        "CONNECT|ENETUNREACH|OSError: [Errno 101] Network is unreachable|Error: connect ENETUNREACH",
        "CONNECT|EHOSTUNREACH|OSError: [Errno 113] No route to host|Error: connect EHOSTUNREACH",
      })
  void pythonAndNodeSayWhatTheyWereSeenToSay(SocketCall call, Errno error, String python, String node) {
    ErrorMessages messages = new SocketError(call, error).messages();
    assertThat(messages.python()).isEqualTo(python);
    assertThat(messages.node()).isEqualTo(node);
  }

  @Test
  void anUnfinishedConnectIsShownByPythonOnly() {
    assertThat(new SocketError(CONNECT, EINPROGRESS).messages().quoted())
        .containsExactly("Python \"BlockingIOError: [Errno 115] Operation now in progress\"");
  }
}

package io.finrst.flow.dialogue;

import io.finrst.capture.Bytes;
import io.finrst.record.Application;
import io.finrst.wire.ApplicationMessage;
import java.util.Map;

/**
 * Frames of AMQP 0-9-1 (its specification, section 2.3) and the methods of its class connection. What is asked of
 * channels is not followed: whether it wants an answer stands in each method's arguments.
 */
final class AmqpDialogue extends Dialogue {
  private static final byte[] GREETING = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};
  private static final int HEADER_BYTES = 7;
  private static final int METHOD_BYTES = 4;
  private static final int CODE_BYTES = 2;
  private static final int METHOD = 1;
  private static final int CONTENT_HEADER = 2;
  private static final int CONTENT_BODY = 3;
  private static final int HEARTBEAT = 8;
  private static final int CONNECTION_OPEN = 10 << 16 | 40;
  private static final int CONNECTION_OPEN_OK = 10 << 16 | 41;
  private static final int CONNECTION_CLOSE = 10 << 16 | 50;
  private static final int SUCCESS = 200;

  /** Of its specification, section 1.1; those of a channel alone are no ends. */
  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(320, "CONNECTION_FORCED"),
          Map.entry(402, "INVALID_PATH"),
          Map.entry(403, "ACCESS_REFUSED"),
          Map.entry(501, "FRAME_ERROR"),
          Map.entry(502, "SYNTAX_ERROR"),
          Map.entry(503, "COMMAND_INVALID"),
          Map.entry(504, "CHANNEL_ERROR"),
          Map.entry(505, "UNEXPECTED_FRAME"),
          Map.entry(506, "RESOURCE_ERROR"),
          Map.entry(530, "NOT_ALLOWED"),
          Map.entry(540, "NOT_IMPLEMENTED"),
          Map.entry(541, "INTERNAL_ERROR"));

  private boolean greeted;
  private boolean open;

  /** Whether a client may begin so. */
  static boolean begins(byte[] b, int at, int length) {
    return has(b, at, length, GREETING);
  }

  @Override
  int message(boolean byClient, byte[] b, int at, int length) {
    if (b[at] == GREETING[0]) {
      return greeting(byClient);
    }
    if (length < HEADER_BYTES) {
      return TOO_SHORT;
    }
    int type = b[at];
    long body = Bytes.u32be(b, at + 3);
    if (type != METHOD && type != CONTENT_HEADER && type != CONTENT_BODY && type != HEARTBEAT || body >= 1 << 30) {
      return LOST;
    }
    int method = 0;
    if (type == METHOD) {
      if (length < HEADER_BYTES + METHOD_BYTES + CODE_BYTES) {
        return TOO_SHORT;
      }
      method = Bytes.i32be(b, at + HEADER_BYTES);
    }
    if (byClient) {
      ofClient(method);
    } else {
      ofServer(method, b, at + HEADER_BYTES + METHOD_BYTES);
    }
    return HEADER_BYTES + (int) body + 1;
  }

  /** The protocol and its version; from a server, that it speaks no other. */
  private int greeting(boolean byClient) {
    if (byClient && !greeted) {
      greeted = true;
      asks(ApplicationMessage.AMQP_REQUEST);
    } else if (byClient) {
      return LOST;
    } else {
      refuses(ApplicationMessage.AMQP_ERROR, "another version");
    }
    return GREETING.length;
  }

  private void ofClient(int method) {
    if (method == CONNECTION_CLOSE) {
      leaves(ApplicationMessage.AMQP_GOODBYE);
    } else if (method == CONNECTION_OPEN) {
      asks(ApplicationMessage.AMQP_REQUEST);
    } else {
      says(client, ApplicationMessage.AMQP_REQUEST);
    }
  }

  private void ofServer(int method, byte[] b, int codeAt) {
    open |= method == CONNECTION_OPEN_OK;
    answers(ApplicationMessage.AMQP_ANSWER, true);
    int code = method == CONNECTION_CLOSE ? Bytes.u16be(b, codeAt) : SUCCESS;
    if (code != SUCCESS) {
      refuses(ApplicationMessage.AMQP_ERROR, (code + " " + REASONS.getOrDefault(code, "")).strip());
    }
  }

  @Override
  Application.Reply replied() {
    return open ? Application.Reply.UNKNOWN : super.replied();
  }
}

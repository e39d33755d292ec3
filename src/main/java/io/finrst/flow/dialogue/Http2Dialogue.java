package io.finrst.flow.dialogue;

import io.finrst.capture.Bytes;
import io.finrst.wire.ApplicationMessage;
import java.util.List;

/** Frames of HTTP/2 in clear, begun with prior knowledge (RFC 9113 sections 3.3 and 4.1). */
final class Http2Dialogue extends Dialogue {
  private static final byte[] PREFACE = ascii("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  private static final int HEADER_BYTES = 9;
  private static final int GO_AWAY_BYTES = 8;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int GO_AWAY = 7;
  private static final int END_STREAM = 1;

  /** RFC 9113 section 7, from 0 on. */
  private static final List<String> ERRORS =
      List.of(
          "NO_ERROR",
          "PROTOCOL_ERROR",
          "INTERNAL_ERROR",
          "FLOW_CONTROL_ERROR",
          "SETTINGS_TIMEOUT",
          "STREAM_CLOSED",
          "FRAME_SIZE_ERROR",
          "REFUSED_STREAM",
          "CANCEL",
          "COMPRESSION_ERROR",
          "CONNECT_ERROR",
          "ENHANCE_YOUR_CALM",
          "INADEQUATE_SECURITY",
          "HTTP_1_1_REQUIRED");

  private boolean prefaced;
  private int lastAsked; // stream of the client's latest request; what comes on it later are trailers

  /** Whether a client may begin so. */
  static boolean begins(byte[] b, int at, int length) {
    return has(b, at, length, PREFACE);
  }

  @Override
  int message(boolean byClient, byte[] b, int at, int length) {
    if (byClient && !prefaced) {
      prefaced = true;
      says(client, ApplicationMessage.HTTP2_FRAME);
      return PREFACE.length;
    }
    int type = length < 4 ? 0 : b[at + 3];
    if (length < HEADER_BYTES + (type == GO_AWAY ? GO_AWAY_BYTES : 0)) {
      return TOO_SHORT;
    }
    int stream = Bytes.i32be(b, at + 5) & Integer.MAX_VALUE;
    if (type == GO_AWAY && stream != 0) {
      return LOST;
    }
    boolean last = (b[at + 4] & END_STREAM) != 0;
    if (byClient) {
      ofClient(type, stream);
    } else if (type == GO_AWAY) {
      goAway(Bytes.i32be(b, at + HEADER_BYTES + 4));
    } else {
      ofServer(type, stream, last);
    }
    return HEADER_BYTES + Bytes.u24be(b, at);
  }

  private void ofClient(int type, int stream) {
    if (type == GO_AWAY) {
      leaves(ApplicationMessage.HTTP2_GOODBYE);
    } else if (type == HEADERS && stream > lastAsked) {
      lastAsked = stream;
      asks(ApplicationMessage.HTTP2_REQUEST);
    } else if (type == RST_STREAM) {
      says(client, ApplicationMessage.HTTP2_FRAME);
      pending = Math.max(0, pending - 1);
    } else {
      says(client, type == DATA ? ApplicationMessage.HTTP2_REQUEST : ApplicationMessage.HTTP2_FRAME);
    }
  }

  private void ofServer(int type, int stream, boolean last) {
    boolean answer = (type == DATA || type == HEADERS) && stream % 2 == 1; // even ones are pushed
    if (answer || type == RST_STREAM) {
      answers(ApplicationMessage.HTTP2_ANSWER, last || type == RST_STREAM);
    } else {
      says(server, ApplicationMessage.HTTP2_FRAME);
    }
  }

  private void goAway(int error) {
    if (error == 0) {
      says(server, ApplicationMessage.HTTP2_GOODBYE);
    } else {
      boolean known = error > 0 && error < ERRORS.size();
      refuses(ApplicationMessage.HTTP2_ERROR, known ? ERRORS.get(error) : String.valueOf(error));
    }
  }
}

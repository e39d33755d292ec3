package io.finrst.flow.dialogue;

import io.finrst.capture.Bytes;
import io.finrst.wire.ApplicationMessage;
import java.util.Map;

/** Control packets of MQTT 3.1, 3.1.1 and 5 (OASIS MQTT 5.0 section 2.1). */
final class MqttDialogue extends Dialogue {
  private static final byte[] NAME = ascii("\0\4MQTT");
  private static final byte[] OLD_NAME = ascii("\0\6MQISDP");
  private static final int CONNECT = 1;
  private static final int CONNACK = 2;
  private static final int PUBLISH = 3;
  private static final int PUBACK = 4;
  private static final int PUBREC = 5;
  private static final int PUBREL = 6;
  private static final int PUBCOMP = 7;
  private static final int SUBSCRIBE = 8;
  private static final int SUBACK = 9;
  private static final int UNSUBSCRIBE = 10;
  private static final int UNSUBACK = 11;
  private static final int PINGREQ = 12;
  private static final int PINGRESP = 13;
  private static final int DISCONNECT = 14;
  private static final int QUALITY_OF_SERVICE = 0x06;
  private static final int LONGEST_LENGTH = 4;
  private static final int LEAST_ERROR = 0x80;

  /** OASIS MQTT 3.1.1 table 3.1 below 0x80, MQTT 5.0 table 2-6 from there on. */
  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(1, "unacceptable protocol version"),
          Map.entry(2, "identifier rejected"),
          Map.entry(3, "server unavailable"),
          Map.entry(4, "bad user name or password"),
          Map.entry(5, "not authorized"),
          Map.entry(0x80, "unspecified error"),
          Map.entry(0x81, "malformed packet"),
          Map.entry(0x82, "protocol error"),
          Map.entry(0x84, "unsupported protocol version"),
          Map.entry(0x85, "client identifier not valid"),
          Map.entry(0x86, "bad user name or password"),
          Map.entry(0x87, "not authorized"),
          Map.entry(0x88, "server unavailable"),
          Map.entry(0x89, "server busy"),
          Map.entry(0x8A, "banned"),
          Map.entry(0x8B, "server shutting down"),
          Map.entry(0x8D, "keep alive timeout"),
          Map.entry(0x8E, "session taken over"),
          Map.entry(0x93, "receive maximum exceeded"),
          Map.entry(0x95, "packet too large"),
          Map.entry(0x96, "message rate too high"),
          Map.entry(0x97, "quota exceeded"),
          Map.entry(0x98, "administrative action"),
          Map.entry(0x9C, "use another server"),
          Map.entry(0x9D, "server moved"),
          Map.entry(0x9F, "connection rate exceeded"),
          Map.entry(0xA0, "maximum connect time"));

  /** Whether a client may begin so: CONNECT and the protocol's name. */
  static boolean begins(byte[] b, int at, int length) {
    if (b[at] != CONNECT << 4) {
      return false;
    }
    int header = 1 + lengthBytes(b, at + 1, length - 1);
    return header > 1
        && (has(b, at + header, length - header, NAME) || has(b, at + header, length - header, OLD_NAME));
  }

  /** Bytes of the length at {@code at}, {@link #TOO_SHORT} when not all are here, {@link #LOST} for none. */
  private static int lengthBytes(byte[] b, int at, int length) {
    for (int i = 0; i < LONGEST_LENGTH; i++) {
      if (i >= length) {
        return TOO_SHORT;
      }
      if (b[at + i] >= 0) {
        return i + 1;
      }
    }
    return LOST;
  }

  @Override
  int message(boolean byClient, byte[] b, int at, int length) {
    int type = Bytes.u8(b, at) >> 4;
    if (type != PUBLISH && (b[at] & 0xF) != reserved(type)) {
      return LOST;
    }
    int lengthBytes = lengthBytes(b, at + 1, length - 1);
    if (lengthBytes <= 0) {
      return lengthBytes;
    }
    int rest = 0;
    for (int i = lengthBytes; i > 0; i--) {
      rest = rest << 7 | b[at + i] & 0x7F;
    }
    int header = 1 + lengthBytes;
    if (byClient) {
      ofClient(type, b[at] & QUALITY_OF_SERVICE);
      return header + rest;
    }
    boolean tells = type == CONNACK && rest >= 2 || type == DISCONNECT && rest >= 1;
    int reasonAt = type == CONNACK ? 1 : 0;
    if (tells && length <= header + reasonAt) {
      return TOO_SHORT;
    }
    ofServer(type, tells ? Bytes.u8(b, at + header + reasonAt) : 0);
    return header + rest;
  }

  /** The four bits beside the type, which have no meaning (MQTT 5.0 table 2-2). */
  private static int reserved(int type) {
    return switch (type) {
      case 0 -> LOST;
      case PUBREL, SUBSCRIBE, UNSUBSCRIBE -> 2;
      default -> 0;
    };
  }

  private void ofClient(int type, int quality) {
    switch (type) {
      case CONNECT, SUBSCRIBE, UNSUBSCRIBE, PINGREQ, PUBREL -> asks(ApplicationMessage.MQTT_REQUEST);
      case PUBLISH -> {
        if (quality == 0) {
          says(client, ApplicationMessage.MQTT_REQUEST);
        } else {
          asks(ApplicationMessage.MQTT_REQUEST);
        }
      }
      case DISCONNECT -> leaves(ApplicationMessage.MQTT_GOODBYE);
      default -> says(client, ApplicationMessage.MQTT_REQUEST);
    }
  }

  private void ofServer(int type, int reason) {
    switch (type) {
      case CONNACK, PUBACK, PUBREC, PUBCOMP, SUBACK, UNSUBACK, PINGRESP ->
          answers(ApplicationMessage.MQTT_ANSWER, true);
      default -> says(server, ApplicationMessage.MQTT_ANSWER);
    }
    if (type == CONNACK && reason > 0 || type == DISCONNECT && reason >= LEAST_ERROR) {
      String number = reason < LEAST_ERROR ? String.valueOf(reason) : String.format("0x%02X", reason);
      refuses(ApplicationMessage.MQTT_ERROR, (number + " " + REASONS.getOrDefault(reason, "")).strip());
    }
  }
}

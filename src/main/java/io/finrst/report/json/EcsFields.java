package io.finrst.report.json;

import java.util.ArrayList;
import java.util.List;

/**
 * Every field of the ECS documents with its type: {@link EcsObject} writes by them and {@link EcsTemplate} is made from
 * them, so that they cannot disagree. Names and types are those of the Elastic Common Schema.
 */
final class EcsFields {
  /** The version whose names these are. All of them are older. */
  static final String VERSION = "8.17.0";

  private static final String KEYWORD = "keyword";
  private static final String TEXT = "match_only_text";
  private static final String LONG = "long";
  private static final String DATE = "date";
  private static final String IP = "ip";

  /** In the order in which they are declared. */
  static final List<EcsField> ALL = new ArrayList<>();

  static final EcsField TIMESTAMP = field("@timestamp", DATE);
  static final EcsField MESSAGE = field("message", TEXT);
  static final EcsField ECS_VERSION = field("ecs.version", KEYWORD);
  static final EcsField EVENT_KIND = field("event.kind", KEYWORD);
  static final EcsField EVENT_CATEGORY = field("event.category", KEYWORD);
  static final EcsField EVENT_TYPE = field("event.type", KEYWORD);
  static final EcsField EVENT_ACTION = field("event.action", KEYWORD);
  static final EcsField EVENT_OUTCOME = field("event.outcome", KEYWORD);
  static final EcsField EVENT_REASON = field("event.reason", KEYWORD);
  static final EcsField EVENT_MODULE = field("event.module", KEYWORD);
  static final EcsField EVENT_DATASET = field("event.dataset", KEYWORD);
  static final EcsField EVENT_START = field("event.start", DATE);
  static final EcsField EVENT_END = field("event.end", DATE);
  static final EcsField EVENT_DURATION = field("event.duration", LONG);
  static final Side SOURCE = new Side("source");
  static final Side DESTINATION = new Side("destination");
  static final EcsField COMMUNITY_ID = field("network.community_id", KEYWORD);
  static final EcsField TRANSPORT = field("network.transport", KEYWORD);
  static final EcsField IANA_NUMBER = field("network.iana_number", KEYWORD);
  static final EcsField NETWORK_TYPE = field("network.type", KEYWORD);
  static final EcsField PROTOCOL = field("network.protocol", KEYWORD);
  static final EcsField BYTES = field("network.bytes", LONG);
  static final EcsField PACKETS = field("network.packets", LONG);
  static final EcsField VLAN_ID = field("network.vlan.id", KEYWORD);
  static final EcsField RELATED_IP = field("related.ip", IP);
  static final EcsField ERROR_CODE = field("error.code", KEYWORD);
  static final EcsField ERROR_MESSAGE = field("error.message", TEXT);
  static final EcsField OBSERVER_VENDOR = field("observer.vendor", KEYWORD);
  static final EcsField OBSERVER_PRODUCT = field("observer.product", KEYWORD);
  static final EcsField OBSERVER_TYPE = field("observer.type", KEYWORD);
  static final EcsField OBSERVER_VERSION = field("observer.version", KEYWORD);
  static final EcsField STREAM = field("finrst.stream", LONG);
  static final EcsField CAPTURE = field("finrst.capture", KEYWORD);
  static final EcsField DISPLAY_FILTER = field("finrst.display_filter", KEYWORD);
  static final EcsField VERDICT = field("finrst.verdict", KEYWORD);
  static final EcsField HARM = field("finrst.harm", KEYWORD);
  static final EcsField SUPERSEDES = field("finrst.supersedes", KEYWORD);
  static final EcsField ENDED_BY_ROLE = field("finrst.ended_by.role", KEYWORD);
  static final EcsField ENDED_BY_IP = field("finrst.ended_by.ip", IP);
  static final EcsField ENDED_BY_FRAME = field("finrst.ended_by.frame", LONG);
  static final EcsField FIRST_FIN = field("finrst.first_fin", KEYWORD);
  static final EcsField RESETS = field("finrst.resets", LONG);
  static final EcsField SILENCE = field("finrst.silence_before_end", LONG);
  static final EcsField RTT = field("finrst.handshake_rtt", LONG);
  static final EcsField CAUSE_ID = field("finrst.cause.id", KEYWORD);
  static final EcsField CAUSE_CONFIDENCE = field("finrst.cause.confidence", KEYWORD);
  static final EcsField CAUSE_EVIDENCE = field("finrst.cause.evidence", TEXT);
  static final EcsField CAUSES = field("finrst.causes", KEYWORD);
  static final EcsField CLIENT_ERRORS = field("finrst.socket_errors.client", KEYWORD);
  static final EcsField SERVER_ERRORS = field("finrst.socket_errors.server", KEYWORD);
  static final EcsField LACKS = field("finrst.lacks", KEYWORD);
  static final EcsField ZEEK_STATE = field("zeek.connection.state", KEYWORD);
  static final EcsField ZEEK_HISTORY = field("zeek.connection.history", KEYWORD);

  /** What is said of the client, which ECS calls source, and of the server. */
  static final class Side {
    final String name;
    final EcsField address;
    final EcsField ip;
    final EcsField port;
    final EcsField domain;
    final EcsField bytes;
    final EcsField packets;

    Side(String name) {
      this.name = name;
      address = field(name + ".address", KEYWORD);
      ip = field(name + ".ip", IP);
      port = field(name + ".port", LONG);
      domain = field(name + ".domain", KEYWORD);
      bytes = field(name + ".bytes", LONG);
      packets = field(name + ".packets", LONG);
    }
  }

  private EcsFields() {}

  private static EcsField field(String path, String type) {
    EcsField field = new EcsField(path, type);
    ALL.add(field);
    return field;
  }
}

package io.finrst.compare;

import io.finrst.teardown.Role;

/**
 * Something that devices changed in what a side sent.
 *
 * @param field what
 * @param from the side that sent it
 * @param before place of the point on the client's side of the change, in the order of the path
 * @param behind place of the point on the server's side of it
 * @param sent what it was at the point passed first, in words
 * @param arrived what it was at the other one
 * @param packets packets changed so or in another way
 * @param sentFrame the first of them at the point passed first
 * @param arrivedFrame the same at the other one
 */
public record Change(
    Field field,
    Role from,
    int before,
    int behind,
    String sent,
    String arrived,
    long packets,
    long sentFrame,
    long arrivedFrame) {

  /** What devices change. */
  public enum Field {
    ADDRESSES("address"),
    PORTS("port"),
    TTL("TTL"),
    SEQUENCE_NUMBERS("initial sequence number"),
    MSS("maximum segment size offered"),
    TIMESTAMPS("timestamps"),
    OPTIONS("TCP options"),
    WINDOW("window"),
    DSCP("DSCP"),
    ECN("ECN"),
    IP_ID("IP ID"),
    PAYLOAD("payload");

    private final String words;

    Field(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }
}

package io.finrst.compare;

import java.util.Locale;

/** Why a connection was seen at one point only. */
public enum Unmatched {
  NEVER_ARRIVED("its packets were lost on the way to the other point"),
  OTHER_SIDE_OF_PROXY("it is linked to another connection, as by a proxy"),
  BEFORE_IT_BEGAN("it was over when the other capture began"),
  AFTER_IT_ENDED("it began when the other capture had ended"),
  NOT_WAITED_FOR("memory did not allow to wait for its partner"),
  NOT_SEEN_THERE("the other capture ran and does not have it: another way, a filter, or a device that answers itself");

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final String meaning;

  Unmatched(String meaning) {
    this.meaning = meaning;
  }

  /** Stable id, e.g. {@code never-arrived}. */
  public String id() {
    return id;
  }

  /** For people; no full stop. */
  public String meaning() {
    return meaning;
  }
}

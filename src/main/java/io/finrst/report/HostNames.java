package io.finrst.report;

import io.finrst.wire.Address;

/** Names of hosts, for people who know their machines by name. What a name holds is safe to print. */
@FunctionalInterface
public interface HostNames {
  /** Nobody is asked and no name is known. */
  HostNames NONE = address -> null;

  /** The name of the host at {@code address}; null when none is known, or none in time. */
  String of(Address address);

  /** Says that {@code address} will be asked for soon, so that many can be looked up at a time. */
  default void expect(Address address) {}
}

package io.finrst.teardown;

/** Placeholder while the table is being written. */
public enum State {
  NEW
}

package io.finrst.diagnosis;

/** Whether ends by a cause need repair. */
public enum Harm {
  /** Nothing was lost. */
  NONE,
  /** Something was lost or may have been. */
  HARMFUL,
  /** {@link KnownCause#lostNothing} looks at the connection. */
  DEPENDS
}

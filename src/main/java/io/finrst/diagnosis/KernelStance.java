package io.finrst.diagnosis;

/** How a cause stands to what a kernel says of the reset that decided. */
public enum KernelStance {
  /** The kernel that sends the reset tells one of the reasons on the sheet, and no other. */
  NAMES_REASONS,
  /** The cause does not depend on why the kernel sent it. */
  INDIFFERENT,
  /** No kernel of either host sends it, unless it refuses a SYN: then see {@link #DISOWNED_REFUSAL}. */
  DISOWNED,
  /** The kernel's stack does not send it, though a packet filter in that kernel may. */
  DISOWNED_REFUSAL
}

package io.finrst.record;

/**
 * The connection endings that suggest tampering: Table 1 of Sundara Raman and others, "Global, Passive Detection of
 * Connection Tampering", SIGCOMM 2023. They look at what came in the client's name only. A match is a candidate: honest
 * clients send most of these too, and who did it is not said.
 */
public enum TamperingSignature {
  SYN_NOTHING(1, "SYN -> 0"),
  SYN_RST(2, "SYN -> RST"),
  SYN_RSTACK(3, "SYN -> RST+ACK"),
  SYN_BOTH(4, "SYN -> RST; RST+ACK"),
  ACK_NOTHING(5, "SYN; ACK -> 0"),
  ACK_RST(6, "SYN; ACK -> RST"),
  ACK_RSTS(7, "SYN; ACK -> RST; RST"),
  ACK_RSTACK(8, "SYN; ACK -> RST+ACK"),
  ACK_RSTACKS(9, "SYN; ACK -> RST+ACK; RST+ACK"),
  PSH_NOTHING(10, "PSH+ACK -> 0"),
  PSH_RST(11, "PSH+ACK -> RST"),
  PSH_RSTACK(12, "PSH+ACK -> RST+ACK"),
  PSH_BOTH(13, "PSH+ACK -> RST; RST+ACK"),
  PSH_RSTACKS(14, "PSH+ACK -> RST+ACK; RST+ACK"),
  PSH_RSTS_EQUAL(15, "PSH+ACK -> RST = RST"),
  PSH_RSTS_CHANGING(16, "PSH+ACK -> RST != RST"),
  PSH_RSTS_ZERO(17, "PSH+ACK -> RST; RST0"),
  DATA_RST(18, "PSH+ACK; Data -> RST"),
  DATA_RSTACK(19, "PSH+ACK; Data -> RST+ACK");

  /** Where they come from, in short. */
  public static final String SOURCE = "Sundara Raman et al., SIGCOMM 2023, Table 1";

  private final int number;
  private final String notation;

  TamperingSignature(int number, String notation) {
    this.number = number;
    this.notation = notation;
  }

  /** Its number in the table, from 1. */
  public int number() {
    return number;
  }

  /** As the table writes it, in ASCII; 0 stands for more than 3 s of silence. */
  public String notation() {
    return notation;
  }

  /**
   * Whether stacks other than Windows's do not send this: a socket aborts once, and bare resets either all acknowledge
   * something or all nothing. The other signatures are mostly honest clients that cancel, scan or time out.
   */
  public boolean isUnlikeAStack() {
    return switch (this) {
      case ACK_RSTACKS, PSH_RSTACKS, PSH_RSTS_ZERO -> true;
      default -> false;
    };
  }
}

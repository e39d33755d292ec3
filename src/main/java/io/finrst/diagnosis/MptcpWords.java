package io.finrst.diagnosis;

/** Why a host reset an MPTCP subflow, as its MP_TCPRST option says (RFC 8684 section 3.6). */
final class MptcpWords {
  private static final String[] REASONS = {
    "unspecified error", "MPTCP-specific error", "lack of resources", "administratively prohibited",
    "too much outstanding data", "unacceptable performance", "middlebox interference"
  };

  private MptcpWords() {}

  /** {@code lack of resources}, {@code reason 9} for one without a name; {@code reason} is 0 to 255. */
  static String of(int reason) {
    return reason < REASONS.length ? REASONS[reason] : "reason " + reason;
  }
}

package io.finrst.diagnosis;

/** What each cause looks like in packets, one or two sentences. */
final class CausePackets {
  private CausePackets() {}

  static String of(Cause cause) {
    return switch (cause) {
      case PORT_CLOSED ->
          "SYN, then at once RST+ACK with seq 0 that acknowledges the SYN. Windows clients send the"
              + " SYN again up to three times.";
      case PATH_REJECT ->
          "A reset in the shape of an answer whose TTL or other fields differ from those of the"
              + " host it speaks for.";
      case ICMP_UNREACHABLE ->
          "SYN, then an ICMP error that quotes it. The outer source address is the node that"
              + " refused.";
      case SYN_DROPPED -> "The same SYN again and again, and nothing comes back.";
      case SYNACK_LOST ->
          "SYN and SYN-ACK are both repeated, and the handshake's last ACK never comes.";
      case BACKLOG_FULL ->
          "SYN, SYN-ACK, ACK and data, and then the SYN-ACK again: the server did not take the last"
              + " ACK.";
      case BACKLOG_OVERFLOW ->
          "SYN, SYN-ACK, ACK, and at once a bare RST whose seq is that ACK's number.";
      case CONNECT_ABORTED -> "SYN, SYN-ACK, then a bare RST from the client: its socket was gone.";
      case HALF_OPEN_SCAN ->
          "A SYN without options, the SYN-ACK, then a RST by the client's kernel, which knows"
              + " nothing of that SYN.";
      case HEALTH_CHECK ->
          "SYN, SYN-ACK, the last ACK, and at once RST+ACK from the client, without a byte of data.";
      case BAD_HANDSHAKE_ACK ->
          "SYN, SYN-ACK, then an ACK for a number the server never sent, and a bare RST whose seq"
              + " is that number.";
      case HALF_OPEN_RECOVERY ->
          "SYN, answered by an ACK of an older connection; the client resets that, sends its SYN"
              + " again, and gets through.";
      case UNREAD_DATA_AT_CLOSE ->
          "Data arrives that draws no answer, or only a short one; then RST+ACK at the next"
              + " sequence number, at times with a larger window than before.";
      case ABORTIVE_CLOSE ->
          "RST+ACK at the next sequence number, without a FIN before, though everything received"
              + " had been answered.";
      case DATA_AFTER_CLOSE ->
          "FIN of one side, then new data of the other, answered by a bare RST whose seq is that"
              + " data's ACK number.";
      case KEEPALIVE_RACE ->
          "An exchange, a silence, the server's FIN, and a request that crosses it or comes right"
              + " after, answered by a bare RST.";
      case STALE_CONNECTION ->
          "A segment or keepalive probe of an open connection is answered by a bare RST, though"
              + " its sender had never closed.";
      case MIDDLEBOX_IDLE_TIMEOUT ->
          "A long silence, then a segment is answered by a bare RST that does not look like the"
              + " host's own packets.";
      case INJECTED_RESET ->
          "A reset whose TTL, IP ID, options or numbers do not fit its supposed sender, or after"
              + " which that sender simply goes on; often several, at both ends.";
      case KEEPALIVE_TIMEOUT ->
          "Probes one number below the next at even intervals, unanswered, then RST+ACK from the"
              + " prober.";
      case RETRANSMISSION_TIMEOUT ->
          "The same segment three times or more at growing intervals without progress; then silence"
              + " (Linux), or RST+ACK (other systems, or the program itself).";
      case ZERO_WINDOW_ABORT ->
          "One side advertises window 0 and keeps it shut while the other probes; then RST+ACK from"
              + " either.";
      case ORPHAN_LIMIT ->
          "FIN, then RST+ACK from the same side though no data came for it, or a bare RST in answer to"
              + " the other FIN; on many connections at once.";
      case TIME_WAIT_ASSASSINATION ->
          "Both FINs are acknowledged; a stray segment draws an ACK from TIME-WAIT, and that ACK"
              + " draws a RST.";
      case LATE_PACKET_AFTER_CLOSE ->
          "Both FINs are acknowledged; a late or repeated segment then draws a bare RST.";
      case IGNORED_RESET ->
          "A reset outside the window, or inside it but not at the expected number; the connection"
              + " goes on. Or, where only its answer was captured, an ACK that repeats the one before"
              + " it though nothing asked for it.";
      case CLOSE_WAIT_LEAK ->
          "FIN of one side, its ACK, and then nothing from the other for long; a late FIN or"
              + " keepalive probe draws a bare RST.";
      case NAT_STATE_LOST ->
          "In full flow, right after loss or repetition, a segment is answered by a bare RST.";
    };
  }
}

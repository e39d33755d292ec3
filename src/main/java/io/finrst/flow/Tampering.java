package io.finrst.flow;

import io.finrst.judgement.End;
import io.finrst.judgement.ResetJudgement;
import io.finrst.record.ResetFacts;
import io.finrst.record.TamperingSignature;
import io.finrst.teardown.State;
import io.finrst.wire.Segment;
import java.util.List;

/** Finds the {@link TamperingSignature} of a connection that has ended. */
final class Tampering {
  /** Silence from which on nothing more is expected, ns. */
  private static final long SILENCE_NS = 3_000_000_000L;

  /** The signatures look at the first ten packets of the client. */
  private static final int PACKETS_LOOKED_AT = 10;

  private final Connection c;
  private final Half client;
  private final int side;
  private int bare;
  private int acknowledging;

  private Tampering(Connection c) {
    this.c = c;
    side = c.clientSide();
    client = c.half(side);
  }

  /**
   * The signature of {@code c}, null for none.
   *
   * @param silentNs from its last packet to the capture's latest
   */
  static TamperingSignature of(Connection c, End end, long silentNs) {
    boolean begun = c.is(Connection.SYN_SEEN) && !c.is(Connection.ROLES_GUESSED);
    if (!begun) {
      return null;
    }
    Tampering tampering = new Tampering(c);
    if (end.resets().isEmpty()) {
      return c.closer() < 0 && silentNs > SILENCE_NS ? tampering.silent(end.state()) : null;
    }
    return tampering.reset(end.resets());
  }

  private TamperingSignature silent(State end) {
    State state = end == State.UNSHOWN ? c.state() : end;
    long beyondSyns = client.packets() - client.synCount();
    boolean one = client.synCount() == 1 && client.retransmitted() == 0;
    if (state == State.SYN_RECEIVED) {
      return one && beyondSyns == 0 ? TamperingSignature.SYN_NOTHING : null;
    }
    if (state == State.ESTABLISHED) {
      return beyondSyns == 1 ? TamperingSignature.ACK_NOTHING : null;
    }
    boolean onlyFirstData = client.bytes() > 0 && client.firstDataFrame() == client.lastDataFrame();
    boolean lastWord = client.lastFrame() == client.lastDataFrame();
    return state == State.TRANSFER && onlyFirstData && lastWord && beyondSyns <= 2
        ? TamperingSignature.PSH_NOTHING
        : null;
  }

  private TamperingSignature reset(List<ResetJudgement> resets) {
    ResetFacts first = null;
    int ack = 0;
    boolean changing = false;
    boolean someZero = false;
    for (ResetJudgement judged : resets) {
      ResetFacts note = judged.facts();
      if (note.side() != side || note.sender().packets() >= PACKETS_LOOKED_AT) {
        continue;
      }
      first = first == null ? note : first;
      if ((note.segment().flags() & Segment.ACK) != 0) {
        acknowledging++;
      } else {
        changing |= bare > 0 && note.segment().ack() != ack;
        someZero |= note.segment().ack() == 0;
        ack = note.segment().ack();
        bare++;
      }
    }
    if (first == null || isAfterFin(first)) {
      return null;
    }
    long beyondSyns = first.sender().packets() - client.synCount();
    if (beyondSyns <= 0) {
      return client.synCount() == 1 ? afterSyn() : null;
    }
    if (first.sender().dataSegments() == 0) {
      return afterAck();
    }
    boolean rightAfter = first.sender().dataSegments() == 1 && beyondSyns - client.retransmitted() <= 2;
    return rightAfter ? afterData(changing, someZero) : later();
  }

  private boolean isAfterFin(ResetFacts first) {
    int closer = c.closer();
    return closer >= 0 && c.frame(c.half(closer).finFrame()) < first.segment().at().frame();
  }

  private TamperingSignature afterSyn() {
    if (bare > 0 && acknowledging > 0) {
      return TamperingSignature.SYN_BOTH;
    }
    return bare > 0 ? TamperingSignature.SYN_RST : TamperingSignature.SYN_RSTACK;
  }

  private TamperingSignature afterAck() {
    if (bare > 0 && acknowledging > 0) {
      return null;
    }
    if (bare > 0) {
      return bare == 1 ? TamperingSignature.ACK_RST : TamperingSignature.ACK_RSTS;
    }
    return acknowledging == 1 ? TamperingSignature.ACK_RSTACK : TamperingSignature.ACK_RSTACKS;
  }

  private TamperingSignature afterData(boolean changing, boolean someZero) {
    if (bare > 0 && acknowledging > 0) {
      return TamperingSignature.PSH_BOTH;
    }
    if (acknowledging > 0) {
      return acknowledging == 1 ? TamperingSignature.PSH_RSTACK : TamperingSignature.PSH_RSTACKS;
    }
    if (bare == 1) {
      return TamperingSignature.PSH_RST;
    }
    if (!changing) {
      return TamperingSignature.PSH_RSTS_EQUAL;
    }
    return someZero ? TamperingSignature.PSH_RSTS_ZERO : TamperingSignature.PSH_RSTS_CHANGING;
  }

  private TamperingSignature later() {
    if (bare > 0 && acknowledging > 0) {
      return null;
    }
    return bare > 0 ? TamperingSignature.DATA_RST : TamperingSignature.DATA_RSTACK;
  }
}

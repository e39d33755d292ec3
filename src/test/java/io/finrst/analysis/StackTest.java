package io.finrst.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.finrst.record.ConnectionRecord;
import io.finrst.record.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose TCP a side is taken for, on either side of what tells stacks apart. */
class StackTest {
  private static final String LINUX = "<mss 1460,sackOK,ts 1 0,nop,wscale 7>";

  private static ConnectionRecord opened(String client, String server) {
    return Found.inScript(
            "0 C > S [S] 0:0(0) " + client + "\n+0.01 S > C [S.] 0:0(0) ack 1 " + server + "\n+0.01 C > S [.] 1 ack 1\n")
        .only();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ttl 64 <mss 1460,sackOK,ts 1 0,nop,wscale 7>              | LINUX",
        "ttl 33 <mss 1460,sackOK,ts 1 0,nop,wscale 7>              | LINUX",
        "ttl 64 <mss 1460,nop,nop,sackOK,nop,wscale 7>             | LINUX",
        "ttl 64 win 64240 <mss 1460,nop,wscale 7,sackOK,ts 1 0>    | UNKNOWN",
        "ttl 64 win 65535 <mss 1460,nop,wscale 6,sackOK,ts 1 0>    | BSD",
        "ttl 64 win 65535 <mss 1460,nop,wscale 6,nop,nop,ts 1 0,sackOK> | BSD",
        "ttl 128 <mss 1460,nop,wscale 8,nop,nop,sackOK>            | WINDOWS",
        "ttl 65 <mss 1460,sackOK,ts 1 0,nop,wscale 7>              | WINDOWS",
        "ttl 64 win 1024 <mss 1460>                                | HAND_MADE",
        "ttl 64 win 4096 <mss 1460>                                | HAND_MADE",
        "ttl 64 win 5120 <mss 1460>                                | UNKNOWN",
        "ttl 64 win 1025 <mss 1460>                                | UNKNOWN",
        "ttl 250 <>                                                | HAND_MADE",
      })
  void clientIsKnownByItsSyn(String syn, Stack stack) {
    assertThat(opened(syn, LINUX).clientHalf().stack()).isEqualTo(stack);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id 0 <mss 1460,sackOK,ts 1 1,nop,wscale 7> | LINUX",
        "id 0 win 64240 <mss 1460,nop,wscale 7>     | LINUX",
        "id 0 <mss 1460>                            | LINUX",
        "id 7 <mss 1460,sackOK,ts 1 1,nop,wscale 7> | UNKNOWN",
        "win 1024 id 5 <mss 1460>                   | UNKNOWN",
        "ttl 128 id 7 <mss 1460>                    | WINDOWS",
      })
  void serverIsKnownByItsSynAck(String synAck, Stack stack) {
    assertThat(opened(LINUX, synAck).serverHalf().stack()).isEqualTo(stack);
  }

  @ParameterizedTest
  @CsvSource({"128, WINDOWS", "65, WINDOWS", "64, UNKNOWN", "129, UNKNOWN", "255, UNKNOWN"})
  void withoutSynTheTtlTellsWindowsOnly(int ttl, Stack stack) {
    String midstream = "0 C > S [P.] 1:101(100) ack 1 ttl " + ttl + "\n+0.01 S > C [.] 1 ack 101\n";
    assertThat(Found.inScript(midstream).only().clientHalf().stack()).isEqualTo(stack);
  }

  @Test
  void synSentAgainWithFewerOptionsChangesNothing() {
    String again =
        "0 C > S [S] 0:0(0) " + LINUX + "\n+1 C > S [S] 0:0(0) <mss 1460>\n+0.01 S > C [S.] 0:0(0) ack 1 " + LINUX + "\n";
    assertThat(Found.inScript(again).only().clientHalf().stack()).isEqualTo(Stack.LINUX);
  }

  @Test
  void timestampsAreInUseOnlyIfBothSynsCarryThem() {
    assertThat(opened(LINUX, LINUX).clientHalf().timestamps()).isTrue();
    assertThat(opened(LINUX, "<mss 1460>").clientHalf().timestamps()).isFalse();
  }
}

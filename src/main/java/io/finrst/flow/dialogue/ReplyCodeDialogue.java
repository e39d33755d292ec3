package io.finrst.flow.dialogue;

import io.finrst.wire.ApplicationMessage;

/**
 * Lines of commands and numbered replies: SMTP (RFC 5321 section 4.2) and the control connection of FTP (RFC 959
 * section 4.2).
 */
final class ReplyCodeDialogue extends Dialogue {
  private static final byte[] QUIT = ascii("QUIT");
  private static final byte[] STARTTLS = ascii("STARTTLS");
  private static final byte[] AUTH_TLS = ascii("AUTH TLS");
  private static final byte[] DATA_END = ascii("\r\n.\r\n");
  private static final int START_MAIL_INPUT = 354;
  private static final int REFUSES = 400;

  private final boolean ftp;
  private boolean mail; // the client sends a mail's text
  private boolean securing; // it has asked for TLS
  private boolean secured;

  ReplyCodeDialogue(boolean ftp) {
    this.ftp = ftp;
  }

  /** Whether a server may begin so: it is ready, or will not serve. */
  static boolean begins(byte[] b, int at, int length) {
    int code = code(b, at, length);
    return (code == 220 || code == 421 || code == 554) && line(b, at, length) > 0;
  }

  private static int code(byte[] b, int at, int length) {
    boolean separated = length > 4 && (b[at + 3] == ' ' || b[at + 3] == '-');
    return separated ? number(b, at, 3) : -1;
  }

  @Override
  int message(boolean byClient, byte[] b, int at, int length) {
    if (byClient && mail) {
      boolean ends = length >= DATA_END.length && has(b, at + length - DATA_END.length, DATA_END.length, DATA_END);
      mail = !ends;
      says(client, request());
      pending += ends ? 1 : 0;
      return length;
    }
    int line = line(b, at, length);
    if (line == TOO_SHORT) {
      return line;
    }
    if (byClient) {
      command(b, at, line);
      return line;
    }
    int code = code(b, at, line);
    if (code < 0) {
      return LOST;
    }
    reply(code, b[at + 3] == ' ');
    return line;
  }

  private void command(byte[] b, int at, int line) {
    if (has(b, at, line, QUIT)) {
      leaves(ftp ? ApplicationMessage.FTP_GOODBYE : ApplicationMessage.SMTP_GOODBYE);
      return;
    }
    securing = has(b, at, line, STARTTLS) || has(b, at, line, AUTH_TLS);
    asks(request());
  }

  private ApplicationMessage request() {
    return ftp ? ApplicationMessage.FTP_REQUEST : ApplicationMessage.SMTP_REQUEST;
  }

  private void reply(int code, boolean last) {
    boolean preliminary = code < 200;
    ApplicationMessage answer = ftp ? ApplicationMessage.FTP_ANSWER : ApplicationMessage.SMTP_ANSWER;
    if (preliminary) {
      says(server, answer);
      return;
    }
    answers(answer, last);
    if (code >= REFUSES) {
      refuses(ftp ? ApplicationMessage.FTP_ERROR : ApplicationMessage.SMTP_ERROR, String.valueOf(code));
    }
    mail = last && code == START_MAIL_INPUT;
    secured = last && securing && code < 300;
  }

  @Override
  boolean isUnfinished(boolean byClient) {
    return byClient ? mail : answering;
  }

  @Override
  Dialogue successor() {
    return secured ? new TlsDialogue() : null;
  }
}

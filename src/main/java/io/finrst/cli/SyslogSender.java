package io.finrst.cli;

import io.finrst.ConnectionListener;
import io.finrst.diagnosis.AnalysedConnection;
import io.finrst.report.Quantity;
import io.finrst.report.syslog.SyslogFormat;
import java.io.Closeable;
import java.io.IOException;
import java.time.ZoneId;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends a message of each connection to a log, on a thread of its own: a receiver that does not read must not cost the
 * capture packets. What it does not take in time is dropped, counted and said.
 */
final class SyslogSender implements ConnectionListener, Closeable {
  /** Some 2 MB. */
  private static final int MOST_WAITING = 4_096;

  private static final long RETRY_MS = 5_000;
  private static final long END_MS = 2_000;
  private static final byte[] END = {};

  private final SyslogTarget target;
  private final SyslogFormat format;
  private final Consumer<String> trouble;
  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread = new Thread(this::run, "syslog");
  private long dropped; // by the analysing thread
  private volatile long lost; // by the thread that sends
  private volatile boolean ending;

  /**
   * Begins.
   *
   * @param trouble told what goes wrong, on any thread
   */
  SyslogSender(SyslogTarget target, SyslogFormat format, Consumer<String> trouble) {
    this.target = target;
    this.format = format;
    this.trouble = trouble;
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void onConnection(AnalysedConnection c) {
    boolean local = target.kind() == SyslogTarget.Kind.LOCAL;
    byte[] message = local ? format.local(c, ZoneId.systemDefault()) : format.rfc5424(c);
    if (!waiting.offer(message)) {
      dropped++;
    }
  }

  private void run() {
    SyslogChannel channel = null;
    boolean told = false;
    try {
      byte[] message = waiting.take();
      while (message != END) {
        try {
          if (channel == null) {
            channel = SyslogChannel.open(target);
          }
          channel.send(message);
          told = false;
          message = waiting.take();
        } catch (IOException e) {
          channel = close(channel);
          if (!told) {
            told = true;
            trouble.accept("--syslog " + target + ": " + e.getMessage() + "; tries again every 5 s");
          }
          if (ending) {
            lost++;
            message = waiting.take();
          } else {
            TimeUnit.MILLISECONDS.sleep(RETRY_MS);
          }
        }
      }
    } catch (InterruptedException atTheEnd) {
      lost++;
    } finally {
      close(channel);
    }
  }

  private static SyslogChannel close(SyslogChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // it is of no use any more
      }
    }
    return null;
  }

  /** Sends what waits, for two seconds at most, and says how many messages were not sent. */
  @Override
  public void close() {
    ending = true;
    try {
      if (!waiting.offer(END, END_MS, TimeUnit.MILLISECONDS)) {
        thread.interrupt();
      }
      thread.join(END_MS);
      thread.interrupt();
      thread.join(END_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    long left = waiting.stream().filter(message -> message != END).count();
    if (dropped + lost + left > 0) {
      trouble.accept("--syslog " + target + ": " + Quantity.count(dropped + lost + left, "message") + " not sent");
    }
  }
}

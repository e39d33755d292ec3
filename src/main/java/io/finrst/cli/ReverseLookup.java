package io.finrst.cli;

import io.finrst.report.HostNames;
import io.finrst.wire.Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Asks the system for the names of hosts, each once, several at a time, and never for long: what does not come in time
 * stays a number until it has come. Not thread-safe.
 */
final class ReverseLookup implements HostNames {
  private static final int MOST_NAMES = 10_000;
  private static final int THREADS = 16;
  private static final long EACH_NS = 250_000_000L;
  private static final long ALL_NS = 5_000_000_000L;

  /** Names come from strangers: nothing else reaches a terminal. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?");

  private final Function<Address, String> lookup;
  private final long eachNs;
  private final Map<Address, CompletableFuture<String>> names = new HashMap<>();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "lookup");
            thread.setDaemon(true);
            return thread;
          });
  private long leftNs;

  /** Asks the system. */
  ReverseLookup() {
    this(ReverseLookup::bySystem, EACH_NS, ALL_NS);
  }

  /**
   * @param lookup the name of a host, null for none; on threads of its own
   * @param eachNs longest wait for one name, ns
   * @param allNs longest wait for all of them together, ns
   */
  ReverseLookup(Function<Address, String> lookup, long eachNs, long allNs) {
    this.lookup = lookup;
    this.eachNs = eachNs;
    leftNs = allNs;
  }

  private static String bySystem(Address address) {
    try {
      String numeric = address.toString();
      InetAddress host = InetAddress.getByName(numeric); // a number is not looked up
      String name = host.getHostName(); // and its own address is looked up in turn, so that nobody borrows a name
      return name.equals(host.getHostAddress()) ? null : name;
    } catch (UnknownHostException e) {
      return null;
    }
  }

  @Override
  public void expect(Address address) {
    if (names.size() < MOST_NAMES && !names.containsKey(address)) {
      names.put(address, CompletableFuture.supplyAsync(() -> lookup.apply(address), threads));
    }
  }

  @Override
  public String of(Address address) {
    expect(address);
    CompletableFuture<String> answer = names.get(address);
    if (answer == null || !answer.isDone() && leftNs <= 0) {
      return null;
    }
    long startNs = System.nanoTime();
    try {
      String name = answer.get(Math.min(eachNs, Math.max(0, leftNs)), TimeUnit.NANOSECONDS);
      return name != null && NAME.matcher(name).matches() ? name : null;
    } catch (TimeoutException | ExecutionException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      leftNs -= System.nanoTime() - startNs;
    }
  }
}

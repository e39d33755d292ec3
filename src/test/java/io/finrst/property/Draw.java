package io.finrst.property;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The values of one try: either one combination of edges, or random ones, of which one in twenty is an edge. */
public final class Draw {
  private static final int EDGE_ONE_IN = 20;
  private static final long ENOUGH_COMBINATIONS = 1L << 32;

  private final SplittableRandom random; // null where only edges are drawn
  private final List<Object> drawn = new ArrayList<>();
  private long remaining;
  private long combinations = 1;

  private Draw(SplittableRandom random, long combination) {
    this.random = random;
    remaining = combination;
  }

  /** The edges of combination {@code number}: its digits choose them, each in the base of what there is to choose. */
  static Draw edges(long number) {
    return new Draw(null, number);
  }

  static Draw random(long seed, int number) {
    return new Draw(new SplittableRandom(new SplittableRandom(seed + number).nextLong()), 0);
  }

  /** How many combinations there are of the edges drawn from. */
  long combinations() {
    return combinations;
  }

  /** Any long. */
  public long anyLong() {
    return note(number(Long.MIN_VALUE, Long.MAX_VALUE));
  }

  /** Any int. */
  public int anyInt() {
    return between(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** From {@code min} to {@code max}, both included. */
  public int between(int min, int max) {
    return note((int) number(min, max));
  }

  /** One of {@code values}; the edges are the first and the last. */
  @SafeVarargs
  public final <T> T of(T... values) {
    return note(values[(int) choice(values.length)]);
  }

  /** True or false. */
  public boolean anyBoolean() {
    return of(false, true);
  }

  /** A constant of {@code type}. */
  public <E extends Enum<E>> E any(Class<E> type) {
    return of(type.getEnumConstants());
  }

  /** Bytes, {@code min} to {@code max} of them; the edges are the smallest size and one. */
  public byte[] bytes(int min, int max) {
    byte[] bytes = new byte[size(min, max)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) number(Byte.MIN_VALUE, Byte.MAX_VALUE);
    }
    return note(bytes);
  }

  /** What {@code each} draws, {@code min} to {@code max} times; the edges are the smallest size and one. */
  public <T> List<T> list(int min, int max, Supplier<T> each) {
    int size = note(size(min, max));
    List<T> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(each.get());
    }
    return list;
  }

  /** Digits and Latin letters, {@code min} to {@code max} of them. */
  public String word(int min, int max) {
    StringBuilder word = new StringBuilder();
    for (int left = size(min, max); left > 0; left--) {
      word.append(Character.forDigit((int) choice(Character.MAX_RADIX), Character.MAX_RADIX));
    }
    return note(word.toString());
  }

  private int size(int min, int max) {
    return (int) (drawsEdge() ? edge(LongStream.of(min, Math.max(min, 1))) : spread(min, max));
  }

  private long choice(int count) {
    return drawsEdge() ? edge(LongStream.of(0, count - 1)) : spread(0, count - 1);
  }

  private long number(long min, long max) {
    if (!drawsEdge()) {
      return spread(min, max);
    }
    LongStream edges = LongStream.of(min, min == max ? min : min + 1, -1, 0, 1, min == max ? max : max - 1, max);
    return edge(edges.filter(edge -> min <= edge && edge <= max));
  }

  private boolean drawsEdge() {
    return random == null || random.nextInt(EDGE_ONE_IN) == 0;
  }

  private long edge(LongStream candidates) {
    long[] edges = candidates.distinct().toArray();
    if (random != null) {
      return edges[random.nextInt(edges.length)];
    }
    int chosen = (int) (remaining % edges.length);
    remaining /= edges.length;
    combinations = Math.min(ENOUGH_COMBINATIONS, combinations * edges.length);
    return edges[chosen];
  }

  /** Half of the time of a random number of bits, where the range has that: as many small values as large ones. */
  private long spread(long min, long max) {
    int mostBits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(max, ~min));
    long near = random.nextLong() >> Long.SIZE - 1 - random.nextInt(mostBits + 1);
    if (random.nextBoolean() && min <= near && near <= max) {
      return near;
    }
    return max == Long.MAX_VALUE ? random.nextLong(min, max) : random.nextLong(min, max + 1);
  }

  private <T> T note(T value) {
    drawn.add(value);
    return value;
  }

  /** The values drawn, in their order; bytes as hexadecimal digits, the size of a list before what is in it. */
  @Override
  public String toString() {
    return drawn.stream()
        .map(value -> value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}

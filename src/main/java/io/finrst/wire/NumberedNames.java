package io.finrst.wire;

/**
 * Words followed by a number of 16 bits, such as "link type 147". Each is made once, when first asked for, so that
 * naming what is skipped costs nothing per packet.
 */
final class NumberedNames {
  private final String words;
  private final int radix;
  private final String[][] pages = new String[256][];

  NumberedNames(String words, int radix) {
    this.words = words;
    this.radix = radix;
  }

  /** @param number its low 16 bits count */
  String of(int number) {
    int high = number >>> 8 & 0xFF;
    int low = number & 0xFF;
    String[] page = pages[high];
    if (page == null) {
      page = pages[high] = new String[256];
    }
    String name = page[low];
    if (name == null) {
      name = page[low] = words.concat(Integer.toString(number & 0xFFFF, radix));
    }
    return name;
  }
}

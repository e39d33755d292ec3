package io.finrst.capture;

import java.util.List;

/**
 * One capture as far as it has been read.
 *
 * @param name file name as the user gave it, {@code -} for standard input, the interface's name when live
 * @param format how it is stored: {@code pcap}, {@code pcapng}, {@code pcap+gzip}, {@code live}, ...
 * @param linkTypes the LINKTYPE_ values met, in order of appearance
 * @param packets packets read
 * @param firstFrame frame number of its first packet in the whole input, 0 when it has none
 * @param firstTimeNs earliest packet time in ns since 1970, 0 when it has no packet
 * @param lastTimeNs latest packet time in ns since 1970, 0 when it has no packet
 * @param snaplen the largest captured length the writer announced, in bytes; 0 when unlimited or not said
 * @param droppedByCapture packets the writer says were lost while capturing (pcapng interface statistics, live), -1
 *     when not said
 * @param clockFaults what is wrong with the times of its packets
 * @param damage why reading stopped early, null when the capture was read to its end
 */
public record CaptureInfo(
    String name,
    String format,
    List<Integer> linkTypes,
    long packets,
    long firstFrame,
    long firstTimeNs,
    long lastTimeNs,
    int snaplen,
    long droppedByCapture,
    ClockFaults clockFaults,
    String damage) {

  /**
   * The same as part of a whole input.
   *
   * @param packets how many it gave to that input
   * @param firstFrame number of the first of them
   * @param damage why it is incomplete there, null when it is not
   */
  public CaptureInfo delivered(long packets, long firstFrame, String damage) {
    return new CaptureInfo(
        name, format, linkTypes, packets, firstFrame, firstTimeNs, lastTimeNs, snaplen, droppedByCapture, clockFaults,
        damage);
  }
}

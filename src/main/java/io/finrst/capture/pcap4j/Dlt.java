package io.finrst.capture.pcap4j;

import org.pcap4j.packet.namednumber.DataLinkType;

/**
 * Link-layer types as files write them (LINKTYPE_) and as libpcap calls them (DLT_). They are the same but for a few
 * that operating systems had numbered differently (libpcap's pcap-common.c, www.tcpdump.org/linktypes.html).
 */
final class Dlt {
  private static final int DLT_ATM_RFC1483 = 11;
  private static final int LINKTYPE_ATM_RFC1483 = 100;
  private static final int DLT_RAW = 12;
  private static final int DLT_RAW_OPENBSD = 14;
  private static final int LINKTYPE_RAW = 101;

  private Dlt() {}

  /** The LINKTYPE_ value of a DLT_ value. */
  static int linkType(DataLinkType dlt) {
    return switch (dlt.value()) {
      case DLT_ATM_RFC1483 -> LINKTYPE_ATM_RFC1483;
      case DLT_RAW, DLT_RAW_OPENBSD -> LINKTYPE_RAW;
      default -> dlt.value();
    };
  }

  /** The DLT_ value of a LINKTYPE_ value. */
  static DataLinkType of(int linkType) {
    int dlt =
        switch (linkType) {
          case LINKTYPE_ATM_RFC1483 -> DLT_ATM_RFC1483;
          case LINKTYPE_RAW -> DLT_RAW;
          default -> linkType;
        };
    return DataLinkType.getInstance(dlt);
  }
}

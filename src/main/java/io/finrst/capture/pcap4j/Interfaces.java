package io.finrst.capture.pcap4j;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.pcap4j.core.PcapAddress;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.Pcaps;
import org.pcap4j.packet.namednumber.DataLinkType;

/** What libpcap can listen on. */
public final class Interfaces {
  private static final String ANY = "any";
  private static final int PEEK_SNAPLEN = 64;

  /**
   * One of them.
   *
   * @param name as {@code -i} takes it
   * @param description in words, empty when the system has none
   * @param addresses of this host on it
   * @param up whether it is switched on
   * @param running whether it has a carrier
   * @param loopback whether it leads only to this host
   * @param linkType what its packets begin with, in libpcap's words; empty when it is down or not ours to open
   */
  public record Interface(
      String name,
      String description,
      List<InetAddress> addresses,
      boolean up,
      boolean running,
      boolean loopback,
      String linkType) {}

  private Interfaces() {}

  /**
   * All that libpcap lists, in its order: the most useful first.
   *
   * @throws LibpcapException when libpcap is missing or fails
   */
  public static List<Interface> list() throws LibpcapException {
    List<Interface> all = new ArrayList<>();
    for (PcapNetworkInterface device : devices()) {
      String description = device.getDescription() == null ? "" : device.getDescription();
      List<InetAddress> addresses = new ArrayList<>();
      for (PcapAddress address : device.getAddresses()) {
        InetAddress inet = address.getAddress();
        if (inet != null) {
          addresses.add(inet);
        }
      }
      all.add(
          new Interface(
              device.getName(),
              description,
              List.copyOf(addresses),
              device.isUp(),
              device.isRunning(),
              device.isLoopBack(),
              linkType(device.getName())));
    }
    return all;
  }

  /**
   * What to listen on when nothing is named: {@code any} where the system has it, else the first that leads anywhere.
   *
   * @throws LibpcapException when libpcap is missing or there is nothing to listen on
   */
  public static String usual() throws LibpcapException {
    List<PcapNetworkInterface> devices = devices();
    for (PcapNetworkInterface device : devices) {
      if (device.getName().equals(ANY)) {
        return ANY;
      }
    }
    for (PcapNetworkInterface device : devices) {
      if (device.isUp() && !device.isLoopBack()) {
        return device.getName();
      }
    }
    if (devices.isEmpty()) {
      throw new LibpcapException("no interface to capture on; 'finrst doctor' says why");
    }
    return devices.get(0).getName();
  }

  /**
   * Tries to capture, for as long as it takes to open and close.
   *
   * @return null when it works, else libpcap's reason
   */
  public static String refusal(String name) {
    try {
      open(name).close();
      return null;
    } catch (PcapNativeException e) {
      return e.getMessage().lines().findFirst().orElse("refused");
    }
  }

  /**
   * The loopback interface.
   *
   * @throws LibpcapException when there is none, or libpcap's reason why one may not capture on it
   */
  public static String loopback() throws LibpcapException {
    for (PcapNetworkInterface device : devices()) {
      if (device.isLoopBack()) {
        String refusal = refusal(device.getName());
        if (refusal != null) {
          throw new LibpcapException(device.getName() + ": " + refusal);
        }
        return device.getName();
      }
    }
    throw new LibpcapException("no loopback interface to capture on; 'finrst doctor' says why");
  }

  private static List<PcapNetworkInterface> devices() throws LibpcapException {
    Libpcap.require("live capture");
    try {
      return Foreign.call(Pcaps::findAllDevs);
    } catch (PcapNativeException e) {
      throw new LibpcapException("interfaces cannot be listed: " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  private static PcapHandle open(String name) throws PcapNativeException {
    return Foreign.call(() -> new PcapHandle.Builder(name).snaplen(PEEK_SNAPLEN).build());
  }

  private static String linkType(String name) {
    try (PcapHandle handle = open(name)) {
      DataLinkType type = handle.getDlt();
      String words = Foreign.call(() -> Pcaps.dataLinkTypeToDescription(type));
      return words == null ? type.valueAsString() : words;
    } catch (PcapNativeException noRights) {
      return "";
    }
  }
}

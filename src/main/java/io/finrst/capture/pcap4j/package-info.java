/**
 * The only users of pcap4j, and so of libpcap: BPF filters, files that only libpcap can read, live capture.
 *
 * <p>Everything else works without libpcap; {@link io.finrst.capture.pcap4j.Libpcap} says whether it is there and
 * what to do if not. Where a {@code LINKTYPE_} value of files and a {@code DLT_} value of libpcap differ, this package
 * translates, so that the other rooms see LINKTYPE_ values only.
 */
package io.finrst.capture.pcap4j;

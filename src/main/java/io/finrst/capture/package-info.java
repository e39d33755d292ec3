/**
 * Packets from anywhere: pcap and pcapng files, compressed files, pipes, rotated sets.
 *
 * <p>Promises one packet at a time in the order of the capture, through one reused {@link io.finrst.capture.Packet},
 * and a {@link io.finrst.capture.CaptureException} that names file and byte offset where the bytes stop making sense.
 * It does not look inside a packet and keeps no packet. Imports no other room. Only {@code capture.pcap4j} touches
 * pcap4j, and so libpcap.
 */
package io.finrst.capture;

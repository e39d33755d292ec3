/** What of an analysis goes with the packets: comments on them, and which file each connection's go to. */
package io.finrst.report.packets;

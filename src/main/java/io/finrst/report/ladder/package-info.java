/** One connection as a ladder of packets between client and server: what it shows, as SVG and as Mermaid. */
package io.finrst.report.ladder;

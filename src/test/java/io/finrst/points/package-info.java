/** Captures of the same run at client, router and server, and what is known of the run. */
package io.finrst.points;

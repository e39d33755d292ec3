/** Whichever way packets come in, and whatever else a capture holds, the same is said of a connection. */
package io.finrst.ways;

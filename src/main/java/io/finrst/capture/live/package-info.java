/**
 * Packets that arrive while one waits: handed from the threads that capture or read them to the one that analyses them,
 * with the time between them. The only room below the command line that reads the machine's clock.
 */
package io.finrst.capture.live;

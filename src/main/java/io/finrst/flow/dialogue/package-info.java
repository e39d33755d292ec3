/**
 * The messages of one connection, in protocols that announce how long each is: where one begins, whether it asks for an
 * answer, whether the answer has come, and what a server says when it refuses.
 *
 * <p>It reads headers at the boundaries of messages and skips what lies between. It keeps codes and lengths and no
 * payload. Where bytes are missing, sent out of order or beyond the snapshot length, it gives up and says so: a guess
 * would accuse programs of what they did not do.
 */
package io.finrst.flow.dialogue;

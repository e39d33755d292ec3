/** Scores what finrst says against captures whose truth is known from the sockets and the kernel. */
package io.finrst.truth;

/** What only shows after an hour of live capture. */
package io.finrst.longrun;

/** The same captures with a part of their packets missing: what is said must be the same or less, never something else. */
package io.finrst.partial;

/** The arrows between the rooms, held by a test. */
package io.finrst.architecture;

/** Two simulated hosts over a bad network: what they know of their own end is compared with what a capture tells. */
package io.finrst.model;

/** Properties: what must hold for any values, tried with the edges of their ranges first and then with random ones. */
package io.finrst.property;

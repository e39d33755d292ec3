/**
 * Real sockets that end connections in every way: services that misbehave, for testing clients against, and scenarios
 * that play a client against them and compare what the socket calls returned with what the packets say.
 */
package io.finrst.lab;

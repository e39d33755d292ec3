/**
 * The teardown state machine, pure: state and event in, state out; each state rests on a verdict.
 *
 * <p>It knows no sequence numbers, times or packets: {@code flow} settles those first and raises
 * {@link io.finrst.teardown.Event}s. {@link io.finrst.teardown.Transitions#TABLE} is all there is; the diagram in
 * {@code src/docs/teardown.md} is made from it. Imports no other room.
 */
package io.finrst.teardown;

package io.llmloadtest.ledger.arrivals;

/**
 * The arrivals that came due in a phase, and what held them back.
 *
 * @param due how many
 * @param unsent those of them that still waited when sending ended, and were never sent
 * @param held those sent that had to wait for one in flight to end, since as many as may be were
 * @param heldNanos how long all of these together waited for that
 * @param sha256 a hash of the moments of all that came due: equal for equal arrivals
 */
public record IssuedArrivals(long due, long unsent, long held, long heldNanos, String sha256) {}

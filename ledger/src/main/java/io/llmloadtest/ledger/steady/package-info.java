/**
 * A level without its start and its end. In come the course of a level, the timeline and the cuts a user asked for; out go
 * the stretch in which the level was steady, with the reason, and the figures of a stretch with their intervals. The counts
 * that are compared with the server's are never cut.
 */
@NullMarked
package io.llmloadtest.ledger.steady;

import org.jspecify.annotations.NullMarked;

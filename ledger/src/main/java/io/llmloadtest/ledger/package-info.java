/**
 * The client's own record of the test. In come finished requests, live or read back from a file; out go the tally
 * (counts and distributions) and the timeline (activity on one time axis) that every judgement and report asks.
 */
@NullMarked
package io.llmloadtest.ledger;

import org.jspecify.annotations.NullMarked;

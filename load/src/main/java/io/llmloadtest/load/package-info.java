/**
 * Drives the server: the plan says how much, the workload says what, the generator sends it through the wire room
 * and hands each finished request to the ledger.
 */
@NullMarked
package io.llmloadtest.load;

import org.jspecify.annotations.NullMarked;

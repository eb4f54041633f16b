/**
 * Drives the server, in four rooms: {@code plan} says how much, {@code target} finds out who is there, {@code workload}
 * says what is sent, and {@code generator} sends it through the wire room and hands each finished request to the ledger.
 */
@NullMarked
package io.llmloadtest.load;

import org.jspecify.annotations.NullMarked;

/**
 * The ledger on disk: {@code ledger.jsonl} with one event a line, {@code chunks.bin} with the time stamps of every chunk.
 * Both grow while the run goes on, and both can be read back up to the point where a crash tore them.
 */
@NullMarked
package io.llmloadtest.ledger.file;

import org.jspecify.annotations.NullMarked;

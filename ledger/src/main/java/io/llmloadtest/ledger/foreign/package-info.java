/**
 * Ledgers that other programs wrote: their requests become {@link io.llmloadtest.ledger.RequestRecord}s and go through the
 * same fold as our own. What a file does not say stays unknown; what makes no sense is refused with the file's name.
 */
@NullMarked
package io.llmloadtest.ledger.foreign;

import org.jspecify.annotations.NullMarked;

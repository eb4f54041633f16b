/**
 * A run over time, thinned to what a page can show: the client's record and the server's samples on one axis. In come the books
 * of the run, the samples and what the log said; out goes a {@link io.llmloadtest.store.chronicle.Chronicle}.
 */
@NullMarked
package io.llmloadtest.store.chronicle;

import org.jspecify.annotations.NullMarked;

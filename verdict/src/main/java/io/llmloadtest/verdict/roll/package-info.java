/**
 * Requests one by one. In come the client's roll and the spans of the server; out go pairs of the two, what is missing on
 * either side, and the rows and findings that follow. Nothing here depends on counters.
 */
@NullMarked
package io.llmloadtest.verdict.roll;

import org.jspecify.annotations.NullMarked;

/**
 * What the server's log says. In come time-stamped lines of any vLLM version, out goes a digest for any stretch of time:
 * access counts, engine statistics, grouped errors and warnings.
 */
@NullMarked
package io.llmloadtest.evidence.logs;

import org.jspecify.annotations.NullMarked;

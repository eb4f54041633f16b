/**
 * What is sent. In come the plan, the target's facts and its tokenizer; out come request bodies with prompts of an exact
 * length in the server's own tokens, no two of them alike in any block of its prefix cache.
 */
@NullMarked
package io.llmloadtest.load.workload;

import org.jspecify.annotations.NullMarked;

/**
 * What is sent. In come the plan, the target's facts and its tokenizer; out come request bodies. Made-up prompts have the
 * exact length in the server's own tokens, and no two of them are alike in any block of its prefix cache, but for the
 * prefixes that the plan wants shared; prompts of a dataset are sent as they are.
 */
@NullMarked
package io.llmloadtest.load.workload;

import org.jspecify.annotations.NullMarked;

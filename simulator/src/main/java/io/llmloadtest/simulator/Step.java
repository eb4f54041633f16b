package io.llmloadtest.simulator;

import java.util.List;
import java.util.Optional;

/**
 * What one engine step brought.
 *
 * @param outputs a token for each sequence that made one
 * @param running sequences in the batch after it
 * @param waiting sequences in the queue after it
 * @param kvUsage share of the KV cache in use, 0 to 1
 * @param computedPromptTokens prompt tokens it processed
 * @param cacheQueries tokens looked up in the prefix cache for newly admitted sequences
 * @param cacheHits those of them that were found
 * @param preemptions sequences it put back into the queue
 * @param speculation what was drafted in it
 */
record Step(List<Output> outputs, int running, int waiting, double kvUsage, int computedPromptTokens, int cacheQueries,
        int cacheHits, int preemptions, Speculation speculation) {

    Step {
        outputs = List.copyOf(outputs);
    }

    /**
     * One token of one sequence, with the facts that hold at that moment.
     *
     * @param sequence whose it is; only its order may be read outside the engine
     * @param token its id
     * @param number its place in the answer, from 1; 0 when there is no token, only the end of a prompt
     * @param sincePreviousNanos time since the sequence's previous token, 0 for the first
     * @param cachedTokens prompt tokens that came from the prefix cache
     * @param finish the times of the whole sequence, if this was its last token
     * @param extra whether it is a drafted token, behind another of the same step
     * @param more whether a further token of this sequence follows in the same step
     */
    record Output(Sequence sequence, int token, int number, long sincePreviousNanos, int cachedTokens,
            Optional<Finish> finish, boolean extra, boolean more) {

        /** Whether the sequence's prompt has just been computed. */
        boolean isFirst() {
            return number <= 1;
        }

        Output asExtra() {
            return new Output(sequence, token, number, sincePreviousNanos, cachedTokens, finish, true, more);
        }

        Output withMore() {
            return new Output(sequence, token, number, sincePreviousNanos, cachedTokens, finish, extra, true);
        }
    }

    /** Drafts, the tokens in them, and those of them that came out. */
    record Speculation(long drafts, long drafted, long accepted) {
        static final Speculation NONE = new Speculation(0, 0, 0);
    }

    /** The engine's own account of a finished sequence; {@code stoppedBy} is the stop string in its text, empty if there is none. */
    record Finish(FinishReason reason, String stoppedBy, long queueNanos, long prefillNanos, long decodeNanos,
            int preemptions) {}
}

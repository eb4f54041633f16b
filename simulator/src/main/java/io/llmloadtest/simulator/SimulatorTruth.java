package io.llmloadtest.simulator;

import java.util.List;
import java.util.OptionalLong;

/**
 * What really happened inside the simulated server, kept apart from everything it reports, over all its restarts. Every number includes the
 * foreign client's requests. Choices are engine sequences: a request
 * with {@code n=2} has two.
 *
 * @param generationRequests requests to a completion endpoint
 * @param foreignRequests those of the internal foreign client
 * @param rejectedRequests those refused with an error, or answered by a fault, and never given to the engine
 * @param completedRequests those whose choices the engine all finished, whether or not the client got them
 * @param abortedRequests those the engine dropped before that
 * @param completedChoices choices finished
 * @param abortedChoices choices dropped
 * @param promptTokensCompleted prompt tokens of finished choices, once per choice
 * @param promptTokensAborted prompt tokens of dropped choices that had made a token
 * @param generatedTokensCompleted tokens of finished choices
 * @param generatedTokensAborted tokens of dropped choices
 * @param foreignTokens tokens of the foreign client's finished choices, contained in {@code generatedTokensCompleted}
 * @param cachedPromptTokens prompt tokens of finished choices that came from the prefix cache
 * @param preemptions sequences sent back to the queue
 * @param maxRunning largest batch
 * @param maxWaiting longest queue after a step
 * @param restarts how often the server restarted
 * @param draftedTokens tokens that speculative decoding drafted
 * @param acceptedTokens those of them that were put out
 * @param otherModelRequests requests of another model on the same metrics page, in none of the other numbers
 * @param otherModelTokens tokens generated for them
 * @param requestsByEngine requests that each engine got, up to the first that got none
 * @param requests the newest requests one by one, oldest first, {@value TruthBook#KEPT} at most
 */
public record SimulatorTruth(long generationRequests, long foreignRequests, long rejectedRequests,
        long completedRequests, long abortedRequests,
        long completedChoices, long abortedChoices, long promptTokensCompleted, long promptTokensAborted,
        long generatedTokensCompleted,
        long generatedTokensAborted, long foreignTokens, long cachedPromptTokens, long preemptions, int maxRunning,
        int maxWaiting, int restarts, long draftedTokens, long acceptedTokens, long otherModelRequests,
        long otherModelTokens, List<Long> requestsByEngine,
        List<RequestTruth> requests) {

    /** Copies the list. */
    public SimulatorTruth {
        requests = List.copyOf(requests);
        requestsByEngine = List.copyOf(requestsByEngine);
    }

    /** How a request stands with the engine. */
    public enum Fate {
        /** Not ended yet. */
        RUNNING,
        /** All choices finished. */
        COMPLETED,
        /** Dropped because its client left or a fault made it so. */
        ABORTED,
        /** Refused before the engine saw it. */
        REJECTED
    }

    /**
     * One request to a completion endpoint. Times are monotonic nanoseconds of {@link System#nanoTime()} in this process.
     *
     * @param id the id in its answer, such as {@code chatcmpl-run-0001}
     * @param foreign whether the internal foreign client sent it
     * @param fate how it ended
     * @param choices how many sequences it had
     * @param promptTokens of one choice, or of all prompts together
     * @param generatedTokens of all choices
     * @param arrivalNanos when the server had read it
     * @param firstTokenNanos when the engine made its first token
     * @param endNanos when the engine finished or dropped it
     */
    public record RequestTruth(String id, boolean foreign, Fate fate, int choices, int promptTokens,
            int generatedTokens, long arrivalNanos,
            OptionalLong firstTokenNanos, OptionalLong endNanos) {}

    /** Every token the engine made. */
    public long generatedTokens() {
        return generatedTokensCompleted + generatedTokensAborted;
    }

    /** Prompt tokens of every choice that made at least one token, which is what vLLM's V1 engine counts. */
    public long promptTokens() {
        return promptTokensCompleted + promptTokensAborted;
    }
}

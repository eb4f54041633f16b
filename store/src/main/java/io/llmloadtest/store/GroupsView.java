package io.llmloadtest.store;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A level's requests told apart by what they asked.
 *
 * @param models by model, where there are several; in the order of their names
 * @param turns by the turn of their conversations; in order, from the first
 */
public record GroupsView(List<ModelView> models, List<TurnView> turns) {

    public GroupsView {
        models = List.copyOf(models);
        turns = List.copyOf(turns);
    }

    /**
     * The requests that asked one model.
     *
     * @param model its name
     * @param requests what became of them
     */
    public record ModelView(String model, GroupView requests) {}

    /**
     * The requests that are the same turn of their conversations.
     *
     * @param turn the turn, from 1
     * @param requests what became of them
     */
    public record TurnView(int turn, GroupView requests) {}

    /**
     * What became of some of a level's requests.
     *
     * @param totalRequests sent
     * @param successfulRequests ended well
     * @param failedRequests did not
     * @param totalInputTokens prompt tokens of successful requests
     * @param totalOutputTokens output tokens of successful requests
     * @param totalCachedTokens prompt tokens that the server says it found in its cache; empty when it said nothing
     * @param ttftMs time to first token
     * @param tpotMs time per output token
     * @param e2eLatencyMs end-to-end latency
     */
    public record GroupView(long totalRequests, long successfulRequests, long failedRequests, long totalInputTokens,
            long totalOutputTokens, OptionalLong totalCachedTokens, SpreadView ttftMs, SpreadView tpotMs,
            SpreadView e2eLatencyMs) {}

    /**
     * A latency in milliseconds.
     *
     * @param mean mean
     * @param p95 95th percentile; empty with fewer than 20 values
     */
    public record SpreadView(OptionalDouble mean, OptionalDouble p95) {}
}

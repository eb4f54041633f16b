package io.llmloadtest.ledger;

import java.util.OptionalLong;

/** Requests of a tally that have something in common: counts, tokens and latencies of these alone. Not safe for concurrent use. */
public final class Group {

    private final Distribution ttft = new Distribution();
    private final Distribution tpot = new Distribution();
    private final Distribution e2e = new Distribution();
    private long sent;
    private long completed;
    private long promptTokens;
    private long outputTokens;
    private long cachedTokens;
    private long tellingCached;

    void add(RequestRecord request) {
        sent++;
        if (!request.isCompleted()) {
            return;
        }
        completed++;
        outputTokens += request.outputTokens();
        request.usage().ifPresent(usage -> {
            promptTokens += usage.prompt();
            usage.cached().ifPresent(tokens -> {
                cachedTokens += tokens;
                tellingCached++;
            });
        });
        request.ttftNanos().ifPresent(ttft::add);
        request.tpotNanos().ifPresent(nanos -> tpot.add(Math.round(nanos)));
        e2e.add(request.e2eNanos());
    }

    void addAll(Group other) {
        ttft.addAll(other.ttft);
        tpot.addAll(other.tpot);
        e2e.addAll(other.e2e);
        sent += other.sent;
        completed += other.completed;
        promptTokens += other.promptTokens;
        outputTokens += other.outputTokens;
        cachedTokens += other.cachedTokens;
        tellingCached += other.tellingCached;
    }

    /** Requests sent, whatever became of them. */
    public long sent() {
        return sent;
    }

    /** Requests that ended well. */
    public long completed() {
        return completed;
    }

    /** Prompt tokens of the completed requests as their usage says. */
    public long promptTokens() {
        return promptTokens;
    }

    /** Completion tokens of the completed requests. */
    public long outputTokens() {
        return outputTokens;
    }

    /**
     * Prompt tokens that the server said it found in its cache; empty when no answer said any. A vLLM says them only when
     * started with {@code --enable-prompt-tokens-details}, and of requests that found some.
     */
    public OptionalLong cachedTokens() {
        return tellingCached == 0 ? OptionalLong.empty() : OptionalLong.of(cachedTokens);
    }

    /** Time to first token of completed streams. */
    public Distribution ttft() {
        return ttft;
    }

    /** Time per output token of completed streams. */
    public Distribution tpot() {
        return tpot;
    }

    /** End-to-end latency of completed requests. */
    public Distribution e2e() {
        return e2e;
    }
}

package io.llmloadtest.ledger;

import java.util.OptionalLong;

/** Requests of a tally that have something in common: counts, tokens and latencies of these alone. Not safe for concurrent use. */
public final class Group {

    private final RequestLatencies latencies = new RequestLatencies();
    private long sent;
    private long completed;
    private long promptTokens;
    private long outputTokens;
    private long cachedTokens;
    private long tellingCached;

    void add(RequestRecord request) {
        sent++;
        latencies.add(request, 0);
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
    }

    void addAll(Group other) {
        latencies.addAll(other.latencies);
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

    /** Time to first token of completed streams; time-outs before the first token are censored. */
    public Distribution ttft() {
        return latencies.ttft();
    }

    /** Time per output token of completed streams. */
    public Distribution tpot() {
        return latencies.tpot();
    }

    /** End-to-end latency of completed requests; time-outs are censored. */
    public Distribution e2e() {
        return latencies.e2e();
    }
}

package io.llmloadtest.ledger;

/**
 * The latencies of requests, one value each. Requests that timed out are censored: their latency is only known to be larger
 * than how long they were waited for. Requests that failed in another way have none. Not safe for concurrent use.
 */
final class RequestLatencies {

    private final Distribution ttft = new Distribution();
    private final Distribution tpot = new Distribution();
    private final Distribution e2e = new Distribution();

    /**
     * Adds one ended request.
     *
     * @param headStart how long before it was sent its time begins, in nanoseconds: 0, or how late it was sent
     */
    void add(RequestRecord request, long headStart) {
        if (request.isCompleted()) {
            e2e.add(request.e2eNanos() + headStart);
            if (request.streamed()) {
                request.ttftNanos().ifPresent(nanos -> ttft.add(nanos + headStart));
            }
            request.tpotNanos().ifPresent(nanos -> tpot.add(Math.round(nanos)));
        } else if (request.outcome() instanceof Outcome.TimedOut) {
            e2e.addCensored(request.e2eNanos() + headStart);
            if (request.streamed() && request.ttftNanos().isEmpty()) {
                ttft.addCensored(request.e2eNanos() + headStart);
            }
        }
    }

    void addAll(RequestLatencies other) {
        ttft.addAll(other.ttft);
        tpot.addAll(other.tpot);
        e2e.addAll(other.e2e);
    }

    /** Time to first token of completed streams; time-outs before the first token are censored. */
    Distribution ttft() {
        return ttft;
    }

    /** Time per output token of completed streams. */
    Distribution tpot() {
        return tpot;
    }

    /** End-to-end latency of completed requests; time-outs are censored. */
    Distribution e2e() {
        return e2e;
    }
}

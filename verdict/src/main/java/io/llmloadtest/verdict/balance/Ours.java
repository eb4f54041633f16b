package io.llmloadtest.verdict.balance;

import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.ledger.Tally;

/**
 * What the client's failed requests may have left on the server. Amounts are doubles, since they are set against the
 * movement of counters.
 *
 * @param tally every request that lies in the evidence
 * @param turned error answers of which the server knows nothing: something in front of it gave them, so that the server
 *     may have worked all the same, as behind a proxy that answers 504
 */
public record Ours(Tally tally, double turned) {

    static Ours of(Tally tally, Entry httpRequests, Entry httpErrors, Entry accessErrors) {
        double missing = -httpErrors.residual().plus(httpRequests.residual().map(more -> Math.max(0, -more)))
                .or(accessErrors.residual()).known().orElse(0);
        return new Ours(tally, Math.clamp(missing, 0, (double) tally.heads(Balance::isError)));
    }

    /** Requests that may have reached the server beside the completed ones, first tries of repeated ones included. */
    public double reached() {
        return tally.failures().mayHaveReachedServer() + turned + tally.retried();
    }

    /** Requests without any answer that may have reached the server: it may have counted them or not. */
    public double headless() {
        return Math.max(0, tally.sent() - tally.heads(_ -> true) - failed(ErrorKind.CONNECT) - failed(ErrorKind.TLS));
    }

    /** By how much the server's HTTP counts may lie above our heads without anybody else. */
    public double slack() {
        return headless() + tally.retried();
    }

    /** Choices of failed requests that the server may have finished. */
    public double choicesAtStake() {
        return reached() * choicesPerRequest();
    }

    /** Those of them that came as something that no OpenAI server says. */
    public double choicesOfNoAnswer() {
        return (double) failed(ErrorKind.PROTOCOL) * choicesPerRequest();
    }

    /** Choices of one request, the most that can be told. */
    public long choicesPerRequest() {
        long requests = tally.completed() == 0 ? tally.failures().afterHead() : tally.completed();
        long choices = tally.completed() == 0 ? tally.failures().finishedChoices() : tally.choices();
        return requests == 0 ? 1 : Math.max(1, Math.ceilDiv(choices, requests));
    }

    /** Failed requests of a kind. */
    public long failed(ErrorKind kind) {
        return tally.failures().count(kind);
    }

    /** Answers that broke off or ended in an error event. */
    public double broken() {
        return failed(ErrorKind.STREAM_ERROR) + failed(ErrorKind.TRUNCATED);
    }

    /** Requests that the client gave up: time-outs and cancellations. */
    public double givenUp() {
        return failed(ErrorKind.TIMEOUT) + failed(ErrorKind.CANCELLED);
    }

    /** Tokens that arrived for failed requests. */
    public double visibleTokens() {
        return tally.failures().visibleTokens();
    }
}

package io.llmloadtest.benchmarks.client;

import io.llmloadtest.ledger.Distribution;
import io.llmloadtest.ledger.Gaps;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.ChunkTrain;

/**
 * What the product reports of some requests, beside the same statistics of what the server did. The reported side is the
 * product's {@link Tally}, fed with the ledger as it was read back from disk.
 */
final class Comparison {

    private final TruthRecord truth;
    private final Tally reported = new Tally(GoodputLimits.NONE);
    private final Distribution trueTtft = new Distribution();
    private final Gaps trueItl = new Gaps();
    private final Distribution requestPath = new Distribution();
    private final Distribution lateness = new Distribution();
    private long blocked;

    Comparison(TruthRecord truth) {
        this.truth = truth;
    }

    /** Adds a request; throws when it failed, or when client and server disagree about the number of tokens. */
    void add(RequestRecord request) {
        TruthRecord.Stamps stamps = truth.of(request.id());
        if (!request.isCompleted() || request.tokenChunks() != stamps.writes().length) {
            throw new IllegalStateException("request " + request.id() + " ended as " + request.outcome() + " with "
                    + request.tokenChunks() + " of " + stamps.writes().length + " tokens");
        }
        reported.add(request);
        blocked += stamps.blocked();
        requestPath.add(stamps.arrival() - request.sent().nanos());
        trueTtft.add(stamps.writes()[0] - stamps.arrival());
        for (int i = 1; i < stamps.writes().length; i++) {
            trueItl.add(stamps.writes()[i] - stamps.writes()[i - 1], 1);
        }
        addLateness(request.chunks(), stamps.writes());
    }

    private void addLateness(ChunkTrain chunks, long[] writes) {
        int token = 0;
        for (int i = 0; i < chunks.size(); i++) {
            if (chunks.isToken(i)) {
                lateness.add(chunks.nanosAt(i) - writes[token++]);
            }
        }
    }

    /** The product's own statistics. */
    Tally reported() {
        return reported;
    }

    /** TTFT as the server gave it: from the whole request read to the write of the first token. */
    Distribution trueTtft() {
        return trueTtft;
    }

    /** Single gaps between writes. */
    Gaps trueItl() {
        return trueItl;
    }

    /** From the client's send stamp to the server's having read the request: send, kernel, and the server's own queue. */
    Distribution requestPath() {
        return requestPath;
    }

    /** Receive stamp less write stamp of every token. */
    Distribution lateness() {
        return lateness;
    }

    /** Tokens whose write stamp is too early, so that their lateness is too large. */
    long blocked() {
        return blocked;
    }
}

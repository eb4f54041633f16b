package io.llmloadtest.calibrate;

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
public final class Comparison {

    private final TruthRecord truth;
    private final Tally reported = new Tally(GoodputLimits.NONE);
    private final Distribution trueTtft = new Distribution();
    private final Gaps trueItl = new Gaps();
    private final Distribution requestPath = new Distribution();
    private final Distribution lateness = new Distribution();
    private final Distribution ttftError = new Distribution();
    private final Distribution itlError = new Distribution();
    private long blocked;

    /** Nothing yet; the requests of {@code truth} are to be added. */
    public Comparison(TruthRecord truth) {
        this.truth = truth;
    }

    /** Adds a request; throws when it failed, or when client and server disagree about the number of tokens. */
    public void add(RequestRecord request) {
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
        addTtftError(request, stamps);
        addStamps(request.chunks(), stamps.writes());
    }

    /** From the request's being written to the server's having read it nothing is the client's. */
    private void addTtftError(RequestRecord request, TruthRecord.Stamps stamps) {
        long trueTtft = stamps.writes()[0] - stamps.arrival();
        long onItsWay = request.written().map(written -> Math.max(0, stamps.arrival() - written.nanos())).orElse(0L);
        request.ttftNanos().ifPresent(ttft -> ttftError.add(Math.abs(ttft - trueTtft - onItsWay)));
    }

    private void addStamps(ChunkTrain chunks, long[] writes) {
        int token = 0;
        long late = 0;
        for (int i = 0; i < chunks.size(); i++) {
            if (chunks.isToken(i)) {
                long lateBefore = late;
                late = chunks.nanosAt(i) - writes[token];
                lateness.add(late);
                if (token > 0) {
                    itlError.add(Math.abs(late - lateBefore)); // the gap at the client less the gap at the server
                }
                token++;
            }
        }
    }

    /** The product's own statistics. */
    public Tally reported() {
        return reported;
    }

    /** TTFT as the server gave it: from the whole request read to the write of the first token. */
    public Distribution trueTtft() {
        return trueTtft;
    }

    /** Single gaps between writes. */
    public Gaps trueItl() {
        return trueItl;
    }

    /** From the client's send stamp to the server's having read the request: send, kernel, and the server's own queue. */
    public Distribution requestPath() {
        return requestPath;
    }

    /** Receive stamp less write stamp of every token. */
    public Distribution lateness() {
        return lateness;
    }

    /** By how much the TTFT of each request is wrong, whichever way, without its time on the way to the server. */
    public Distribution ttftError() {
        return ttftError;
    }

    /** By how much each single gap between tokens is wrong, whichever way. */
    public Distribution itlError() {
        return itlError;
    }

    /** Tokens whose write stamp is too early, so that their lateness is too large. */
    public long blocked() {
        return blocked;
    }
}

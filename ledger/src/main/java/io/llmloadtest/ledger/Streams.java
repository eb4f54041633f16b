package io.llmloadtest.ledger;

import io.llmloadtest.model.ChunkTrain;

/**
 * How the tokens of completed streams came: only streams of one choice whose usage is known are counted. Not safe for
 * concurrent use.
 */
public final class Streams {

    private long count;
    private long tokens;
    private long chunks;
    private double spreadNanos;
    private long readWithFirst;

    void add(RequestRecord request) {
        int carrying = request.tokenChunks();
        if (request.choices() != 1 || request.usage().isEmpty() || carrying == 0) {
            return;
        }
        count++;
        tokens += request.outputTokens();
        chunks += carrying;
        spreadNanos += spread(request.chunks());
        readWithFirst += readWithFirst(request.chunks());
    }

    /** Chunks with tokens that were read together with the first of them. */
    private static int readWithFirst(ChunkTrain train) {
        int more = 0;
        for (int i = train.firstToken().orElseThrow() + 1; i < train.size() && train.isSharedRead(i); i++) {
            more += train.isToken(i) ? 1 : 0;
        }
        return more;
    }

    private static double spread(ChunkTrain train) {
        int last = train.size() - 1;
        while (!train.isToken(last)) {
            last--;
        }
        return (double) train.nanosAt(last) - train.nanosAt(train.firstToken().orElseThrow());
    }

    void addAll(Streams other) {
        count += other.count;
        tokens += other.tokens;
        chunks += other.chunks;
        spreadNanos += other.spreadNanos;
        readWithFirst += other.readWithFirst;
    }

    /** How many streams. */
    public long count() {
        return count;
    }

    /** Their tokens, as their usage says. */
    public long tokens() {
        return tokens;
    }

    /** Their chunks that carried tokens. */
    public long chunks() {
        return chunks;
    }

    /** The mean time from a stream's first chunk with a token to its last, in nanoseconds; 0 when there is no stream. */
    public double meanSpreadNanos() {
        return count == 0 ? 0 : spreadNanos / count;
    }

    /** How many further chunks with tokens were read together with a stream's first, on average; 0 when there is no stream. */
    public double meanReadWithFirst() {
        return count == 0 ? 0 : (double) readWithFirst / count;
    }
}

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

    void add(RequestRecord request) {
        int carrying = request.tokenChunks();
        if (request.choices() != 1 || request.usage().isEmpty() || carrying == 0) {
            return;
        }
        count++;
        tokens += request.outputTokens();
        chunks += carrying;
        spreadNanos += spread(request.chunks());
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
}

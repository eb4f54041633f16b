package io.llmloadtest.ledger;

import io.llmloadtest.model.ChunkTrain;
import java.util.Optional;

/**
 * How long tokens of completed streams were apart, counted both ways: between chunks that carried tokens, and between
 * tokens. A gap that brought {@code k} tokens is one gap of chunks and {@code k} gaps of tokens, each the {@code k}-th part of
 * it; so the tokens' sum to the time from the first to the last. Those that came with the first chunk have no gap. Not safe
 * for concurrent use.
 */
public final class InterTokenGaps {

    /** What the gaps of {@link #itl()} lie between. */
    public enum Unit {
        /** Between tokens: the server told on the chunks of every stream how many there were. */
        TOKEN,
        /** Between chunks that carried tokens, however many: some stream told no counts. */
        CHUNK
    }

    private final Gaps chunks = new Gaps();
    private Optional<Gaps> tokens = Optional.empty();
    private long streams;
    private long countedStreams;

    void add(RequestRecord request) {
        ChunkTrain train = request.chunks();
        if (train.firstToken().isEmpty()) {
            return;
        }
        streams++;
        addChunks(train);
        if (request.countsTokens()) {
            countedStreams++;
            addTokens(train, roomForTokens());
        }
    }

    private void addChunks(ChunkTrain train) {
        int last = train.firstToken().orElseThrow();
        for (int i = last + 1; i < train.size(); i++) {
            if (train.isToken(i)) {
                if (!train.isPlaced(i)) {
                    chunks.add(train.nanosAt(i) - train.nanosAt(last), 1);
                }
                last = i;
            }
        }
    }

    /** An event without text can bring tokens too: half a character, or what a parser keeps to itself. */
    private static void addTokens(ChunkTrain train, Gaps gaps) {
        int before = 0;
        long lastNanos = 0;
        for (int i = 0; i < train.size(); i++) {
            int more = train.tokensSoFarAt(i) - before;
            if (more > 0) {
                if (before > 0) {
                    gaps.add((train.nanosAt(i) - lastNanos) / more, more);
                }
                before = train.tokensSoFarAt(i);
                lastNanos = train.nanosAt(i);
            }
        }
    }

    private Gaps roomForTokens() {
        Gaps room = tokens.orElseGet(Gaps::new);
        tokens = Optional.of(room);
        return room;
    }

    void addAll(InterTokenGaps other) {
        chunks.addAll(other.chunks);
        other.tokens.ifPresent(theirs -> roomForTokens().addAll(theirs));
        streams += other.streams;
        countedStreams += other.countedStreams;
    }

    /** Whether {@link #itl()} is of tokens or of chunks. */
    public Unit unit() {
        return countedStreams > 0 && countedStreams == streams ? Unit.TOKEN : Unit.CHUNK;
    }

    /** Inter-token latency: of tokens where every stream told their number, else of chunks. */
    public Gaps itl() {
        return unit() == Unit.TOKEN ? tokens.orElseThrow() : chunks;
    }

    /** Inter-chunk latency: the gaps between chunks that carried tokens. */
    public Gaps chunks() {
        return chunks;
    }

    /** Streams with a token. */
    public long streams() {
        return streams;
    }

    /** Those of them that told how many tokens each chunk brought. */
    public long countedStreams() {
        return countedStreams;
    }
}

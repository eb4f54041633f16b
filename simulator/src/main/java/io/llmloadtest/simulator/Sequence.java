package io.llmloadtest.simulator;

import io.llmloadtest.simulator.KvBlocks.Block;
import java.util.ArrayList;
import java.util.List;

/** One choice in the engine: its prompt, what it may generate, and how far it is. Mutable state belongs to the engine's thread. */
final class Sequence {
    private final Order order;
    private final TextSource text;
    private final long[] promptHashes;
    private final List<Block> blocks = new ArrayList<>();
    private int computed;
    private int generated;
    private int cachedTokens;
    private int preemptions;
    private final StringBuilder written = new StringBuilder();
    private String stoppedBy = "";
    private long scheduledNanos = -1;
    private long firstTokenNanos = -1;
    private long lastTokenNanos = -1;

    /**
     * What is asked of the engine.
     *
     * @param owner who gets the tokens
     * @param index number of the choice at its owner
     * @param prompt token ids
     * @param salt keeps its prefix apart from others' in the cache
     * @param limits how much it generates
     * @param stops strings that end it once they stand in its text
     * @param seed of its text
     * @param queuedNanos when it was put into the queue
     * @param notBeforeNanos before this the engine leaves it in the queue
     */
    record Order(Recipient owner, int index, Tokens prompt, String salt, Limits limits, List<String> stops, long seed,
            long queuedNanos, long notBeforeNanos) {}

    /**
     * How much a sequence generates.
     *
     * @param maxTokens it ends with {@code length} there; with 0 it ends with {@code stop} when its prompt is computed
     * @param minTokens it does not end by itself before
     * @param ignoreEos it does not end by itself at all
     * @param stopAt it ends with {@code stop} there, whatever the others say; {@link #NEVER} for no such place
     * @param stallAt it makes no token after so many, nor ends; {@link #NEVER} for no such place
     */
    record Limits(int maxTokens, int minTokens, boolean ignoreEos, int stopAt, int stallAt) {
        static final int NEVER = Integer.MAX_VALUE;
    }

    Sequence(Order order, KvBlocks kv) {
        this.order = order;
        text = new TextSource(order.seed());
        promptHashes = kv.hashes(order.prompt(), order.salt());
    }

    Order order() {
        return order;
    }

    long[] promptHashes() {
        return promptHashes;
    }

    List<Block> blocks() {
        return blocks;
    }

    int computed() {
        return computed;
    }

    int generated() {
        return generated;
    }

    int cachedTokens() {
        return cachedTokens;
    }

    int preemptions() {
        return preemptions;
    }

    long scheduledNanos() {
        return scheduledNanos;
    }

    long firstTokenNanos() {
        return firstTokenNanos;
    }

    long lastTokenNanos() {
        return lastTokenNanos;
    }

    /** Tokens that have to be in the KV cache before the next one can be made. */
    int needed() {
        return order.prompt().length() + generated;
    }

    boolean stalled() {
        return generated >= order.limits().stallAt();
    }

    /** It leaves the queue for the first time or again; the tokens of its shared blocks count as computed. */
    void admit(List<Block> shared, int sharedTokens, long nowNanos) {
        blocks.addAll(shared);
        computed = sharedTokens;
        if (scheduledNanos < 0) {
            scheduledNanos = nowNanos;
            cachedTokens = sharedTokens;
        }
    }

    void preempt() {
        computed = 0;
        preemptions++;
    }

    void compute(int tokens) {
        computed += tokens;
    }

    /** Makes the next token at that time, or none where only the prompt is wanted. */
    int generate(long nowNanos) {
        if (firstTokenNanos < 0) {
            firstTokenNanos = nowNanos;
        }
        lastTokenNanos = nowNanos;
        if (order.limits().maxTokens() == 0) {
            return Tokenizer.END_OF_TEXT;
        }
        generated++;
        if (endsItself()) {
            return Tokenizer.END_OF_TEXT;
        }
        int token = text.nextToken();
        watchForStops(token);
        return token;
    }

    private void watchForStops(int token) {
        if (!order.stops().isEmpty() && generated >= order.limits().minTokens()) {
            written.append(Tokenizer.decode(token));
            stoppedBy = order.stops().stream().filter(stop -> written.indexOf(stop) >= 0).findFirst().orElse("");
        }
    }

    /** The stop string in its text; empty if there is none. */
    String stoppedBy() {
        return stoppedBy;
    }

    boolean endsItself() {
        Limits limits = order.limits();
        return limits.maxTokens() == 0
                || (!limits.ignoreEos() && generated >= Math.max(limits.minTokens(), text.naturalLength()))
                || generated >= limits.stopAt()
                || !stoppedBy.isEmpty();
    }
}

package io.llmloadtest.load.workload;

import java.util.SplittableRandom;
import java.util.StringJoiner;

/**
 * Prompts of plain token ids, for a vLLM whose tokenizer cannot be asked: its completions endpoint takes them as they are,
 * so their number is exact. The ids come from the range 1000 to 4999, which every vocabulary in use has, and which holds
 * ordinary pieces of words.
 */
final class TokenIdPrompts implements PromptSource {

    private static final int FIRST = 1000;
    static final int RADIX = 4000;

    private final int tokens;
    private final long seed;
    private final Nonce nonce;

    TokenIdPrompts(int tokens, long seed, Nonce nonce) {
        this.tokens = tokens;
        this.seed = seed;
        this.nonce = nonce;
    }

    @Override
    public String json(Place place) {
        return list(place, nonce.digits(place));
    }

    @Override
    public String withoutMark(Place place) {
        return list(place, new int[0]);
    }

    private String list(Place place, int[] mark) {
        StringJoiner list = new StringJoiner(",", "[", "]");
        for (int digit : mark) {
            list.add(Integer.toString(FIRST + digit));
        }
        SplittableRandom random = new SplittableRandom(Mix.pair(seed, place.number()));
        for (int i = nonce.length(); i < tokens; i++) {
            list.add(Integer.toString(FIRST + random.nextInt(RADIX)));
        }
        return list.toString();
    }

    @Override
    public int sharedTokens() {
        return nonce.length() - 1;
    }

    @Override
    public long distinct() {
        return nonce.capacity();
    }
}

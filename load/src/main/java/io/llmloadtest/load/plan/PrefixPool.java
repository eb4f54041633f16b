package io.llmloadtest.load.plan;

/**
 * Beginnings that prompts share, as system prompts and documents are shared in real traffic.
 *
 * @param tokens length of each, without what the chat template puts before it
 * @param prefixes how many there are
 * @param share of all requests, those that begin with one of them
 */
public record PrefixPool(int tokens, int prefixes, double share) {

    /** Refuses a pool that no prompt could use. */
    public PrefixPool {
        Allowed.range("--prefix-len", tokens, LEAST, LengthRule.MOST_TOKENS);
        Allowed.range("--prefix-pool", prefixes, 1, 1_000_000);
        if (!(share > 0 && share <= 1)) {
            throw new IllegalPlanException("--prefix-hit-rate", Double.toString(share),
                    "give a share above 0 and up to 1");
        }
    }

    private static final int LEAST = 16;
}

package io.llmloadtest.load.workload;

import io.llmloadtest.load.plan.PrefixPool;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Which requests begin with which shared prefix. Of any n requests in a row the share of n does, give or take one: not
 * chance decides, so that the hits to be expected of the server's cache are known. Which prefix it is, chance does decide.
 *
 * @param pool the prefixes; empty when prompts share none
 * @param seed governs which prefix a request gets
 */
record PrefixChoice(Optional<PrefixPool> pool, long seed) {

    private static final long SALT = 0x707265666978L;

    /** The prefix of the request at {@code index} of a level; empty when it shares none. */
    OptionalInt of(int index) {
        return pool.filter(all -> Math.floor((index + 1) * all.share()) > Math.floor(index * all.share()))
                .map(all -> OptionalInt.of(new SplittableRandom(Mix.pair(seed ^ SALT, index)).nextInt(all.prefixes())))
                .orElse(OptionalInt.empty());
    }

    /** Tokens of a prefix; 0 when there is none. */
    int tokens() {
        return pool.map(PrefixPool::tokens).orElse(0);
    }

    /** Prefix tokens of a request, in the mean over all, rounded up. */
    int meanTokens() {
        return pool.map(all -> (int) Math.ceil(all.share() * all.tokens())).orElse(0);
    }
}

package io.llmloadtest.load.workload;

import io.llmloadtest.load.dataset.LengthPairs;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.LengthPlan;
import io.llmloadtest.load.plan.LengthRange;
import io.llmloadtest.load.plan.LengthRule;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * The lengths of each request. They hang on the seed and the place in the level alone, so all levels ask for the same work.
 * What does not fit, a prompt shorter than its chat template or a pair longer than the model's context, becomes the nearest
 * that does; the lengths a rule promises are refused before. A rule without a range draws no prompt so short that another
 * could be like it.
 */
final class Sizes {

    private static final long SALT = 0x6c656e67746873L;

    private final LengthPlan plan;
    private final LengthPairs listed;
    private final OptionalInt fixedOutput;
    private final long seed;
    private final int least;
    private final int leastFresh;
    private final int most;
    private volatile boolean clipped;

    /**
     * Lengths for prompts of a kind.
     *
     * @param listed the pairs of a {@link LengthPlan.Listed}, else none
     * @param fixedOutput goes before the plan's answer length
     * @param source makes the prompts
     * @param context tokens of prompt and answer together that the model takes, when that is known
     */
    Sizes(LengthPlan plan, LengthPairs listed, OptionalInt fixedOutput, long seed, PromptSource source,
            OptionalInt context) {
        this.plan = plan;
        this.listed = listed;
        this.fixedOutput = fixedOutput;
        this.seed = Mix.pair(seed, SALT);
        this.least = source.least();
        this.leastFresh = source.leastFresh();
        this.most = context.orElse(2 * LengthRule.MOST_TOKENS);
        if (leastFresh >= most) {
            throw new IllegalPlanException("--input-len", "", "give a model with room for more than " + leastFresh
                    + " tokens; this one takes " + most + " of prompt and answer together");
        }
    }

    /** The lengths at {@code index} of a level. */
    Size at(int index, TokenLengths wish) {
        Size planned = switch (plan) {
            case LengthPlan.Drawn drawn -> draw(drawn, index);
            case LengthPlan.ByArrival(LengthPlan.Drawn otherwise) -> draw(otherwise, index);
            case LengthPlan.Listed _ -> fit(listed(index));
        };
        return wish.equals(TokenLengths.AS_PLANNED)
                ? planned
                : fit(new Size(wish.input().orElse(planned.input()), wish.output().orElse(planned.output())));
    }

    private Size draw(LengthPlan.Drawn drawn, int index) {
        SplittableRandom random = new SplittableRandom(Mix.pair(seed, index));
        SplittableRandom forInput = random.split();
        int output = fixedOutput.isPresent()
                ? fixedOutput.getAsInt()
                : drawn.output().draw(random, new LengthRange(1, most - leastFresh));
        int shortest = drawn.input().promised().isPresent() ? least : leastFresh;
        int longest = Math.max(shortest, most - output);
        return new Size(drawn.input().draw(forInput, new LengthRange(shortest, longest)), output);
    }

    /** The pair for a place in a level; after the last comes the first. */
    private Size listed(int index) {
        int row = index % listed.size();
        return new Size(listed.inputs()[row], listed.outputs()[row]);
    }

    private Size fit(Size wanted) {
        int output = fixedOutput.orElse(new LengthRange(1, most - least).nearest(wanted.output()));
        Size fitting = new Size(new LengthRange(least, Math.max(least, most - output)).nearest(wanted.input()), output);
        if (!fitting.equals(new Size(wanted.input(), fixedOutput.orElse(wanted.output())))) {
            clipped = true;
        }
        return fitting;
    }

    /** Whether any request so far got other lengths than were listed or wanted for it. */
    boolean clipped() {
        return clipped;
    }
}

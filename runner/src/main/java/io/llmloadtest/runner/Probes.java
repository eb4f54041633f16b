package io.llmloadtest.runner;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.load.plan.LevelPlan;
import io.llmloadtest.load.plan.LoadShape;
import io.llmloadtest.load.plan.Plan;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Makes the levels of a search, each like the first but for its setting. One that ends by number sends as many waves, or
 * lasts as long, that it shows more than how the server starts up, and enough requests that its percentiles can be told.
 *
 * @param first the first level
 * @param least how many requests a level that ends by number has at least
 */
record Probes(LevelPlan first, long least) {

    private static final long WAVES = 10;
    private static final double SECONDS = 10;
    private static final Duration AT_MOST = Duration.ofDays(1);

    /** Like the first level of a plan, and fit to be held against the objectives. */
    static Probes of(Plan plan, SloRequest request) {
        return new Probes(plan.levels().getFirst(), request.slo().leastRequests());
    }

    /** All levels together, for which prompts are made ready: nobody knows how many requests they will have. */
    LevelPlan together() {
        return new LevelPlan(0, 1, first.shape(), OptionalLong.empty(), Optional.of(AT_MOST));
    }

    /** The level at {@code index} of the run. */
    LevelPlan level(int index, double setting) {
        return new LevelPlan(index, 1, shape(index, setting), requests(setting), first.duration());
    }

    private LoadShape shape(int index, double setting) {
        return switch (first.shape()) {
            case LoadShape.Closed _ -> new LoadShape.Closed((int) setting);
            case LoadShape.Open(ArrivalProcess.Drawn(_, var law, long seed), OptionalInt cap) ->
                new LoadShape.Open(new ArrivalProcess.Drawn(setting, law, seed + index), cap);
            case LoadShape.Open _,LoadShape.Replay _ ->
                throw new IllegalArgumentException("only a concurrency or a rate can be turned up");
        };
    }

    private OptionalLong requests(double setting) {
        if (first.requests().isEmpty()) {
            return OptionalLong.empty();
        }
        double enough = first.shape() instanceof LoadShape.Closed ? WAVES * setting : SECONDS * setting;
        return OptionalLong.of(Math.max(Math.max(least, first.requests().getAsLong()), (long) Math.ceil(enough)));
    }
}

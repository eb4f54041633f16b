package io.llmloadtest.load.plan;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One load setting of a run. It ends at its number of requests or after its duration, whichever is reached first.
 *
 * @param index its place in the run, from 0
 * @param repeat which run of this setting it is, from 1
 * @param shape what decides when a request goes
 * @param requests how many requests are sent; empty when only time ends the level
 * @param duration how long requests are sent; empty when only their number ends the level
 */
public record LevelPlan(int index, int repeat, LoadShape shape, OptionalLong requests, Optional<Duration> duration) {

    private static final Duration LONGEST = Duration.ofDays(30);

    /** Refuses a level that cannot be run, or would never end. */
    public LevelPlan {
        if (requests.isEmpty() && shape.arrivals().filter(ArrivalProcess.AtOnce.class::isInstance).isPresent()) {
            throw new IllegalPlanException("--request-rate inf", "",
                    "say with --num-prompts how many requests go at once");
        }
        requests.ifPresent(count -> Allowed.range("--num-prompts", count, 1, 1_000_000_000));
        duration.ifPresent(time -> Allowed.length("--duration", time, LONGEST));
        if (requests.isEmpty() && duration.isEmpty()) {
            throw new IllegalPlanException("the level", "",
                    "say when the level ends, with --num-prompts, --duration or both");
        }
    }
}

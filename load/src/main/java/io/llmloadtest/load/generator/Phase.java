package io.llmloadtest.load.generator;

import io.llmloadtest.load.plan.Arrival;
import io.llmloadtest.load.plan.LevelPlan;
import io.llmloadtest.load.plan.LoadShape;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.plan.Trace;
import io.llmloadtest.load.workload.TokenLengths;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.TraceContext;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A stretch of load: a level, or the warm-up before one.
 *
 * @param scope what its requests belong to
 * @param idPrefix begins every request id; the ordinal follows
 * @param shape what decides when a request goes
 * @param requests sending ends after so many; empty when only time ends it
 * @param duration sending ends after this time; empty when only the number ends it
 * @param timeout the most one request may take
 * @param grace how long requests in flight may go on after a {@link StopSignal}
 * @param traced whether each request names its {@link TraceContext}
 */
public record Phase(Scope scope, String idPrefix, LoadShape shape, OptionalLong requests, Optional<Duration> duration,
        Duration timeout, Duration grace, boolean traced) {

    private static final Duration GRACE = Duration.ofSeconds(2);

    /** A stretch of closed-loop load whose requests name no trace. */
    public Phase(Scope scope, String idPrefix, int concurrency, OptionalLong requests, Optional<Duration> duration,
            Duration timeout, Duration grace) {
        this(scope, idPrefix, new LoadShape.Closed(concurrency), requests, duration, timeout, grace, false);
    }

    /** The warm-up before {@code level}; empty when the plan has none. */
    public static Optional<Phase> warmUp(Plan plan, LevelPlan level) {
        int requests = plan.warmUpOf(level);
        return requests == 0
                ? Optional.empty()
                : Optional.of(new Phase(new Scope.WarmUp(level.index()), plan.runId() + "-w" + level.index() + "-",
                        Math.min(requests, level.shape().wave()), OptionalLong.of(requests), Optional.empty(),
                        plan.timeout(), GRACE));
    }

    /** The measured load of {@code level}. */
    public static Phase level(Plan plan, LevelPlan level) {
        return new Phase(new Scope.Level(level.index()), plan.runId() + "-" + level.index() + "-",
                level.shape(), level.requests(), level.duration(), plan.timeout(), GRACE, false);
    }

    /** The same phase with another grace. */
    public Phase withGrace(Duration afterStop) {
        return new Phase(scope, idPrefix, shape, requests, duration, timeout, afterStop, traced);
    }

    /** The same phase, each of its requests naming a trace of its own. */
    public Phase withTraces() {
        return new Phase(scope, idPrefix, shape, requests, duration, timeout, grace, true);
    }

    String requestId(int ordinal) {
        return idPrefix + ordinal;
    }

    Optional<String> traceparent(String requestId) {
        return traced ? Optional.of(TraceContext.of(requestId).traceparent()) : Optional.empty();
    }

    /** What the shape says of the lengths of a request. */
    TokenLengths lengths(int index) {
        if (shape instanceof LoadShape.Replay(Trace trace, _, _) && index < trace.size()) {
            Arrival arrival = trace.at(index);
            return new TokenLengths(arrival.inputTokens(), arrival.outputTokens());
        }
        return TokenLengths.AS_PLANNED;
    }

    /** The first wave: as many as the shape wants at the start, or fewer when fewer are sent in all. */
    int firstWave() {
        return (int) Math.min(shape.ahead(), requests.orElse(shape.ahead()));
    }
}

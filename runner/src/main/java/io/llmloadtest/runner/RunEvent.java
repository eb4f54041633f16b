package io.llmloadtest.runner;

import io.llmloadtest.load.plan.LoadShape;
import io.llmloadtest.model.Scope;
import io.llmloadtest.verdict.slo.Conclusion;
import io.llmloadtest.verdict.slo.Search;
import io.llmloadtest.verdict.slo.SearchPlan;
import io.llmloadtest.verdict.slo.SloRating;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What a run tells while it goes on, for a progress display. */
public sealed interface RunEvent {

    /**
     * It waits for something that takes more than a moment.
     *
     * @param what which wait
     * @param atMost how long it can take
     */
    record Waiting(Wait what, Duration atMost) implements RunEvent {}

    /** What a run waits for. */
    enum Wait {
        SERVER_READY, PROMPTS, SETTLING, STATS_LINE, TRACES, LOGS
    }

    /**
     * A phase begins.
     *
     * @param scope which
     * @param shape what decides when a request goes
     * @param requests how many will be sent; empty when time ends the phase
     * @param duration how long it lasts at most; empty when only the number ends it
     */
    record PhaseStarted(Scope scope, LoadShape shape, OptionalLong requests, Optional<Duration> duration)
            implements
                RunEvent {}

    /**
     * How a phase stands; about four times a second.
     *
     * @param scope which
     * @param done requests ended
     * @param failed those of them that failed
     * @param inFlight requests in flight
     * @param tokensPerSecond output tokens that arrived in the last interval
     * @param lastTtftMillis time to first token of late; empty when none came
     * @param elapsed since the phase began
     */
    record Progressed(Scope scope, long done, long failed, int inFlight, double tokensPerSecond,
            OptionalDouble lastTtftMillis, Duration elapsed) implements RunEvent {}

    /**
     * A phase is over.
     *
     * @param scope which
     */
    record PhaseEnded(Scope scope) implements RunEvent {}

    /**
     * A step of a search: what the level before gave, and what is tried next.
     *
     * @param plan where it looks
     * @param found what the level before gave; empty before the first
     * @param next what is tried next; empty when nothing is
     * @param soFar what is known now
     */
    record Searched(SearchPlan plan, Optional<Found> found, Optional<Search.Try> next, Conclusion soFar)
            implements
                RunEvent {}

    /**
     * What a level of a search gave.
     *
     * @param setting the concurrency, or the rate
     * @param rating the level held against the objectives
     */
    record Found(double setting, SloRating rating) {}

    /**
     * Something to know that does not stop the run.
     *
     * @param note which
     * @param detail names or numbers; may be empty
     */
    record Noted(Note note, String detail) implements RunEvent {}

    /** What a run notes on its way. */
    enum Note {
        /** The server offers no tokenizer, so prompt lengths are estimates. */
        PROMPTS_ESTIMATED,
        /** The models of a mix may count tokens differently, so prompt lengths are estimates. */
        TOKENIZERS_DIFFER,
        /** Lengths that were listed do not fit, and the nearest that do are asked for. */
        LENGTHS_CLIPPED,
        /** The dataset has fewer prompts than the run sends. */
        PROMPTS_REPEATED,
        /** The server refused a field of the body, and it is left out from now on. */
        FIELD_DROPPED,
        /** The metrics page cannot be read. */
        METRICS_UNAVAILABLE,
        /** The log cannot be read. */
        LOG_UNAVAILABLE,
        /** Spans cannot be received. */
        TRACES_UNAVAILABLE,
        /** A foreign command is started. */
        COMMAND_STARTED,
        /** The run is stopped: no new requests, those in flight get a moment. */
        STOPPING
    }
}

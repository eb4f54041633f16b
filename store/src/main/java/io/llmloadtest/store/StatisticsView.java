package io.llmloadtest.store;

import io.llmloadtest.store.LevelView.WindowView;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How exactly a level's figures are known, and what it was like while steady.
 *
 * @param setting the setting it ran, from 0
 * @param repeat which run of that setting it is, from 1
 * @param method how intervals are made
 * @param withinRun the whole level's figures with their intervals within this one run; empty when there are none
 * @param steady its steady part
 */
public record StatisticsView(int setting, int repeat, MethodView method, Optional<FiguresView> withinRun,
        SteadyView steady) {

    /**
     * How intervals are made.
     *
     * @param confidence how often one holds the true value
     * @param means of means and rates
     * @param percentiles of percentiles
     * @param bootstrapSeed governs which blocks are drawn
     * @param bootstrapReplicates how often blocks are drawn
     */
    public record MethodView(double confidence, String means, String percentiles, long bootstrapSeed,
            int bootstrapReplicates) {}

    /**
     * The steady part of a level.
     *
     * @param found whether there is one
     * @param reason what set its start, or why there is none
     * @param figures of it; empty when there is none
     */
    public record SteadyView(boolean found, String reason, Optional<FiguresView> figures) {}

    /**
     * The figures of a stretch.
     *
     * @param window the stretch
     * @param requests requests sent in it
     * @param tokensPerSec output tokens that arrived in it, per second
     * @param requestsPerSec requests that ended well in it, per second
     * @param ttftMs of the requests sent in it
     * @param tpotMs of the requests sent in it
     * @param e2eLatencyMs of the requests sent in it
     * @param oneIn of how many requests that follow each other one is looked at for latencies and their intervals; empty
     *     when each is
     */
    public record FiguresView(WindowView window, long requests, EstimateView tokensPerSec,
            EstimateView requestsPerSec, SpreadView ttftMs, SpreadView tpotMs, SpreadView e2eLatencyMs,
            OptionalInt oneIn) {}

    /**
     * One latency of a stretch.
     *
     * @param mean mean
     * @param p50 median
     * @param p90 90th percentile
     * @param p95 95th percentile
     * @param p99 99th percentile
     * @param p999 99.9th percentile
     */
    public record SpreadView(EstimateView mean, EstimateView p50, EstimateView p90, EstimateView p95,
            EstimateView p99, EstimateView p999) {}

    /**
     * A number with its interval.
     *
     * @param value empty when it is not known
     * @param low lower end of the interval; empty when there is too little to tell
     * @param high upper end of the interval; empty when there is too little to tell
     */
    public record EstimateView(OptionalDouble value, OptionalDouble low, OptionalDouble high) {

        static final EstimateView NONE = new EstimateView(OptionalDouble.empty(), OptionalDouble.empty(),
                OptionalDouble.empty());
    }
}

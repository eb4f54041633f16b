package io.llmloadtest.store;

import java.util.OptionalDouble;

/**
 * How an open loop was driven, and whether the load got out.
 *
 * @param process {@code at-once}, {@code constant}, {@code poisson} or {@code gamma}
 * @param burstiness shape of the gaps' gamma law; empty when they follow none
 * @param drawnRate requests per second of the arrivals drawn
 * @param achievedRate requests per second from the first send to the last
 * @param achievedRateLow lower end of its 95 % interval
 * @param achievedRateHigh upper end of it
 * @param ksStatistic distance between the gaps sent and the law
 * @param ksP how often gaps of the law would be as far from it
 * @param latenessMs of the sends against the schedule
 * @param ttftFromScheduleMs time to first token, from the scheduled moment
 * @param e2eFromScheduleMs end-to-end latency, from the scheduled moment
 */
public record ArrivalsView(String process, OptionalDouble burstiness, OptionalDouble drawnRate,
        OptionalDouble achievedRate, OptionalDouble achievedRateLow, OptionalDouble achievedRateHigh,
        OptionalDouble ksStatistic, OptionalDouble ksP, Spread latenessMs, Spread ttftFromScheduleMs,
        Spread e2eFromScheduleMs) {

    /**
     * A spread of times, in milliseconds; empty where it is not known.
     *
     * @param mean mean
     * @param p50 median
     * @param p90 90th percentile
     * @param p99 99th percentile
     */
    public record Spread(OptionalDouble mean, OptionalDouble p50, OptionalDouble p90, OptionalDouble p99) {}
}

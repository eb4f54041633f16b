package io.llmloadtest.store;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How an open loop was driven, and whether the load got out.
 *
 * @param process {@code at-once}, {@code constant}, {@code poisson}, {@code gamma} or {@code trace}
 * @param rate what was asked for: {@code inf}, a rate such as {@code 20} or {@code 1 to 10 in 60 s}, or a trace
 * @param burstiness shape of the gaps' gamma law; empty when they follow none
 * @param drawnRate requests per second of the arrivals drawn
 * @param achievedRate requests per second from the first send to the last
 * @param achievedRateLow lower end of its 95 % interval; empty where nothing is left to chance
 * @param achievedRateHigh upper end of it
 * @param ksStatistic distance between the gaps sent and the law
 * @param ksP how often gaps of the law would be as far from it
 * @param latenessMs of the sends against the schedule
 * @param ttftFromScheduleMs time to first token, from the scheduled moment
 * @param e2eFromScheduleMs end-to-end latency, from the scheduled moment
 * @param issued the arrivals that came due; empty when the level was cut off
 */
public record ArrivalsView(String process, String rate, OptionalDouble burstiness, OptionalDouble drawnRate,
        OptionalDouble achievedRate, OptionalDouble achievedRateLow, OptionalDouble achievedRateHigh,
        OptionalDouble ksStatistic, OptionalDouble ksP, Spread latenessMs, Spread ttftFromScheduleMs,
        Spread e2eFromScheduleMs, Optional<Issued> issued) {

    /**
     * The arrivals that came due, and what held them back.
     *
     * @param due how many
     * @param unsent those that still waited when sending ended, and were never sent
     * @param held those sent that had to wait because as many as may be were in flight
     * @param heldMs how long all of these together waited for that
     * @param sha256 a hash of the moments of all that came due
     */
    public record Issued(long due, long unsent, long held, double heldMs, String sha256) {}

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

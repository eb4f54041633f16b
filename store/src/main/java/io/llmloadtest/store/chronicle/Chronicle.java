package io.llmloadtest.store.chronicle;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a run looked like over time, and how its latencies are spread. All times are seconds since the run began. Its size is
 * bounded however long the run was; what stands for more than itself says for how much.
 *
 * @param seconds how long the run was; 0 when nothing is known of its time
 * @param phases warm-ups and levels, in order
 * @param client what the client saw, in equal stretches, in order
 * @param server what the server's gauges and counters showed, all its replicas together, in order
 * @param firstTokens requests by their first token
 * @param timed how many requests {@code firstTokens} stands for
 * @param every of how many requests that follow each other one was looked at for {@code firstTokens} and the TTFTs of
 *     {@code client}, in the level that has most: 1 when each was
 * @param failures requests that did not end well, all of them
 * @param log what the server's log told of: errors and warnings
 * @param spreads the latencies of each level
 */
public record Chronicle(double seconds, List<Phase> phases, List<Activity> client, List<Moment> server,
        List<FirstToken> firstTokens, long timed, int every, List<Failure> failures, List<LogMark> log,
        List<Spread> spreads) {

    /** Nothing is known of the time of a run. */
    public static final Chronicle NONE = new Chronicle(0, List.of(), List.of(), List.of(), List.of(), 0, 1, List.of(),
            List.of(), List.of());

    public Chronicle {
        phases = List.copyOf(phases);
        client = List.copyOf(client);
        server = List.copyOf(server);
        firstTokens = List.copyOf(firstTokens);
        failures = List.copyOf(failures);
        log = List.copyOf(log);
        spreads = List.copyOf(spreads);
    }

    /**
     * A phase of the run.
     *
     * @param warmUp whether it is the warm-up of its level
     * @param level the level's place in the run, from 0
     * @param from its first send
     * @param to its last byte
     */
    public record Phase(boolean warmUp, int level, double from, double to) {}

    /**
     * What the client saw in a stretch.
     *
     * @param from its start
     * @param to its end
     * @param tokensPerSecond output tokens that arrived
     * @param least the fewest requests in flight
     * @param most the most
     * @param mean the mean
     * @param timed how many requests with a known TTFT were sent in it, of those looked at
     * @param medianTtftMs the middle one of those TTFTs
     * @param longestTtftMs the longest of them
     */
    public record Activity(double from, double to, double tokensPerSecond, int least, int most, double mean,
            long timed, OptionalDouble medianTtftMs, OptionalDouble longestTtftMs) {}

    /**
     * What the server showed at a moment.
     *
     * @param at when
     * @param running requests in its engines
     * @param waiting requests queued
     * @param kvPercent how full the KV cache was, 0 to 100; that of the fullest replica
     * @param since when its tokens were read before
     * @param tokensPerSecond tokens it generated from then on; empty when its counter was not there, or started over
     */
    public record Moment(double at, OptionalDouble running, OptionalDouble waiting, OptionalDouble kvPercent,
            double since, OptionalDouble tokensPerSecond) {}

    /**
     * A request by its first token; or several that were sent at nearly the same time and waited nearly as long, by one
     * of them.
     *
     * @param at when it was sent
     * @param millis its time to first token
     * @param requests how many it stands for
     * @param warmUp whether it belongs to a warm-up
     */
    public record FirstToken(double at, double millis, long requests, boolean warmUp) {}

    /**
     * Requests that failed in the same way in the same stretch.
     *
     * @param at when the first of them ended
     * @param kind how: a name of the published result, such as {@code timeout}
     * @param requests how many
     */
    public record Failure(double at, String kind, long requests) {}

    /**
     * Log records that say the same.
     *
     * @param error whether they are errors; else warnings
     * @param message the words
     * @param count how many
     * @param first when the first came
     * @param last when the last came
     */
    public record LogMark(boolean error, String message, long count, double first, double last) {}

    /**
     * How a latency of a level is spread.
     *
     * @param level the level's place in the run, from 0
     * @param latency {@code ttft}, {@code tpot}, {@code itl} or {@code e2e}
     * @param values how many values there are
     * @param points from the smallest to the largest
     */
    public record Spread(int level, String latency, long values, List<Point> points) {

        public Spread {
            points = List.copyOf(points);
        }
    }

    /**
     * A point of a spread.
     *
     * @param millis a value
     * @param share how many of all values are at most as large, from 0 to 1
     */
    public record Point(double millis, double share) {}
}

package io.llmloadtest.ledger.arrivals;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * How many requests per second are meant to arrive, and how that changes. A profile stretches gaps of mean 1 to gaps in
 * seconds, and back: {@link #after} and {@link #units} are inverse to each other.
 */
public sealed interface RateProfile {

    /**
     * One rate throughout.
     *
     * @param perSecond requests per second, above 0
     */
    record Steady(double perSecond) implements RateProfile {
        public Steady {
            requireRate(perSecond);
        }
    }

    /**
     * Grows or falls from request to request, as {@code vllm bench serve --ramp-up-strategy linear} does (0.32.0).
     *
     * @param from requests per second before the first request, above 0
     * @param to requests per second before the last one, above 0
     * @param requests how many requests that takes; the rate stays afterwards
     */
    record RampByCount(double from, double to, long requests) implements RateProfile {
        public RampByCount {
            requireRate(from);
            requireRate(to);
            requireMore((double) requests);
        }

        private double at(int ordinal) {
            return from + (to - from) * Math.min(1, ordinal / (double) Math.max(requests - 1, 1));
        }
    }

    /**
     * Grows or falls evenly with time.
     *
     * @param from requests per second at the start, above 0
     * @param to requests per second at the end, above 0
     * @param seconds how long that takes; the rate stays afterwards
     */
    record RampByTime(double from, double to, double seconds) implements RateProfile {
        public RampByTime {
            requireRate(from);
            requireRate(to);
            requireMore(seconds);
        }

        private double expected(double time) {
            double ramped = Math.min(time, seconds);
            return from * ramped + (to - from) * ramped * ramped / (2 * seconds) + to * (time - ramped);
        }

        private double moment(double expected) {
            double ramp = expected(seconds);
            if (expected > ramp) {
                return seconds + (expected - ramp) / to;
            }
            double root = Math.sqrt(from * from + 2 * (to - from) / seconds * expected);
            return 2 * expected / (from + root); // the quadratic's root in the form that also holds for a flat ramp
        }
    }

    /**
     * One rate after another; nothing arrives after the last.
     *
     * @param stages in order, at least one
     */
    record Stages(List<Stage> stages) implements RateProfile {
        public Stages {
            stages = List.copyOf(stages);
            if (stages.stream().noneMatch(stage -> stage.perSecond() > 0)) {
                throw new IllegalArgumentException("no stage lets anything arrive");
            }
        }

        /** How long all of them last. */
        public double seconds() {
            return stages.stream().mapToDouble(Stage::seconds).sum();
        }

        private double expected(double time) {
            double begun = 0;
            double sum = 0;
            for (Stage stage : stages) {
                sum += stage.perSecond() * Math.clamp(time - begun, 0, stage.seconds());
                begun += stage.seconds();
            }
            return sum;
        }

        private double moment(double expected) {
            double begun = 0;
            double before = 0;
            for (Stage stage : stages) {
                double here = stage.perSecond() * stage.seconds();
                if (expected <= before + here && here > 0) {
                    return begun + (expected - before) / stage.perSecond();
                }
                before += here;
                begun += stage.seconds();
            }
            return Double.POSITIVE_INFINITY;
        }
    }

    /**
     * A rate for a time.
     *
     * @param perSecond requests per second; 0 is a pause
     * @param seconds above 0
     */
    record Stage(double perSecond, double seconds) {
        public Stage {
            requireMore(seconds);
            if (!(perSecond >= 0) || Double.isInfinite(perSecond)) {
                throw new IllegalArgumentException("a stage has a rate of 0 or more");
            }
        }
    }

    /**
     * When the next request arrives.
     *
     * @param ordinal its place, from 0
     * @param from when the one before it arrived, in seconds from the start; 0 for the first
     * @param units the gap between them, were the rate 1
     * @return seconds from the start; infinite when no more arrive
     */
    default double after(int ordinal, double from, double units) {
        return switch (this) {
            case Steady(double rate) -> from + units / rate;
            case RampByCount ramp -> from + units / ramp.at(ordinal);
            case RampByTime ramp -> ramp.moment(ramp.expected(from) + units);
            case Stages stages -> stages.moment(stages.expected(from) + units);
        };
    }

    /** The gap between two moments, as it were with a rate of 1; {@code ordinal} is the later one's. */
    default double units(int ordinal, double from, double to) {
        return switch (this) {
            case Steady(double rate) -> (to - from) * rate;
            case RampByCount ramp -> (to - from) * ramp.at(ordinal);
            case RampByTime ramp -> ramp.expected(to) - ramp.expected(from);
            case Stages stages -> stages.expected(to) - stages.expected(from);
        };
    }

    /** The one rate of a steady profile; empty when it changes. */
    default OptionalDouble steady() {
        return this instanceof Steady(double rate) ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }

    /** How it goes, in short: {@code 20}, {@code 1 to 10 in 60 s}, {@code 1 to 10 in 200 requests}, {@code 5:10,20:30}. */
    default String text() {
        return switch (this) {
            case Steady(double rate) -> plain(rate);
            case RampByCount(double from, double to, long requests) ->
                plain(from) + " to " + plain(to) + " in " + requests + " requests";
            case RampByTime(double from, double to, double seconds) ->
                plain(from) + " to " + plain(to) + " in " + plain(seconds) + " s";
            case Stages(List<Stage> all) -> all.stream()
                    .map(stage -> plain(stage.perSecond()) + ":" + plain(stage.seconds()))
                    .collect(Collectors.joining(","));
        };
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** The highest rate in it. */
    default double peak() {
        return switch (this) {
            case Steady(double rate) -> rate;
            case RampByCount ramp -> Math.max(ramp.from(), ramp.to());
            case RampByTime ramp -> Math.max(ramp.from(), ramp.to());
            case Stages(List<Stage> all) -> all.stream().mapToDouble(Stage::perSecond).max().orElse(0);
        };
    }

    private static void requireRate(double rate) {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("a rate is above 0");
        }
    }

    private static void requireMore(double amount) {
        if (!(amount > 0) || Double.isInfinite(amount)) {
            throw new IllegalArgumentException("a number of requests or seconds is above 0");
        }
    }
}

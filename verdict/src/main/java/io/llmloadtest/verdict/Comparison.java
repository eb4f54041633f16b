package io.llmloadtest.verdict;

import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import java.util.OptionalDouble;

/**
 * One client value beside one server value. Status and difference are derived, so they cannot disagree with the values.
 *
 * @param quantity what is compared
 * @param source where the server's value comes from
 * @param client the client's value
 * @param server the server's value
 * @param limit how far they may differ
 * @param reason what needs saying
 */
public record Comparison(Quantity quantity, Source source, Reading client, Reading server, Limit limit,
        Reason reason) {

    /** A latency below the server's by more than this, or by more than one per cent, is a measurement defect. */
    private static final double LEAST_NOISE_MILLIS = 1;
    private static final double NOISE = 0.01;

    /** How it came out. A value that is not known makes it a {@link Status#SKIP}. */
    public Status status() {
        if (server.known().isEmpty()) {
            return Status.SKIP;
        }
        double theirs = server.known().getAsDouble();
        if (limit.mode() == Limit.Mode.MUST_BE_ZERO) {
            return theirs == 0 ? Status.PASS : Status.WARN;
        }
        if (reason instanceof Reason.NotCompared) {
            return Status.SKIP;
        }
        if (limit.mode() == Limit.Mode.SERVER_WITHIN_ALLOWANCE) {
            return within(theirs, limit.allowance());
        }
        if (client.known().isEmpty()) {
            return Status.SKIP;
        }
        double ours = client.known().getAsDouble();
        return switch (limit.mode()) {
            case TWO_SIDED -> within(Math.abs(ours - theirs), limit.fraction() * Math.abs(theirs) + limit.allowance());
            case SERVER_IS_LOWER_BOUND -> isBelowServer()
                    ? Status.WARN
                    : within(ours - theirs, Math.max(limit.fraction() * theirs, limit.allowance()));
            case CLIENT_AT_LEAST_SERVER ->
                within(theirs - ours, Math.max(limit.fraction() * theirs, limit.allowance()));
            case SERVER_WITHIN_ALLOWANCE, MUST_BE_ZERO -> throw new IllegalStateException("handled above");
        };
    }

    /** Whether the client lies below the server's lower bound by more than clocks can differ. */
    public boolean isBelowServer() {
        return switch (limit.mode()) {
            case SERVER_IS_LOWER_BOUND ->
                difference().orElse(0) < -Math.max(limit.below(), noiseMillis(server.known().orElse(0)));
            case CLIENT_AT_LEAST_SERVER, SERVER_WITHIN_ALLOWANCE -> status() == Status.WARN;
            case TWO_SIDED, MUST_BE_ZERO -> false;
        };
    }

    /** How far a client latency may lie below the server's without meaning anything, in milliseconds. */
    public static double noiseMillis(double serverMillis) {
        return Math.max(LEAST_NOISE_MILLIS, NOISE * serverMillis);
    }

    /** 100 (client - server) / server; 0 when both are 0; empty when only the server is 0 or a value is unknown. */
    public OptionalDouble differencePercent() {
        if (client.known().isEmpty() || server.known().isEmpty()) {
            return OptionalDouble.empty();
        }
        double ours = client.known().getAsDouble();
        double theirs = server.known().getAsDouble();
        if (theirs == 0) {
            return ours == 0 ? OptionalDouble.of(0) : OptionalDouble.empty();
        }
        return OptionalDouble.of(100 * (ours - theirs) / theirs);
    }

    /** Client less server; empty when a value is unknown. */
    public OptionalDouble difference() {
        return client.known().isEmpty() || server.known().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(client.known().getAsDouble() - server.known().getAsDouble());
    }

    /** Whether the comparison could be made at all. */
    public boolean isMade() {
        return status() != Status.SKIP;
    }

    private static Status within(double difference, double most) {
        return difference <= most + 1e-9 ? Status.PASS : Status.WARN;
    }
}

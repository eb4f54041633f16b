package io.llmloadtest.verdict.roll;

import io.llmloadtest.evidence.traces.ServedRequest;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Why;
import io.llmloadtest.verdict.CaseFile;
import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.Limit;
import io.llmloadtest.verdict.Reason;
import io.llmloadtest.verdict.Source;
import io.llmloadtest.verdict.Tolerances;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rows of traces. Both sides speak of the same requests, those that have their spans, so populations are equal by
 * construction; requests without spans are told by a finding.
 *
 * <p>
 * A span's times begin when the request has arrived in vLLM's front end and end inside the engine: what lies between is the
 * same as for the metrics, so is the allowance.
 */
public final class RollRows {

    private static final double MILLIS = 1e3;

    private RollRows() {
    }

    /**
     * The rows; none when traces were not asked for.
     *
     * @param knownMillis the known parts between a server's and a client's time to first token, allowances included
     */
    public static List<Comparison> of(CaseFile file, Roll roll, Tolerances tolerances, double knownMillis) {
        if (!roll.asked()) {
            return List.of();
        }
        Limit counts = new Limit(tolerances.counts(), 0, Limit.Mode.TWO_SIDED);
        List<Pair> timed = timed(file, roll);
        return List.of(
                row(file, Quantity.REQUEST_COUNT, sum(roll.pairs(), pair -> Reading.of(choices(pair))),
                        sum(roll.pairs(), pair -> Reading.of(pair.spans().size())), counts),
                latency(Quantity.AVG_TTFT, timed, RollRows::ttft,
                        pair -> pair.time(ServedRequest::ttftSeconds, true),
                        new Limit(tolerances.ttft(), knownMillis, Limit.Mode.SERVER_IS_LOWER_BOUND)),
                row(file, Quantity.TOTAL_TOKENS, sum(roll.pairs(), Pair::clientTokens),
                        sum(roll.pairs(), Pair::serverTokens), counts),
                row(file, Quantity.PROMPT_TOKENS, sum(roll.pairs(), Pair::clientPrompt),
                        sum(roll.pairs(), Pair::serverPrompt), counts),
                latency(Quantity.AVG_E2E, timed, pair -> OptionalLong.of(pair.entry().e2eNanos()),
                        pair -> pair.time(ServedRequest::e2eSeconds, false),
                        new Limit(tolerances.e2e(), knownMillis + millis(tolerances.e2eAllowance()),
                                Limit.Mode.SERVER_IS_LOWER_BOUND)));
    }

    /** Times are those of the file's own requests; at run scope warm-ups are counted, but not timed. */
    private static List<Pair> timed(CaseFile file, Roll roll) {
        return roll.pairs().stream()
                .filter(pair -> !(file.scope() instanceof Scope.Run)
                        || pair.entry().scope() instanceof Scope.Level)
                .toList();
    }

    private static int choices(Pair pair) {
        return Math.max(1, pair.entry().choices());
    }

    private static OptionalLong ttft(Pair pair) {
        return pair.entry().ttftNanos();
    }

    private static Comparison latency(Quantity quantity, List<Pair> pairs, Function<Pair, OptionalLong> client,
            Function<Pair, Reading> server, Limit limit) {
        List<Pair> both = pairs.stream()
                .filter(pair -> client.apply(pair).isPresent() && server.apply(pair).isKnown()).toList();
        return row(quantity, mean(both.stream().map(pair -> Reading.of(client.apply(pair).orElseThrow() / 1e6))),
                mean(both.stream().map(pair -> server.apply(pair).map(seconds -> seconds * MILLIS))), limit);
    }

    /** The mean; absent without any. */
    static Reading mean(Stream<Reading> readings) {
        List<Reading> all = readings.toList();
        return all.isEmpty()
                ? Reading.absent(Why.NO_TRACES)
                : all.stream().reduce(Reading.of(0), Reading::plus).map(sum -> sum / all.size());
    }

    private static Reading sum(List<Pair> pairs, Function<Pair, Reading> which) {
        return pairs.isEmpty()
                ? Reading.absent(Why.NO_TRACES)
                : pairs.stream().map(which).reduce(Reading.of(0), Reading::plus);
    }

    /** A count, at run scope with the warm-ups. */
    private static Comparison row(CaseFile file, Quantity quantity, Reading client, Reading server, Limit limit) {
        Comparison row = row(quantity, client, server, limit);
        long warmUp = file.warmUp().sent();
        return warmUp == 0 || !(row.reason() instanceof Reason.None)
                ? row
                : new Comparison(quantity, Source.OTLP, client, server, limit, new Reason.Noted("warm-up-included",
                        Map.of("warm_up_requests", Long.toString(warmUp))));
    }

    private static Comparison row(Quantity quantity, Reading client, Reading server, Limit limit) {
        Reading unknown = server.isKnown() ? client : server;
        Reason reason = switch (unknown) {
            case Reading.Absent(Why why, Map<String, String> facts) -> new Reason.NotCompared(why, facts);
            case Reading.Value _ -> new Reason.None();
        };
        return new Comparison(quantity, Source.OTLP, client, server, limit, reason);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}

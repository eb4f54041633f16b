package io.llmloadtest.verdict.rows;

import io.llmloadtest.evidence.metrics.Histogram;
import io.llmloadtest.evidence.metrics.HistogramDelta;
import io.llmloadtest.ledger.Gaps;
import io.llmloadtest.ledger.InterTokenGaps;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.Limit;
import io.llmloadtest.verdict.Reason;
import io.llmloadtest.verdict.Source;
import io.llmloadtest.verdict.balance.Admitted;
import java.util.List;
import java.util.Map;

/**
 * The engine's own stretches of a request: queue, prefill, decode, and what a token takes. All follow one another within
 * the time between the client's send and its last byte, so each is a lower bound of something that the client saw, and
 * nothing more: on a busy machine the client is later by any amount, and only a client that is too early is at fault.
 *
 * <p>
 * The client has no queue and no prefill of its own. Their rows show the server's value alone, which must fit, with the
 * other one, into the client's TTFT, or into its E2E where answers were not streamed.
 *
 * <p>
 * What is decoded comes after the first token. A first token that reaches the client late, while the last one does not,
 * makes the client's decode, ITL and TPOT <em>shorter</em> than the server's. The client's TTFT holds queue and prefill; by
 * what it has beyond them the client's decode may be shorter. A proxy that holds back a whole answer shows as
 * a gap of TTFT, not here.
 *
 * <p>
 * vLLM observes all of them when a request finishes, once per choice, ITL once per step of the engine. A request of a
 * single token gives a TPOT of 0, as vLLM V1 does it; the client has none for it.
 */
final class StageRows {

    private final Admitted admitted;
    private final Tally tally;
    private final HistogramDelta queue;
    private final HistogramDelta prefill;
    private final boolean streamed;

    StageRows(Admitted admitted) {
        this.admitted = admitted;
        tally = admitted.file().tally();
        queue = admitted.latencies().of(Histogram.QUEUE);
        prefill = admitted.latencies().of(Histogram.PREFILL);
        streamed = tally.completed() > 0 && tally.ttft().count() == tally.completed();
    }

    /** All rows, in the published order. */
    List<Comparison> rows() {
        return List.of(before(Quantity.AVG_QUEUE, queue, prefill), before(Quantity.AVG_PREFILL, prefill, queue),
                decode(),
                itl(), tpot());
    }

    /** A stretch before the first token. */
    private Comparison before(Quantity quantity, HistogramDelta stage, HistogramDelta other) {
        Reading server = Means.of(stage);
        Reading whole = Means.ofNanos(streamed ? tally.ttft().mean() : tally.e2e().mean());
        double rest = known(other);
        double allowance = whole.known().orElse(0) - rest
                + Comparison.noiseMillis(server.known().orElse(0) + rest);
        Reason untimed = tally.completed() > 0 ? Reasons.of(whole) : new Reason.None();
        Reason reason = Reasons.unless(Reasons.of(server), () -> Reasons.unless(untimed,
                () -> barrier(stage, tally.completed(), tally.completed(), whole)));
        return new Comparison(quantity, Source.PROMETHEUS, Reading.absent(Why.NO_CLIENT_VALUE), server,
                new Limit(0, allowance, Limit.Mode.SERVER_WITHIN_ALLOWANCE), reason);
    }

    private Comparison decode() {
        HistogramDelta theirs = admitted.latencies().of(Histogram.DECODE);
        Reading client = Means.ofNanos(tally.e2e().mean()).minus(firstToken());
        return after(Quantity.AVG_DECODE, theirs, client, lateFirstToken(),
                barrier(theirs, tally.completed(), tally.ttft().count(), client));
    }

    /**
     * Comparable only where the client saw as many gaps as the server: where each step of the engine gave one token, and the
     * client knows them or got each in a chunk; or where each step gave one chunk, whatever was in it.
     */
    private Comparison itl() {
        HistogramDelta theirs = admitted.latencies().of(Histogram.ITL);
        InterTokenGaps ours = tally.interToken();
        boolean perStep = !Means.isCount(theirs, (double) ours.itl().count())
                && Means.isCount(theirs, (double) ours.chunks().count());
        Gaps gaps = perStep ? ours.chunks() : ours.itl();
        Reading client = firstToken().isKnown() ? Means.ofNanos(gaps.mean()) : firstToken();
        double late = gaps.count() == 0 ? 0 : lateFirstToken() * tally.completed() / gaps.count();
        Comparison row = after(Quantity.AVG_ITL, theirs, client, late,
                barrier(theirs, gaps.count(), gaps.count(), client));
        return perStep && row.reason() instanceof Reason.None
                ? new Comparison(row.quantity(), row.source(), client, row.server(), row.limit(),
                        new Reason.Noted("itl-per-step", Map.of()))
                : row;
    }

    private Comparison tpot() {
        HistogramDelta theirs = admitted.latencies().of(Histogram.TPOT);
        long timed = tally.tpot().count();
        Reading client = firstToken().isKnown() ? Means.ofNanos(tally.tpot().mean()) : firstToken();
        double late = lateFirstToken() / Math.max(1, tally.fewestTokens().orElse(0) - 1);
        return after(Quantity.AVG_TPOT, theirs, client, late, barrier(theirs, tally.completed(), timed, client));
    }

    /** A stretch after the first token, which a late first token can shorten by {@code late}. */
    private Comparison after(Quantity quantity, HistogramDelta theirs, Reading client, double late, Reason barrier) {
        Reading server = Means.of(theirs);
        double noise = Comparison.noiseMillis(server.known().orElse(0));
        Reason reason = Reasons.unless(Reasons.ofAbsence(client, server), () -> Reasons.unless(barrier,
                () -> client.minus(server).known().orElse(0) >= -noise
                        ? new Reason.None()
                        : new Reason.Noted("first-token-late",
                                Map.of("late_ms", Reasons.text(Reading.of(lateFirstToken()))))));
        return new Comparison(quantity, Source.PROMETHEUS, client, server,
                new Limit(0, noise + late, Limit.Mode.CLIENT_AT_LEAST_SERVER), reason);
    }

    private Reading firstToken() {
        return tally.completed() > 0 && tally.ttft().count() == 0
                ? Reading.absent(Why.NOT_STREAMED)
                : Means.ofNanos(tally.ttft().mean());
    }

    /** By how much the client's mean TTFT lies above the engine's queue and prefill; all of it where these are unknown. */
    private double lateFirstToken() {
        return Math.max(0, firstToken().known().orElse(0) - Stages.queue(admitted).known().orElse(0)
                - Stages.prefill(admitted).known().orElse(0));
    }

    /** A stage's mean over our requests; 0, the least it can be, where it is not theirs alone. */
    private double known(HistogramDelta stage) {
        return Means.isCount(stage, (double) tally.completed()) ? Means.of(stage).known().orElse(0) : 0;
    }

    /** Equal populations or none: the server timed {@code wanted}, and the client has as many samples. */
    private Reason barrier(HistogramDelta theirs, long wanted, long samples, Reading client) {
        if (tally.failures().mayHaveReachedServer() > 0) {
            return Means.apart(Why.ABORTED_INSIDE, samples, client, theirs);
        }
        return tally.severalChoices() == 0 && wanted == samples && Means.isCount(theirs, (double) wanted)
                ? new Reason.None()
                : Means.apart(Why.UNEQUAL_POPULATIONS, samples, client, theirs);
    }
}

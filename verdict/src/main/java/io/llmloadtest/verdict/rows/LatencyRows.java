package io.llmloadtest.verdict.rows;

import io.llmloadtest.evidence.metrics.Histogram;
import io.llmloadtest.evidence.metrics.HistogramDelta;
import io.llmloadtest.evidence.metrics.Meaning;
import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.InstrumentError;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.Limit;
import io.llmloadtest.verdict.Reason;
import io.llmloadtest.verdict.Source;
import io.llmloadtest.verdict.Tolerances;
import io.llmloadtest.verdict.balance.Admitted;
import io.llmloadtest.verdict.balance.Measured;
import io.llmloadtest.verdict.balance.Parts;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Mean TTFT and mean E2E. Both are compared only when server and client timed the same requests: a server's histogram also
 * holds aborted requests, answers that were not streamed, and each choice apart. The server's mean is a lower bound of the
 * client's, which may be larger by a fraction or by its known parts and an allowance.
 */
final class LatencyRows {

    private LatencyRows() {
    }

    /** The mean time to first token of completed streams. */
    static Measured.Timed ttft(Admitted admitted, Tolerances tolerances) {
        Tally tally = admitted.file().tally();
        HistogramDelta theirs = admitted.latencies().of(Histogram.TTFT);
        Parts parts = parts(admitted);
        Limit limit = new Limit(tolerances.ttft(),
                parts.known() + Means.of(tolerances.ttftAllowance()) + uncertainty(admitted),
                Limit.Mode.SERVER_IS_LOWER_BOUND);
        Reading client = tally.ttft().mean().isPresent()
                ? Means.ofNanos(tally.ttft().mean())
                : Reading.absent(tally.completed() > 0 && tally.completedStreams() == 0
                        ? Why.NOT_STREAMED
                        : Why.NO_SAMPLES);
        boolean equal = tally.severalChoices() == 0 && tally.completed() == tally.completedStreams()
                && Means.isCount(theirs, (double) tally.ttft().count());
        Why unequal = tally.failures().afterFirstToken() > 0 ? Why.ABORTED_INSIDE : Why.UNEQUAL_POPULATIONS;
        Reading server = Means.of(theirs);
        return new Measured.Timed(new Comparison(Quantity.AVG_TTFT, Source.PROMETHEUS, client, server, limit,
                Reasons.unless(Reasons.ofAbsence(client, server), () -> equal
                        ? new Reason.None()
                        : Means.apart(unequal, tally.ttft().count(), client, theirs))),
                parts);
    }

    /** The mean end-to-end latency of completed requests, against the HTTP duration of their endpoints. */
    static Comparison e2e(Admitted admitted, Tolerances tolerances) {
        Tally tally = admitted.file().tally();
        HistogramDelta theirs = admitted.latencies().httpDuration(admitted.file().tally().endpoints());
        Reading server = Means.of(theirs);
        Reading client = Means.ofNanos(tally.e2e().mean());
        double usual = Math.max(tolerances.e2e() * server.known().orElse(0), Means.of(tolerances.e2eAllowance()));
        double late = instrument(admitted).known().orElse(0) + uncertainty(admitted);
        Reading head = untilHead(admitted);
        double roundTrip = admitted.file().expectation().roundTripMillis().known().orElse(0);
        Limit limit = new Limit(tolerances.e2e(), usual + roundTrip + late + head.known().orElse(0),
                httpTail(admitted), Limit.Mode.SERVER_IS_LOWER_BOUND);
        return new Comparison(Quantity.AVG_E2E, Source.PROMETHEUS, client, server, limit,
                Reasons.unless(Reasons.ofAbsence(client, server), () -> Reasons.unless(
                        barrier(admitted, theirs, client), () -> parts(client.minus(server), usual, head, late))));
    }

    /**
     * What a request may wait in the API server before its HTTP clock starts: vLLM's middleware reads the clock when the
     * event loop has come round to the request, and a busy loop takes as long for that as it does for everything else. The
     * start lies somewhere between the client's last byte and the head of the answer, where there is a stream. An answer
     * that is not streamed has its head at its end. What the same loop made it wait elsewhere stands in: the API server's
     * own share of the HTTP duration, or what the server's TTFT has beyond queue and prefill, the longer of the two.
     */
    private static Reading untilHead(Admitted admitted) {
        Tally tally = admitted.file().tally();
        Reading share = apiServer(admitted).map(millis -> Math.max(0, millis));
        Reading frontEnd = frontEnd(admitted);
        return tally.completedStreams() == 0
                ? share.combine(frontEnd, Math::max).or(share).or(frontEnd)
                : Means.ofNanos(tally.sending().meanHeadNanos())
                        .map(head -> head * tally.completedStreams() / tally.completed());
    }

    /**
     * By how much the HTTP duration may run on after the client's last byte, in milliseconds: the server reads its clock when
     * the handler has returned, and a busy loop does other things first. What it has beyond the engine's end-to-end latency,
     * which ends before the last byte is sent, holds that tail; so the strict lower bound is the engine's. An engine that
     * times each choice by itself ends none of them later than their request.
     */
    static double httpTail(Admitted admitted) {
        return Math.max(0, apiServer(admitted).or(beyondChoices(admitted)).known().orElse(0));
    }

    /** What the HTTP duration has beyond the engine's end-to-end latency of a choice, when each was timed by itself. */
    private static Reading beyondChoices(Admitted admitted) {
        Tally tally = admitted.file().tally();
        HistogramDelta http = admitted.latencies().httpDuration(tally.endpoints());
        HistogramDelta engine = admitted.latencies().of(Histogram.E2E);
        return tally.severalChoices() > 0 && isWholeStream(admitted)
                && Means.isCount(http, (double) tally.completed()) && Means.isCount(engine, (double) tally.choices())
                        ? Means.ofSeconds(http.mean().minus(engine.mean()))
                        : Reading.absent(Why.UNEQUAL_POPULATIONS);
    }

    private static boolean isWholeStream(Admitted admitted) {
        return admitted.latencies().semantics().httpDurationWholeStream() == Meaning.YES
                || admitted.file().tally().completedStreams() == 0;
    }

    /** A gap beyond the usual tolerance passes by its parts only; they are said. */
    private static Reason parts(Reading gap, double usual, Reading head, double late) {
        return gap.known().orElse(0) <= usual || !head.isKnown()
                ? new Reason.None()
                : new Reason.Noted("waited-for-http-clock", Map.of("gap_ms", Reasons.text(gap), "head_ms",
                        Reasons.text(head), "late_ms", Reasons.text(Reading.of(late))));
    }

    private static Reason barrier(Admitted admitted, HistogramDelta theirs, Reading client) {
        Tally tally = admitted.file().tally();
        if (!isWholeStream(admitted)) {
            return new Reason.NotCompared(Why.UNKNOWN_MEANING, Map.of());
        }
        boolean aborted = tally.failures().mayHaveReachedServer() > 0;
        boolean refused = tally.failures().count(ErrorKind.HTTP_STATUS) > 0;
        if (!aborted && !refused && Means.isCount(theirs, (double) tally.completed())) {
            return new Reason.None();
        }
        return Means.apart(aborted ? Why.ABORTED_INSIDE : Why.UNEQUAL_POPULATIONS, tally.e2e().count(), client,
                theirs);
    }

    private static Parts parts(Admitted admitted) {
        Tally tally = admitted.file().tally();
        return new Parts(Means.ofNanos(tally.sending().meanWriteNanos()), apiServer(admitted),
                admitted.file().expectation().roundTripMillis(), firstStamp(admitted),
                Means.ofNanos(tally.sending().meanConnectNanos()), Stages.queue(admitted), Stages.prefill(admitted),
                frontEnd(admitted));
    }

    /** What the server's mean TTFT has beyond the engine's queue and prefill. */
    private static Reading frontEnd(Admitted admitted) {
        return Stages.counted(Histogram.TTFT, admitted).minus(Stages.queue(admitted)).minus(Stages.prefill(admitted))
                .map(rest -> Math.max(0, rest));
    }

    /**
     * How late the stamps of first tokens are on average. Where the kernel makes them, a first token that was read together
     * with later ones has the stamp of the last of these: late by the server's gaps in between, and by no more than the
     * client's loop was.
     */
    private static Reading firstStamp(Admitted admitted) {
        Optional<InstrumentError> error = admitted.file().instrumentError().filter(late -> !late.inStamps());
        double together = admitted.file().tally().streams().meanReadWithFirst();
        if (error.isEmpty() || together == 0) {
            return instrument(admitted);
        }
        return Means.of(admitted.latencies().of(Histogram.ITL))
                .map(gap -> Math.min(gap * together, error.get().meanNanos() / 1e6)).or(instrument(admitted));
    }

    /** How much too late the client's own lateness makes the stamp of an arrival on average. */
    private static Reading instrument(Admitted admitted) {
        return admitted.file().instrumentError().map(error -> Reading.of(error.meanInStampsNanos() / 1e6))
                .orElseGet(() -> Reading.absent(Why.NO_SAMPLES));
    }

    /** What the HTTP duration has beyond the engine's end-to-end latency, when both timed the same requests. */
    private static Reading apiServer(Admitted admitted) {
        HistogramDelta http = admitted.latencies().httpDuration(admitted.file().tally().endpoints());
        HistogramDelta engine = admitted.latencies().of(Histogram.E2E);
        boolean whole = isWholeStream(admitted);
        OptionalDouble count = engine.count().known();
        return whole && count.isPresent() && Means.isCount(http, count.getAsDouble())
                ? Means.ofSeconds(http.mean().minus(engine.mean()))
                : Reading.absent(whole ? Why.UNEQUAL_POPULATIONS : Why.UNKNOWN_MEANING);
    }

    /**
     * What the client's lateness may differ for the requests of this case from its mean over all moments. Requests that are
     * in flight together meet the same stall, so they count as one; by Little's law there were {@code sum of E2E / time} of
     * them.
     */
    private static double uncertainty(Admitted admitted) {
        double seconds = admitted.file().span().active().seconds();
        double inFlight = seconds > 0 ? admitted.file().tally().e2e().sumNanos() / 1e9 / seconds : 1;
        double waves = admitted.file().tally().completed() / Math.max(1, inFlight);
        return admitted.file().instrumentError().map(error -> error.uncertaintyNanos(waves) / 1e6).orElse(0.0);
    }
}

package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.metrics.Histogram;
import io.llmloadtest.evidence.metrics.HistogramDelta;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.InstrumentError;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something on the way holds chunks back. Either whole answers come at once: their tokens are spread over a small part of the
 * time that the server took to make them, and the first came later by most of the rest. Or they come in bunches: most gaps are
 * next to nothing although the server makes its tokens one by one. A client that was itself late enough to have done that, by
 * reading several chunks at once, proves nothing; nor do answers of several choices, whose chunks come side by side, nor another tool, which does not tell how late it was.
 */
final class StreamBuffered implements Cause {

    private static final double LEAST_GAP_MS = 2;
    private static final double SMALL_PART = 0.25;
    private static final double MOST_OF_IT = 0.5;
    private static final double NEXT_TO_NOTHING = 0.1;
    private static final double BUNCHED = 0.5;
    private static final double PROMPT_CLIENT = 0.2;
    private static final long ENOUGH = 50;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Tally tally = hearing.file().tally();
        OptionalDouble serverGap = millis(hearing.admitted().latencies().of(Histogram.ITL));
        if (hearing.file().tool().isPresent() || tally.severalChoices() > 0 || serverGap.isEmpty()
                || serverGap.getAsDouble() < LEAST_GAP_MS
                || tally.interToken().chunks().count() < ENOUGH) {
            return Optional.empty();
        }
        double serverMillis = serverGap.getAsDouble();
        double bunched = tally.interToken().chunks().shareUpTo(NEXT_TO_NOTHING * serverMillis * 1e6);
        double ttftGap = ttftGap(hearing);
        boolean atOnce = isAtOnce(hearing, ttftGap);
        if (!atOnce && !isInBunches(hearing, bunched, serverMillis)) {
            return Optional.empty();
        }
        return Optional.of(Claim.of(new Values().put("requests", tally.completedStreams())
                .put("bunched_percent", 100 * bunched)
                .put("client_itl_ms", tally.interToken().chunks().mean().orElse(0) / 1e6)
                .put("server_itl_ms", serverMillis).putUnlessZero("ttft_gap_ms", Math.max(0, ttftGap))
                .warning(FindingId.STREAM_BUFFERED, hearing)));
    }

    private static boolean isAtOnce(Hearing hearing, double ttftGap) {
        OptionalDouble decode = millis(hearing.admitted().latencies().of(Histogram.DECODE));
        double spread = hearing.file().tally().streams().meanSpreadNanos() / 1e6;
        double late = hearing.file().instrumentError().map(error -> error.meanNanos() / 1e6).orElse(0.0);
        return decode.isPresent() && spread < SMALL_PART * decode.getAsDouble()
                && ttftGap > MOST_OF_IT * decode.getAsDouble() && late < PROMPT_CLIENT * ttftGap;
    }

    private static boolean isInBunches(Hearing hearing, double bunched, double serverMillis) {
        Optional<InstrumentError> late = hearing.file().instrumentError();
        return bunched > BUNCHED && late.isPresent()
                && late.get().meanNanos() / 1e6 < PROMPT_CLIENT * serverMillis;
    }

    private static double ttftGap(Hearing hearing) {
        return hearing.measured().ttft().map(timed -> timed.row().client().minus(timed.row().server()))
                .flatMap(gap -> gap.known().stream().boxed().findFirst()).orElse(0.0);
    }

    private static OptionalDouble millis(HistogramDelta histogram) {
        return histogram.mean().map(seconds -> seconds * 1e3).known();
    }
}

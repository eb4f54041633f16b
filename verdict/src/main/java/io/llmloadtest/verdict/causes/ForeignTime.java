package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.ledger.Timeline;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * When others used the server: between which samples its token counter moved by more than our own tokens of that time. What
 * is on its way at either end can belong to either side; so can a token or two of every stream.
 */
final class ForeignTime {

    private static final double ON_ITS_WAY = 2;

    private ForeignTime() {
    }

    /** From the first such sample to the last, in seconds since the run began; empty when the samples cannot tell. */
    static Optional<String> of(Hearing hearing) {
        List<MetricsSample> samples = hearing.file().metrics().watch().samples();
        boolean onePage = samples.stream().allMatch(sample -> sample.replica() == 0);
        if (!hearing.file().expectation().streamed() || !onePage) {
            return Optional.empty();
        }
        List<Window> busy = new ArrayList<>();
        for (int i = 1; i < samples.size(); i++) {
            MetricsSample from = samples.get(i - 1);
            MetricsSample to = samples.get(i);
            if (from.at().isBefore(to.at()) && isBusy(from, to, hearing.file().timeline())) {
                busy.add(new Window(from.at(), to.at()));
            }
        }
        return busy.isEmpty() ? Optional.empty() : Optional.of(text(busy.getFirst().from(), busy.getLast().to()));
    }

    private static boolean isBusy(MetricsSample from, MetricsSample to, Timeline ours) {
        OptionalDouble moved = to.generationTokens().minus(from.generationTokens()).known();
        double own = ours.outputTokens(new Window(from.at(), to.at()));
        double slack = ON_ITS_WAY * (1 + ours.inFlight(from.at()) + ours.inFlight(to.at()));
        return moved.isPresent() && moved.getAsDouble() > own + slack;
    }

    private static String text(Tick from, Tick to) {
        return String.format(Locale.ROOT, "%.1f-%.1f s", from.nanos() / 1e9, to.nanos() / 1e9);
    }
}

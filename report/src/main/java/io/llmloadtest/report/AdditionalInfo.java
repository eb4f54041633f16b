package io.llmloadtest.report;

import io.llmloadtest.store.DockerMetricsView;
import io.llmloadtest.store.ValidationView;
import io.llmloadtest.store.ValidationView.DeltaView;
import io.llmloadtest.store.ValidationView.DockerLogView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the server tells beside what is compared; a dash for what it does not. */
public final class AdditionalInfo {

    private AdditionalInfo() {
    }

    /** What it tells in that validation. */
    public static List<Named> of(ValidationView validation, PhraseBook book) {
        Optional<DockerMetricsView> log = validation.dockerLogValidation().flatMap(DockerLogView::dockerMetrics);
        Optional<DeltaView> delta = validation.serverMetrics().map(ValidationView.ServerMetricsView::delta);
        OptionalDouble peak = log.map(DockerMetricsView::peakKvCacheUsage).orElse(OptionalDouble.empty());
        OptionalDouble preemptions = delta.map(DeltaView::preemptionsTotal).orElse(OptionalDouble.empty());
        return List.of(new Named(book.label(Label.PEAK_KV_CACHE_USAGE), percent(peak, book)),
                new Named(book.label(Label.PREFIX_CACHE_HIT), percent(hitRate(delta, log), book)),
                new Named(book.label(Label.PREEMPTIONS),
                        preemptions.isPresent() ? book.numbers().count(preemptions.getAsDouble()) : "-"),
                new Named(book.label(Label.WARNINGS), book.numbers().count(validation.warnings().size())));
    }

    /** That of the stretch itself where the counters tell it, else what the log said last. */
    private static OptionalDouble hitRate(Optional<DeltaView> delta, Optional<DockerMetricsView> log) {
        double queried = delta.map(DeltaView::prefixCacheQueriedTokens).orElse(OptionalDouble.empty()).orElse(0);
        OptionalDouble hits = delta.map(DeltaView::prefixCacheHitTokens).orElse(OptionalDouble.empty());
        return queried > 0 && hits.isPresent()
                ? OptionalDouble.of(100 * hits.getAsDouble() / queried)
                : log.map(DockerMetricsView::prefixCacheHitRate).orElse(OptionalDouble.empty());
    }

    private static String percent(OptionalDouble percent, PhraseBook book) {
        return percent.isPresent() ? book.numbers().percent(percent.getAsDouble()) : "-";
    }
}

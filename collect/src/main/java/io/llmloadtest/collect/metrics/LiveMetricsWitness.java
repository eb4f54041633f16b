package io.llmloadtest.collect.metrics;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.MetricsWitness;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The metrics pages of running servers: one, or one for each replica. At each boundary they are scraped until their counters
 * rest and hold our own work together, and once a second in between. A page that was not there at the first boundary stays
 * away: later boundaries then cost nothing.
 */
public final class LiveMetricsWitness implements MetricsWitness {

    /** How often a page is scraped between boundaries. */
    public static final Duration SAMPLE_EVERY = Duration.ofSeconds(1);

    private final List<WatchedPage> pages = new ArrayList<>();
    private final List<MetricsSampler> samplers = new ArrayList<>();
    private final Duration sampleEvery;

    /**
     * Makes a witness; nothing is asked yet.
     *
     * @param scrapers fetch the pages, one each
     * @param filter which model's series are ours
     * @param clock this machine's clocks
     * @param settling how long counters are waited for
     * @param sampleEvery the time between samples; zero for none
     * @param samples is handed each sample as it comes, by whichever thread took it
     * @param folder where what was seen is kept; empty to keep nothing
     */
    public LiveMetricsWitness(List<MetricsScraper> scrapers, ModelFilter filter, RunClock clock, Settling settling,
            Duration sampleEvery, Consumer<MetricsSample> samples, Optional<EvidenceFolder> folder) {
        this(sampleEvery);
        for (MetricsScraper scraper : scrapers) {
            watch(scraper.target().shownUrl(), scraper::scrape, filter, clock, settling, samples, folder);
        }
    }

    LiveMetricsWitness(Duration sampleEvery) {
        this.sampleEvery = sampleEvery;
    }

    LiveMetricsWitness watch(String url, Supplier<Scrape> source, ModelFilter filter, RunClock clock,
            Settling settling, Consumer<MetricsSample> samples, Optional<EvidenceFolder> folder) {
        pages.add(new WatchedPage(url, pages.size(), source, filter, clock, settling, samples, folder));
        return this;
    }

    /** {@inheritDoc} Of several pages the first that is missing is told. */
    @Override
    public synchronized MetricsAvailability open() {
        List<MetricsAvailability> each = all(WatchedPage::open);
        return each.stream().filter(MetricsAvailability.Unavailable.class::isInstance).findFirst()
                .orElseGet(each::getFirst);
    }

    /** {@inheritDoc} The boundary lies where the last page came to rest. */
    @Override
    public synchronized Boundary mark(int index, OwnWork done) {
        Board board = new Board(done, pages.size());
        List<BoundaryMetrics> marks = all(page -> page.mark(index, board));
        boolean anySeen = marks.stream().anyMatch(mark -> mark.snapshot().isPresent());
        if (samplers.isEmpty() && anySeen && sampleEvery.isPositive()) {
            pages.forEach(page -> samplers.add(page.sample(sampleEvery)));
        }
        return marks.stream().map(BoundaryMetrics::boundary).max(Comparator.comparing(Boundary::at)).orElseThrow();
    }

    /** Asks every page at the same time, and gives their answers in order. */
    private <T> List<T> all(Function<WatchedPage, T> ask) {
        if (pages.size() == 1) {
            return List.of(ask.apply(pages.getFirst()));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<T>> answers = pages.stream()
                    .map(page -> CompletableFuture.supplyAsync(() -> ask.apply(page), threads)).toList();
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    @Override
    public synchronized MetricsTestimony between(Boundary from, Boundary to, Duration atMost) {
        return MetricsTestimony.ofReplicas(pages.stream().map(page -> page.between(from, to)).toList());
    }

    @Override
    public synchronized Reading endedBefore() {
        return pages.stream().map(WatchedPage::endedBefore).reduce(Reading::plus)
                .orElseGet(() -> Reading.absent(Why.NO_METRICS));
    }

    @Override
    public void close() {
        samplers.forEach(MetricsSampler::close);
    }
}

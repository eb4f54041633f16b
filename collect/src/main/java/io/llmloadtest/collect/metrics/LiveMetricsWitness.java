package io.llmloadtest.collect.metrics;

import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.MetricsWitness;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsAvailability.Problem;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.evidence.metrics.Snapshot;
import io.llmloadtest.model.Tick;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The metrics page of a running server. At each boundary it is scraped until its counters rest, and once a second in
 * between. A server that had no metrics at the first boundary has none: later boundaries then cost nothing.
 */
public final class LiveMetricsWitness implements MetricsWitness {

    /** How often the page is scraped between boundaries. */
    public static final Duration SAMPLE_EVERY = Duration.ofSeconds(1);

    private final String url;
    private final Runnable atClose;
    private final RunClock clock;
    private final Duration sampleEvery;
    private final MetricsRecorder recorder;
    private final MetricsAccount account;
    private final MetricsPage page;
    private final Settler settler;

    private MetricsAvailability availability;
    private Optional<MetricsSampler> sampler = Optional.empty();

    /**
     * Makes a witness; nothing is asked yet.
     *
     * @param scraper fetches the page; closed with this witness
     * @param filter which model's series are ours
     * @param clock this machine's clocks
     * @param settling how long counters are waited for
     * @param sampleEvery the time between samples; zero for none
     * @param samples is handed each sample as it comes, by whichever thread took it
     * @param folder where what was seen is kept; empty to keep nothing
     */
    public LiveMetricsWitness(MetricsScraper scraper, ModelFilter filter, RunClock clock, Settling settling,
            Duration sampleEvery, Consumer<MetricsSample> samples, Optional<EvidenceFolder> folder) {
        this(scraper.target().shownUrl(), scraper::scrape, scraper::close, filter, clock, settling, sampleEvery,
                samples,
                folder);
    }

    LiveMetricsWitness(String url, Supplier<Scrape> source, Runnable atClose, ModelFilter filter, RunClock clock,
            Settling settling, Duration sampleEvery, Consumer<MetricsSample> samples, Optional<EvidenceFolder> folder) {
        this.url = url;
        this.atClose = atClose;
        this.clock = clock;
        this.sampleEvery = sampleEvery;
        this.recorder = new MetricsRecorder(url, folder);
        this.account = new MetricsAccount(filter);
        this.page = new MetricsPage(source, filter, clock, samples.andThen(recorder::sampled));
        this.settler = new Settler(page, filter, clock, settling);
        this.availability = new MetricsAvailability.Unavailable(url, Problem.UNREACHABLE, "not looked at");
    }

    @Override
    public synchronized MetricsAvailability open() {
        availability = availability(page.look());
        return availability;
    }

    @Override
    public synchronized Boundary mark(int index, OwnWork done) {
        Optional<BoundaryMetrics> first = account.first();
        Tick start = clock.tick();
        if (first.isPresent() && first.get().snapshot().isEmpty()) {
            return note(new BoundaryMetrics(boundary(index), Optional.empty(), first.get().availability(), true, false,
                    page.takeSlowest(), Duration.ZERO), Optional.empty());
        }
        Settler.Rest rest = settler.settle(first.flatMap(BoundaryMetrics::snapshot), done);
        availability = availability(rest.look());
        Boundary boundary = boundary(index);
        Optional<MetricsLook.Seen> seen = rest.look() instanceof MetricsLook.Seen known
                ? Optional.of(known)
                : Optional.empty();
        if (sampler.isEmpty() && seen.isPresent() && sampleEvery.isPositive()) {
            sampler = Optional.of(new MetricsSampler(page, clock, sampleEvery));
        }
        return note(new BoundaryMetrics(boundary, seen.map(MetricsLook.Seen::snapshot), availability, rest.settled(),
                rest.stuckRunning(), page.takeSlowest(), Duration.ofNanos(boundary.at().nanosSince(start))),
                seen.map(MetricsLook.Seen::body));
    }

    private Boundary note(BoundaryMetrics metrics, Optional<byte[]> body) {
        account.add(metrics);
        recorder.marked(metrics, body);
        return metrics.boundary();
    }

    private Boundary boundary(int index) {
        return new Boundary(index, clock.tick(), clock.wall());
    }

    private MetricsAvailability availability(MetricsLook look) {
        return switch (look) {
            case MetricsLook.Seen(Snapshot snapshot, byte[] _) ->
                new MetricsAvailability.Available(url, snapshot.kind());
            case MetricsLook.Missed missed -> missed.of(url);
        };
    }

    @Override
    public synchronized MetricsTestimony between(Boundary from, Boundary to, Duration atMost) {
        return account.between(from, to, availability);
    }

    @Override
    public void close() {
        sampler.ifPresent(MetricsSampler::close);
        atClose.run();
    }
}

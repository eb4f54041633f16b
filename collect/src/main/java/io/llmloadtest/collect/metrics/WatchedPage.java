package io.llmloadtest.collect.metrics;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsAvailability.Problem;
import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.evidence.metrics.Snapshot;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Tick;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One metrics URL over a run: what was seen of it at each boundary and in between. */
final class WatchedPage {

    /** Looks on connections of their own when a run begins: enough to see a balancer that takes turns. */
    private static final int FIRST_LOOKS = 3;

    private final String url;
    private final int replica;
    private final RunClock clock;
    private final MetricsRecorder recorder;
    private final MetricsAccount account;
    private final MetricsPage page;
    private final Settler settler;
    private MetricsAvailability availability;

    WatchedPage(String url, int replica, Supplier<Scrape> source, ModelFilter filter, RunClock clock,
            Settling settling, Consumer<MetricsSample> samples, Optional<EvidenceFolder> folder) {
        this.url = url;
        this.replica = replica;
        this.clock = clock;
        this.recorder = new MetricsRecorder(url, replica, folder);
        this.account = new MetricsAccount(url, filter);
        this.page = new MetricsPage(source, replica, filter, clock,
                samples.andThen(recorder::sampled).andThen(account::add));
        this.settler = new Settler(page, filter, clock, settling);
        this.availability = new MetricsAvailability.Unavailable(url, Problem.UNREACHABLE, "not looked at");
    }

    MetricsAvailability open() {
        MetricsLook look = page.look();
        for (int i = 1; i < FIRST_LOOKS && look instanceof MetricsLook.Seen; i++) {
            look = page.look();
        }
        availability = availability(look);
        return availability;
    }

    /** Waits for rest and remembers it. A page that had nothing at the first boundary is not waited for. */
    BoundaryMetrics mark(int index, Board board) {
        Optional<BoundaryMetrics> first = account.first();
        Tick start = clock.tick();
        if (first.isPresent() && first.get().snapshot().isEmpty()) {
            board.leave(replica);
            return note(new BoundaryMetrics(clock.boundary(index), Optional.empty(), first.get().availability(), true,
                    false,
                    page.servers(), page.takeSlowest(), Duration.ZERO), Optional.empty());
        }
        Settler.Rest rest = settler.settle(first.flatMap(BoundaryMetrics::snapshot), board, replica);
        availability = availability(rest.look());
        Boundary boundary = clock.boundary(index);
        Optional<MetricsLook.Seen> seen = rest.look() instanceof MetricsLook.Seen known
                ? Optional.of(known)
                : Optional.empty();
        return note(new BoundaryMetrics(boundary, seen.map(MetricsLook.Seen::snapshot), availability, rest.settled(),
                rest.stuckRunning(), page.servers(), page.takeSlowest(),
                Duration.ofNanos(boundary.at().nanosSince(start))), seen.map(MetricsLook.Seen::body));
    }

    private BoundaryMetrics note(BoundaryMetrics metrics, Optional<byte[]> body) {
        account.add(metrics);
        recorder.marked(metrics, body);
        return metrics;
    }

    private MetricsAvailability availability(MetricsLook look) {
        return switch (look) {
            case MetricsLook.Seen(Snapshot snapshot, byte[] _) ->
                new MetricsAvailability.Available(url, snapshot.kind());
            case MetricsLook.Missed missed -> missed.of(url);
        };
    }

    /** Begins to look at regular times. */
    MetricsSampler sample(Duration every) {
        return new MetricsSampler(page, clock, every);
    }

    Reading endedBefore() {
        return account.endedBefore();
    }

    MetricsTestimony between(Boundary from, Boundary to) {
        return account.between(from, to, availability);
    }
}

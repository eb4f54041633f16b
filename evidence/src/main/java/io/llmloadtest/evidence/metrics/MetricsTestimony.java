package io.llmloadtest.evidence.metrics;

import io.llmloadtest.model.Why;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the metrics say of one stretch of the run.
 *
 * @param availability whether they could be read
 * @param before the values at its start
 * @param after the values at its end
 * @param delta the movement in between; counters are absent with {@link Why#COUNTER_RESET} after a reset
 * @param missingFamilies names of families that a judgement wanted and the page lacks
 * @param resets signs of a restart in between
 * @param settled whether the counters had come to rest, and reached what the client had seen, at both ends
 * @param stuckRunning a running gauge above 0 while no counter moved, as vLLM 0.9.2 shows after an abort
 * @param badLines lines of the pages that no parser could read
 * @param slowestScrape the longest a scrape took
 * @param settling how long the wait for rest took, both ends together
 * @param watch what was seen between the ends, and by whom
 */
public record MetricsTestimony(MetricsAvailability availability, Optional<ServerValues> before,
        Optional<ServerValues> after, ServerDelta delta, SortedSet<String> missingFamilies, List<Reset> resets,
        boolean settled, boolean stuckRunning, long badLines, Duration slowestScrape, Duration settling,
        Watch watch) {

    /** Testimony of the two ends alone. */
    public MetricsTestimony(MetricsAvailability availability, Optional<ServerValues> before,
            Optional<ServerValues> after, ServerDelta delta, SortedSet<String> missingFamilies, List<Reset> resets,
            boolean settled, boolean stuckRunning, long badLines, Duration slowestScrape, Duration settling) {
        this(availability, before, after, delta, missingFamilies, resets, settled, stuckRunning, badLines,
                slowestScrape, settling, Watch.NONE);
    }

    public MetricsTestimony {
        resets = List.copyOf(resets);
        missingFamilies = new TreeSet<>(missingFamilies);
    }

    /** No testimony, since nobody asked. */
    public static MetricsTestimony notAsked() {
        return none(new MetricsAvailability.NotAsked(Why.NOT_ASKED), Why.NOT_ASKED);
    }

    /** No testimony, for the reason given. */
    public static MetricsTestimony none(MetricsAvailability availability, Why why) {
        return new MetricsTestimony(availability, Optional.empty(), Optional.empty(), ServerDelta.absent(why),
                new TreeSet<>(), List.of(), true, false, 0, Duration.ZERO, Duration.ZERO, Watch.NONE);
    }

    /**
     * The testimony of several pages over the same stretch. What one of them cannot say nobody says: a sum over some of the
     * replicas would pass for the whole.
     */
    public static MetricsTestimony ofReplicas(List<MetricsTestimony> pages) {
        MetricsTestimony all = pages.stream().reduce(MetricsTestimony::beside).orElseGet(MetricsTestimony::notAsked);
        boolean unread = pages.stream().anyMatch(page -> !(page.availability instanceof MetricsAvailability.Available));
        return unread && pages.size() > 1 ? all.withDelta(ServerDelta.absent(Why.NO_METRICS)) : all;
    }

    private MetricsTestimony beside(MetricsTestimony other) {
        SortedSet<String> missing = new TreeSet<>(missingFamilies);
        missing.addAll(other.missingFamilies);
        List<Reset> signs = new ArrayList<>(resets);
        signs.addAll(other.resets);
        return new MetricsTestimony(
                availability instanceof MetricsAvailability.Available ? other.availability : availability,
                together(before, other.before), together(after, other.after), delta.plus(other.delta), missing, signs,
                settled && other.settled, stuckRunning || other.stuckRunning, badLines + other.badLines,
                longer(slowestScrape, other.slowestScrape), longer(settling, other.settling),
                watch.beside(other.watch));
    }

    private static Optional<ServerValues> together(Optional<ServerValues> one, Optional<ServerValues> other) {
        return one.flatMap(mine -> other.map(mine::plus));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private MetricsTestimony withDelta(ServerDelta other) {
        return new MetricsTestimony(availability, before, after, other, missingFamilies, resets, settled, stuckRunning,
                badLines, slowestScrape, settling, watch);
    }

    /** Whether a restart showed. */
    public boolean restarted() {
        return !resets.isEmpty();
    }

    /** The testimony of this stretch and the one that follows it. */
    public MetricsTestimony plus(MetricsTestimony later) {
        SortedSet<String> missing = new TreeSet<>(missingFamilies);
        missing.addAll(later.missingFamilies);
        List<Reset> signs = new ArrayList<>(resets);
        signs.addAll(later.resets);
        return new MetricsTestimony(
                availability instanceof MetricsAvailability.Available ? later.availability : availability, before,
                later.after, delta.plus(later.delta), missing, signs, settled && later.settled,
                stuckRunning || later.stuckRunning, badLines + later.badLines,
                slowestScrape.compareTo(later.slowestScrape) >= 0 ? slowestScrape : later.slowestScrape,
                settling.plus(later.settling), watch.plus(later.watch));
    }
}

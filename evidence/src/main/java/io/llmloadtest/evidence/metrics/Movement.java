package io.llmloadtest.evidence.metrics;

import io.llmloadtest.model.Why;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * How a server's counters moved between two snapshots.
 *
 * @param delta the movement by meaning
 * @param resets signs of a restart in between; when there is one, every counter of {@code delta} is absent
 * @param missingFamilies names of families that a judgement wants and the later page lacks
 */
public record Movement(ServerDelta delta, List<Reset> resets, SortedSet<String> missingFamilies) {

    public Movement {
        resets = List.copyOf(resets);
        missingFamilies = Collections.unmodifiableSortedSet(new TreeSet<>(missingFamilies));
    }

    /** The movement between two snapshots of one server. */
    public static Movement between(Snapshot before, Snapshot after, ModelFilter filter) {
        Dialect dialect = Dialect.of(before.page(), after.page());
        Predicate<Labels> ours = filter.ours(before.page(), after.page(), dialect.prefix());
        List<Reset> resets = new ResetSearch(before.page(), after.page(), dialect.prefix(), ours).signs();
        ServerDelta delta = resets.isEmpty()
                ? new DeltaReader(new SeriesPair(before.page(), after.page()), dialect, ours).delta()
                : ServerDelta.absent(Why.COUNTER_RESET);
        return new Movement(delta, resets, WantedFamilies.missingOn(after.page(), dialect));
    }
}

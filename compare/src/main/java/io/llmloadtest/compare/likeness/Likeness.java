package io.llmloadtest.compare.likeness;

import io.llmloadtest.compare.runs.ComparedRun;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * In what the runs of both sides differ, each difference once, in the order of {@link Aspect}. The runs of one side have to be
 * alike too: the mean of a long and a short run is that of nothing.
 *
 * @param differences all there are
 */
public record Likeness(List<Difference> differences) {

    public Likeness {
        differences = List.copyOf(differences);
    }

    /** Looks at the runs of both sides. */
    public static Likeness of(List<ComparedRun> baseline, List<ComparedRun> candidate) {
        List<Difference> found = new ArrayList<>();
        for (Aspect aspect : Aspect.values()) {
            List<SortedMap<String, String>> one = baseline.stream().map(run -> Facts.of(run, aspect)).toList();
            List<SortedMap<String, String>> other = candidate.stream().map(run -> Facts.of(run, aspect)).toList();
            Set<String> names = new TreeSet<>();
            Stream.concat(one.stream(), other.stream()).forEach(facts -> names.addAll(facts.keySet()));
            for (String name : names) {
                difference(aspect, name, one, other).ifPresent(found::add);
            }
        }
        for (Measured measured : Measured.all()) {
            measured.between(baseline, candidate).ifPresent(found::add);
        }
        found.sort((a, b) -> a.aspect().compareTo(b.aspect()));
        return new Likeness(found);
    }

    /** The differences for which runs are refused, unless their aspect is among {@code allowed}. */
    public List<Difference> refused(Set<Aspect> allowed) {
        return differences.stream()
                .filter(each -> each.aspect().mustMatch() && !allowed.contains(each.aspect())).toList();
    }

    private static Optional<Difference> difference(Aspect aspect, String name,
            List<SortedMap<String, String>> baseline, List<SortedMap<String, String>> candidate) {
        Set<String> one = values(name, baseline, aspect);
        Set<String> other = values(name, candidate, aspect);
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all.size() < 2
                ? Optional.empty()
                : Optional.of(new Difference(aspect, name, List.copyOf(one), List.copyOf(other)));
    }

    /**
     * What the runs of a side say, each value once. Of what only is told, a run that says nothing at all of the aspect, as one
     * of an earlier version does, is passed over; of what must match it differs.
     */
    private static Set<String> values(String name, List<SortedMap<String, String>> side, Aspect aspect) {
        Set<String> values = new LinkedHashSet<>();
        for (SortedMap<String, String> facts : side) {
            if (aspect.mustMatch() || !facts.isEmpty()) {
                values.add(facts.getOrDefault(name, ""));
            }
        }
        return values;
    }
}

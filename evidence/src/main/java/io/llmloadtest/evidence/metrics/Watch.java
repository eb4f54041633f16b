package io.llmloadtest.evidence.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What watching the metrics between the two ends of a stretch has shown.
 *
 * @param samples a sample a second and page, in order of time, those of both ends included
 * @param replicas each metrics URL by itself, in the order given; one when there is one
 * @param identities by metrics URL, how many different servers answered there; only URLs with more than one
 * @param models the models on the pages, by the names they are counted under
 * @param engines how many engines the pages tell apart, all together
 */
public record Watch(List<MetricsSample> samples, List<Replica> replicas, SortedMap<String, Integer> identities,
        SortedSet<String> models, int engines) {

    /** Nothing was watched. */
    public static final Watch NONE = new Watch(List.of(), List.of(), new TreeMap<>(), new TreeSet<>(), 0);

    /** What was watched of pages that name neither models nor engines. */
    public Watch(List<MetricsSample> samples, List<Replica> replicas, SortedMap<String, Integer> identities) {
        this(samples, replicas, identities, new TreeSet<>(), 0);
    }

    public Watch {
        samples = List.copyOf(samples);
        replicas = List.copyOf(replicas);
        identities = new TreeMap<>(identities);
        models = new TreeSet<>(models);
    }

    /** What was seen in this stretch and in the one that follows it. */
    Watch plus(Watch later) {
        List<MetricsSample> both = new ArrayList<>(samples);
        both.addAll(later.samples);
        SortedMap<String, Integer> most = new TreeMap<>(identities);
        later.identities.forEach((url, servers) -> most.merge(url, servers, Math::max));
        return new Watch(both, Replica.joined(replicas, later.replicas), most, all(later),
                Math.max(engines, later.engines));
    }

    /** What was seen in the same stretch of this page and of another. */
    Watch beside(Watch other) {
        List<MetricsSample> both = new ArrayList<>(samples);
        both.addAll(other.samples);
        both.sort(Comparator.comparing(MetricsSample::at));
        List<Replica> all = new ArrayList<>(replicas);
        all.addAll(other.replicas);
        SortedMap<String, Integer> most = new TreeMap<>(identities);
        most.putAll(other.identities);
        return new Watch(both, all, most, all(other), engines + other.engines);
    }

    private SortedSet<String> all(Watch other) {
        SortedSet<String> all = new TreeSet<>(models);
        all.addAll(other.models);
        return all;
    }
}

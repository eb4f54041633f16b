package io.llmloadtest.evidence.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What watching the metrics between the two ends of a stretch has shown.
 *
 * @param samples a sample a second and page, in order of time, those of both ends included
 * @param replicas each metrics URL by itself, in the order given; one when there is one
 * @param identities by metrics URL, how many different servers answered there; only URLs with more than one
 */
public record Watch(List<MetricsSample> samples, List<Replica> replicas, SortedMap<String, Integer> identities) {

    /** Nothing was watched. */
    public static final Watch NONE = new Watch(List.of(), List.of(), new TreeMap<>());

    public Watch {
        samples = List.copyOf(samples);
        replicas = List.copyOf(replicas);
        identities = new TreeMap<>(identities);
    }

    /** What was seen in this stretch and in the one that follows it. */
    Watch plus(Watch later) {
        List<MetricsSample> both = new ArrayList<>(samples);
        both.addAll(later.samples);
        SortedMap<String, Integer> most = new TreeMap<>(identities);
        later.identities.forEach((url, servers) -> most.merge(url, servers, Math::max));
        return new Watch(both, Replica.joined(replicas, later.replicas), most);
    }
}

package io.llmloadtest.evidence.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one of several metrics URLs says of a stretch of the run.
 *
 * @param url where, as it may be shown
 * @param availability whether it could be read at both ends
 * @param delta its own movement
 * @param resets signs that it started anew
 */
public record Replica(String url, MetricsAvailability availability, ServerDelta delta, List<Reset> resets) {

    public Replica {
        resets = List.copyOf(resets);
    }

    /** The replicas of a stretch and those of the stretch that follows it, joined by URL. */
    static List<Replica> joined(List<Replica> earlier, List<Replica> later) {
        Map<String, Replica> byUrl = new LinkedHashMap<>();
        earlier.forEach(replica -> byUrl.put(replica.url, replica));
        later.forEach(replica -> byUrl.merge(replica.url, replica, Replica::then));
        return List.copyOf(byUrl.values());
    }

    private Replica then(Replica later) {
        List<Reset> signs = new ArrayList<>(resets);
        signs.addAll(later.resets);
        return new Replica(url,
                availability instanceof MetricsAvailability.Available ? later.availability : availability,
                delta.plus(later.delta), signs);
    }
}

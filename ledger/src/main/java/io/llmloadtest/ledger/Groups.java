package io.llmloadtest.ledger;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The requests of a tally by what they asked: by model where there are several, by turn where there are conversations. A
 * request without such a mark is in none. Not safe for concurrent use.
 */
public final class Groups {

    private final SortedMap<String, Group> models = new TreeMap<>();
    private final SortedMap<Integer, Group> turns = new TreeMap<>();

    void add(RequestRecord request) {
        request.asked().model().ifPresent(model -> group(models, model).add(request));
        request.asked().turn().ifPresent(turn -> group(turns, turn.number()).add(request));
    }

    void addAll(Groups other) {
        other.models.forEach((model, group) -> group(models, model).addAll(group));
        other.turns.forEach((turn, group) -> group(turns, turn).addAll(group));
    }

    private static <K> Group group(Map<K, Group> groups, K key) {
        return groups.computeIfAbsent(key, _ -> new Group());
    }

    /** The requests by model; empty unless there were several to ask. */
    public SortedMap<String, Group> models() {
        return Collections.unmodifiableSortedMap(models);
    }

    /** The requests by turn, from 1; empty unless they were conversations. */
    public SortedMap<Integer, Group> turns() {
        return Collections.unmodifiableSortedMap(turns);
    }

    /** Whether there is nothing to tell apart. */
    public boolean isEmpty() {
        return models.isEmpty() && turns.isEmpty();
    }
}

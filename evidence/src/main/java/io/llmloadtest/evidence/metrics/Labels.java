package io.llmloadtest.evidence.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The labels of a series, equal whatever their order on the page. Immutable. */
public final class Labels {

    /** No labels. */
    public static final Labels NONE = new Labels(List.of());

    /** Name, value, name, value, sorted by name. */
    private final List<String> pairs;
    private final int hash;

    private Labels(List<String> pairs) {
        this.pairs = pairs;
        this.hash = pairs.hashCode();
    }

    /** Labels from name, value, name, value; of a name given twice the first value stays. */
    static Labels of(List<String> namesAndValues) {
        if (namesAndValues.isEmpty()) {
            return NONE;
        }
        List<String> sorted = new ArrayList<>(namesAndValues.size());
        for (int at = 0; at < namesAndValues.size(); at += 2) {
            insert(sorted, namesAndValues.get(at), namesAndValues.get(at + 1));
        }
        return new Labels(sorted);
    }

    private static void insert(List<String> sorted, String name, String value) {
        int place = sorted.size();
        while (place > 0 && sorted.get(place - 2).compareTo(name) > 0) {
            place -= 2;
        }
        if (place == 0 || !sorted.get(place - 2).equals(name)) {
            sorted.add(place, name);
            sorted.add(place + 1, value);
        }
    }

    /** The value of a label. */
    public Optional<String> value(String name) {
        for (int at = 0; at < pairs.size(); at += 2) {
            if (pairs.get(at).equals(name)) {
                return Optional.of(pairs.get(at + 1));
            }
        }
        return Optional.empty();
    }

    /** All of them, by name. */
    public SortedMap<String, String> toMap() {
        SortedMap<String, String> map = new TreeMap<>();
        for (int at = 0; at < pairs.size(); at += 2) {
            map.put(pairs.get(at), pairs.get(at + 1));
        }
        return map;
    }

    /** These labels less one. */
    Labels without(String name) {
        List<String> left = new ArrayList<>(pairs.size());
        for (int at = 0; at < pairs.size(); at += 2) {
            if (!pairs.get(at).equals(name)) {
                left.add(pairs.get(at));
                left.add(pairs.get(at + 1));
            }
        }
        return left.size() == pairs.size() ? this : of(left);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels that && hash == that.hash && pairs.equals(that.pairs);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** As on a page: {@code {engine="0",model_name="tiny"}}; empty without labels. */
    @Override
    public String toString() {
        if (pairs.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("{");
        for (int at = 0; at < pairs.size(); at += 2) {
            text.append(at == 0 ? "" : ",").append(pairs.get(at)).append("=\"").append(pairs.get(at + 1)).append('"');
        }
        return text.append('}').toString();
    }
}

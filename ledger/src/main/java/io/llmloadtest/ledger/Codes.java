package io.llmloadtest.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Small numbers for things that come again and again. Not safe for concurrent use. */
final class Codes<T> {

    private final Map<T, Integer> codes = new HashMap<>();
    private final List<T> things = new ArrayList<>();

    int of(T thing) {
        return codes.computeIfAbsent(thing, _ -> {
            things.add(thing);
            return things.size() - 1;
        });
    }

    T thing(int code) {
        return things.get(code);
    }
}

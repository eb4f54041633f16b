package io.llmloadtest.runner;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A map of plain values, asked for one at a time.
 *
 * @param values what JSON knows
 */
record Fields(Map<String, Object> values) {

    Optional<String> text(String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
                : List.of();
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    OptionalDouble number(String name) {
        return values.get(name) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    OptionalInt whole(String name) {
        return values.get(name) instanceof Number number ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
    }

    Duration millis(String name, Duration usual) {
        OptionalDouble millis = number(name);
        return millis.isPresent() ? Duration.ofNanos(Math.round(millis.getAsDouble() * 1e6)) : usual;
    }

    Fields map(String name) {
        Map<String, Object> inner = new LinkedHashMap<>();
        if (values.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (key instanceof String known && value != null) {
                    inner.put(known, value);
                }
            });
        }
        return new Fields(inner);
    }
}

package io.llmloadtest.simulator;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which faults are on, with their numbers. Immutable; an unset number has the fault's default.
 *
 * @param settings the faults that are on, each with the numbers set for it
 */
public record Faults(Map<Fault, Map<String, Long>> settings) {

    /** Copies the settings; a number that a fault does not have, or a negative one, is an {@link IllegalArgumentException}. */
    public Faults {
        var copy = new EnumMap<Fault, Map<String, Long>>(Fault.class);
        settings.forEach((fault, numbers) -> {
            numbers.forEach((name, value) -> check(fault, name, value));
            copy.put(fault, Map.copyOf(numbers));
        });
        settings = Map.copyOf(copy);
    }

    /** A healthy server. */
    public static Faults none() {
        return new Faults(Map.of());
    }

    /** These faults with their default numbers. */
    public static Faults of(Fault... faults) {
        return new Faults(
                Arrays.stream(faults).distinct().collect(Collectors.toMap(fault -> fault, fault -> Map.of())));
    }

    /**
     * Reads the command line's form: names separated by commas, each with numbers behind colons, as in {@code responses-lost:every=5,no-usage}. An unknown
     * name or number is an {@link IllegalArgumentException} that says which ones exist.
     */
    public static Faults parse(String text) {
        var faults = none();
        for (String part : text.split(",", -1)) {
            String[] pieces = part.strip().split(":", -1);
            Fault fault = Fault.named(pieces[0].toLowerCase(Locale.ROOT))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "There is no fault '%s'. There are: %s.".formatted(pieces[0],
                                    Fault.catalogue().stream().map(Fault::id).collect(Collectors.joining(", ")))));
            faults = faults.with(fault);
            for (String number : Arrays.asList(pieces).subList(1, pieces.length)) {
                String[] pair = number.split("=", 2);
                if (pair.length != 2 || !pair[1].matches("\\d{1,15}")) {
                    throw new IllegalArgumentException(
                            "'%s' of fault '%s' is not of the form NAME=NUMBER.".formatted(number, fault.id()));
                }
                faults = faults.with(fault, pair[0], Long.parseLong(pair[1]));
            }
        }
        return faults;
    }

    /** These and another one. */
    public Faults with(Fault fault) {
        return with(fault, Map.of());
    }

    /** These and another one, or the same with one number changed. */
    public Faults with(Fault fault, String number, long value) {
        return with(fault, Map.of(number, value));
    }

    private Faults with(Fault fault, Map<String, Long> numbers) {
        var all = new LinkedHashMap<>(settings);
        var merged = new LinkedHashMap<>(all.getOrDefault(fault, Map.of()));
        merged.putAll(numbers);
        all.put(fault, merged);
        return new Faults(all);
    }

    /** Whether the fault is on. */
    public boolean on(Fault fault) {
        return settings.containsKey(fault);
    }

    /** The number of that name, set or by default. */
    public long number(Fault fault, String name) {
        Long set = settings.getOrDefault(fault, Map.of()).get(name);
        return set != null ? set : declared(fault, name).byDefault();
    }

    /** Whether a fault that strikes each N-th strikes this one; ordinals begin at 1. */
    boolean strikes(Fault fault, long ordinal) {
        return on(fault) && ordinal > 0 && ordinal % Math.max(1, number(fault, "every")) == 0;
    }

    private static void check(Fault fault, String name, long value) {
        declared(fault, name);
        if (value < 0) {
            throw new IllegalArgumentException(
                    "'%s' of fault '%s' is negative: %d.".formatted(name, fault.id(), value));
        }
    }

    private static Fault.Parameter declared(Fault fault, String name) {
        return fault.parameters().stream().filter(number -> number.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Fault '%s' has no number '%s'; it has: %s.".formatted(
                        fault.id(), name,
                        fault.parameters().stream().map(Fault.Parameter::name).collect(Collectors.joining(", ")))));
    }
}

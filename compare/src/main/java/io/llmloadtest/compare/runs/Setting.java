package io.llmloadtest.compare.runs;

import io.llmloadtest.store.ArrivalsView;
import io.llmloadtest.store.LevelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a level was driven with. Levels of one setting are compared with each other, whatever their place in the run.
 *
 * @param concurrency requests meant to be in flight, or the most of an open loop
 * @param requestRate requests per second; empty when they follow no single rate
 * @param arrivals the arrivals of an open loop as they were asked for; empty of a closed one
 */
public record Setting(OptionalInt concurrency, OptionalDouble requestRate, Optional<String> arrivals) {

    /** The setting of a level. */
    public static Setting of(LevelView level) {
        return new Setting(level.concurrency(), level.requestRate(),
                level.arrivals().map(how -> how.process() + " " + how.rate() + burstiness(how)));
    }

    private static String burstiness(ArrivalsView how) {
        return how.burstiness().isPresent() ? " burstiness " + how.burstiness().getAsDouble() : "";
    }

    /** Short, for a list: {@code concurrency 8}. */
    public String text() {
        List<String> parts = new ArrayList<>();
        if (arrivals.isPresent()) {
            parts.add(requestRate.isPresent()
                    ? String.format(Locale.ROOT, "%s requests/s", number(requestRate.getAsDouble()))
                    : arrivals.get());
        }
        if (concurrency.isPresent()) {
            parts.add((arrivals.isPresent() ? "at most " : "concurrency ") + concurrency.getAsInt());
        }
        return String.join(", ", parts);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}

package io.llmloadtest.load.plan;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Where the lengths of made-up prompts and of their answers come from. */
public sealed interface LengthPlan {

    /**
     * Drawn for each request, the same for request n of every level, so that levels can be compared.
     *
     * @param input length of the prompt as the server counts it, chat template included
     * @param output length of the answer
     */
    record Drawn(LengthRule input, LengthRule output) implements LengthPlan {}

    /**
     * Read from a file, one pair after the other and from the start again at its end.
     *
     * @param file CSV or JSONL with {@code input_length} and {@code output_length}
     */
    record Listed(Path file) implements LengthPlan {}

    /**
     * Each arrival brings its own.
     *
     * @param otherwise what an arrival does not say
     */
    record ByArrival(Drawn otherwise) implements LengthPlan {}

    /** The length of all prompts, when they are all alike. */
    default OptionalInt fixedInput() {
        return this instanceof Drawn(LengthRule input, LengthRule _) ? input.fixed() : OptionalInt.empty();
    }

    /** The length of all answers, when they are all alike. */
    default OptionalInt fixedOutput() {
        return this instanceof Drawn(LengthRule _, LengthRule output) ? output.fixed() : OptionalInt.empty();
    }

    /** The plan as a result shows it: a number of tokens where a length is fixed, else the rule as it was given. */
    default Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        switch (this) {
            case Drawn(LengthRule input, LengthRule output) -> {
                shown.put("input_len", shown(input));
                shown.put("output_len", shown(output));
            }
            case Listed(Path file) -> shown.put("lengths_file", file.toString());
            case ByArrival(Drawn otherwise) -> {
                shown.put("lengths", "by arrival");
                shown.put("lengths_otherwise", otherwise.shown());
            }
        }
        return shown;
    }

    private static Object shown(LengthRule rule) {
        return rule.fixed().isPresent() ? rule.fixed().getAsInt() : rule.toString();
    }
}

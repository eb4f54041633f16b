package io.llmloadtest.ledger.foreign;

import io.llmloadtest.ledger.foreign.ToolReport.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One test of a {@code vllm bench serve} result as it is read: its single values, and the columns of single numbers. */
final class VllmBenchTotals {

    private static final int MOST_NAMES = 1000;
    private static final int MOST_ERRORS = 200;

    private static final int LEAST_GAPS = 3;
    private static final double SHORT = 0.2;
    private static final double MOST_OF_THEM = 0.5;

    final Column inputs = new Column();
    final Column outputs = new Column();
    final Column firsts = new Column();
    final Column starts = new Column();
    private final Column errorPlaces = new Column();
    private final List<String> errors = new ArrayList<>(List.of(""));
    private final Map<String, Double> numbers = new HashMap<>();
    private String backend = "";
    private long streams;
    private long shortFirsts;

    void take(String name, JsonParser value) throws IOException {
        switch (name) {
            case "input_lens" -> column(value, inputs);
            case "output_lens" -> column(value, outputs);
            case "ttfts" -> column(value, firsts);
            case "start_times" -> column(value, starts);
            case "errors" -> errors(value);
            case VllmBenchFile.GAPS -> gaps(value);
            case "backend", "endpoint_type" -> backend = text(value, backend);
            default -> {
                if (value.currentToken().isNumeric() && numbers.size() < MOST_NAMES) {
                    numbers.put(name, value.getDoubleValue());
                }
            }
        }
    }

    private static void column(JsonParser value, Column into) throws IOException {
        if (value.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        while (value.nextToken() != JsonToken.END_ARRAY) {
            into.add(value.currentToken().isNumeric() ? value.getDoubleValue() : 0);
            value.skipChildren();
        }
    }

    private void gaps(JsonParser value) throws IOException {
        if (value.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        while (value.nextToken() != JsonToken.END_ARRAY) {
            double[] gaps = VllmBenchFile.gaps(value);
            if (gaps.length >= LEAST_GAPS) {
                streams++;
                double others = Arrays.stream(gaps, 1, gaps.length).average().orElse(0);
                shortFirsts += gaps[0] < SHORT * others ? 1 : 0;
            }
        }
    }

    /**
     * Whether the first chunk of a stream is the role's: in a chat whose first gap is mostly far shorter than the others,
     * since the first token comes with it.
     */
    boolean isRoleFirst() {
        return isChat() && streams > 0 && shortFirsts >= MOST_OF_THEM * streams;
    }

    private void errors(JsonParser value) throws IOException {
        if (value.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        while (value.nextToken() != JsonToken.END_ARRAY) {
            errorPlaces.add(place(text(value, "")));
            value.skipChildren();
        }
    }

    private int place(String words) {
        String line = ToolFailure.lastLine(words);
        int known = errors.indexOf(line);
        if (known >= 0) {
            return known;
        }
        if (errors.size() < MOST_ERRORS) {
            errors.add(line);
        }
        return errors.size() - 1;
    }

    private static String text(JsonParser value, String otherwise) {
        return value.currentToken() == JsonToken.VALUE_STRING ? value.getString() : otherwise;
    }

    /** What went wrong with a request; empty when nothing was kept. */
    String error(int index) {
        double place = errorPlaces.at(index);
        return Double.isNaN(place) ? "" : errors.get((int) place);
    }

    boolean isChat() {
        return backend.contains("chat");
    }

    String endpoint() {
        return isChat() ? "/v1/chat/completions" : backend.contains("embedding") ? "/v1/embeddings" : "/v1/completions";
    }

    OptionalDouble number(String name) {
        Double value = numbers.get(name);
        return value == null || value.isNaN() || value.isInfinite() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    OptionalLong amount(String name) {
        OptionalDouble value = number(name);
        return value.isPresent() ? OptionalLong.of(Math.round(value.getAsDouble())) : OptionalLong.empty();
    }

    OptionalInt whole(String name) {
        OptionalDouble value = number(name).stream().filter(known -> known >= 1 && known <= Integer.MAX_VALUE)
                .findFirst();
        return value.isPresent() ? OptionalInt.of((int) value.getAsDouble()) : OptionalInt.empty();
    }

    /** Its own word for it; versions that had none failed whatever they did not complete. */
    OptionalLong failed() {
        OptionalLong told = amount("failed");
        OptionalLong asked = amount("num_prompts");
        OptionalLong completed = amount("completed");
        return told.isPresent() || asked.isEmpty() || completed.isEmpty()
                ? told
                : OptionalLong.of(Math.max(0, asked.getAsLong() - completed.getAsLong()));
    }

    Summary summary(String name) {
        OptionalDouble median = number("median_" + name + "_ms");
        return new Summary(number("mean_" + name + "_ms"),
                median.isPresent() ? median : number("p50_" + name + "_ms"), number("p99_" + name + "_ms"));
    }
}

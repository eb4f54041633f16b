package io.llmloadtest.load.dataset;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** How a trace is written. */
sealed interface TraceForm {

    /**
     * One request as recorded.
     *
     * @param nanos its time, from anywhere on
     * @param input tokens of its prompt; empty when the trace does not say
     * @param output tokens of its answer; empty when the trace does not say
     */
    record Row(long nanos, OptionalInt input, OptionalInt output) {

        /** Whether it failed where it was recorded. */
        boolean failed() {
            return (input.isPresent() && input.getAsInt() == 0) || (output.isPresent() && output.getAsInt() == 0);
        }
    }

    /** The names of a prompt's length, in lower case. */
    List<String> INPUT = List.of("input_length", "input_tokens", "request tokens", "contexttokens", "context_tokens");
    /** The names of an answer's length, in lower case. */
    List<String> OUTPUT = List.of("output_length", "output_tokens", "response tokens", "generatedtokens",
            "generated_tokens");

    /** The form of a file that begins with this line. */
    static Optional<TraceForm> of(String line) {
        if (line.startsWith("{")) {
            return Optional.of(new Objects());
        }
        List<String> names = Arrays.stream(cells(line)).map(name -> name.toLowerCase(Locale.ROOT)).toList();
        int time = names.indexOf("timestamp");
        return time < 0
                ? Optional.empty()
                : Optional.of(new Table(time, column(names, INPUT), column(names, OUTPUT)));
    }

    /** The request of a line; empty when it is none. */
    Optional<Row> row(String line);

    /** What a line should be, for a person. */
    String expected();

    /** An object in each line, as Mooncake has them; times in milliseconds. */
    record Objects() implements TraceForm {

        private static final ObjectMapper JSON = JsonMapper.builder().build();

        @Override
        public Optional<Row> row(String line) {
            try {
                JsonNode object = JSON.readTree(line);
                JsonNode time = object.path("timestamp");
                return time.isNumber()
                        ? TraceForm.row(nanos(time.asDouble(), 1e6), length(object, INPUT), length(object, OUTPUT))
                        : Optional.empty();
            } catch (JacksonException _) {
                return Optional.empty();
            }
        }

        /** What the object says of a length; empty when it says nothing. */
        private static Optional<String> length(JsonNode object, List<String> names) {
            return names.stream().filter(object::has).findFirst().map(name -> object.path(name).asString(""));
        }

        @Override
        public String expected() {
            return "{\"timestamp\": milliseconds, \"input_length\": tokens, \"output_length\": tokens}";
        }
    }

    /**
     * Columns under a line of names, as BurstGPT and Azure have them; times in seconds, or as dates.
     *
     * @param time column of the time
     * @param input column of the prompt's length, if there is one
     * @param output column of the answer's length, if there is one
     */
    record Table(int time, OptionalInt input, OptionalInt output) implements TraceForm {

        @Override
        public Optional<Row> row(String line) {
            String[] cells = cells(line);
            int last = Math.max(time, Math.max(input.orElse(0), output.orElse(0)));
            return cells.length <= last
                    ? Optional.empty()
                    : TraceForm.row(moment(cells[time]), cell(cells, input), cell(cells, output));
        }

        private static Optional<String> cell(String[] cells, OptionalInt column) {
            return column.isPresent() ? Optional.of(cells[column.getAsInt()]) : Optional.empty();
        }

        private static OptionalLong moment(String cell) {
            return cell.matches("\\d{1,12}(\\.\\d{1,12})?") ? nanos(Double.parseDouble(cell), 1e9) : date(cell);
        }

        /** Such as {@code 2023-11-16 18:15:46.6805900}, with or without an offset. */
        private static OptionalLong date(String cell) {
            String iso = cell.replaceFirst(" ", "T");
            try {
                Instant moment = iso.matches(".*T.*(Z|[+-]\\d\\d:\\d\\d)")
                        ? OffsetDateTime.parse(iso).toInstant()
                        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
                return OptionalLong.of(Math.addExact(Math.multiplyExact(moment.getEpochSecond(), 1_000_000_000L),
                        moment.getNano()));
            } catch (DateTimeException | ArithmeticException _) {
                return OptionalLong.empty();
            }
        }

        @Override
        public String expected() {
            return "a time in seconds or as 2023-11-16 18:15:46.68, and tokens as whole numbers,";
        }
    }

    private static Optional<Row> row(OptionalLong nanos, Optional<String> input, Optional<String> output) {
        boolean whole = nanos.isPresent() && input.map(TraceForm::isTokens).orElse(true)
                && output.map(TraceForm::isTokens).orElse(true);
        return whole ? Optional.of(new Row(nanos.getAsLong(), tokens(input), tokens(output))) : Optional.empty();
    }

    private static boolean isTokens(String text) {
        return text.matches("\\d{1,9}");
    }

    private static OptionalInt tokens(Optional<String> text) {
        return text.isPresent() ? OptionalInt.of(Integer.parseInt(text.get())) : OptionalInt.empty();
    }

    private static OptionalLong nanos(double time, double unit) {
        double nanos = time * unit;
        return nanos >= 0 && nanos < Long.MAX_VALUE ? OptionalLong.of(Math.round(nanos)) : OptionalLong.empty();
    }

    private static OptionalInt column(List<String> names, List<String> wanted) {
        return wanted.stream().mapToInt(names::indexOf).filter(index -> index >= 0).findFirst();
    }

    private static String[] cells(String line) {
        return Arrays.stream(line.split(",", -1)).map(cell -> cell.strip().replaceAll("^\"|\"$", ""))
                .toArray(String[]::new);
    }
}

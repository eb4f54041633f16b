package io.llmloadtest.load.dataset;

import io.llmloadtest.load.plan.LengthRule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads lengths of requests: JSONL with {@code input_length} and {@code output_length}, or CSV with columns of these names
 * or, without a line of names, with these two columns. Other fields and columns are passed over. Of a longer file the first
 * million requests are taken.
 */
public final class LengthFile {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String INPUT = "input_length";
    private static final String OUTPUT = "output_length";
    private static final int MOST_ROWS = 1_000_000;
    private static final int LONGEST_LINE = 1 << 20;
    private static final String NUMBERS = "whole numbers from 1 to " + LengthRule.MOST_TOKENS + " as " + INPUT + " and "
            + OUTPUT;

    private final UserFile file;
    private int inputColumn;
    private int outputColumn = 1;

    private LengthFile(UserFile file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws io.llmloadtest.load.plan.IllegalPlanException when it cannot be read, has a line that is no pair, or none at all
     */
    public static LengthPairs read(Path path) {
        return new LengthFile(new UserFile("--lengths-file", path)).read();
    }

    private LengthPairs read() {
        int[] inputs = new int[1024];
        int[] outputs = new int[1024];
        int rows = 0;
        try (LineSource lines = new LineSource(file, file.open(), LONGEST_LINE)) {
            for (Optional<String> line = lines.next(); line.isPresent() && rows < MOST_ROWS; line = lines.next()) {
                if (rows == 0 && readsNames(line.get())) {
                    continue;
                }
                if (rows == inputs.length) {
                    inputs = Arrays.copyOf(inputs, 2 * rows);
                    outputs = Arrays.copyOf(outputs, 2 * rows);
                }
                Pair pair = pair(line.get(), lines.number());
                inputs[rows] = pair.input();
                outputs[rows++] = pair.output();
            }
        }
        if (rows == 0) {
            throw file.mistake("give a file with at least one line of " + NUMBERS);
        }
        return new LengthPairs(Arrays.copyOf(inputs, rows), Arrays.copyOf(outputs, rows));
    }

    private boolean readsNames(String line) {
        List<String> names = Arrays.stream(cells(line)).map(name -> name.toLowerCase(Locale.ROOT)).toList();
        if (line.startsWith("{") || !names.contains(INPUT) || !names.contains(OUTPUT)) {
            return false;
        }
        inputColumn = names.indexOf(INPUT);
        outputColumn = names.indexOf(OUTPUT);
        return true;
    }

    private record Pair(int input, int output) {}

    private Pair pair(String line, long number) {
        Optional<Pair> pair = line.startsWith("{") ? fromJson(line) : fromCells(cells(line));
        return pair.orElseThrow(() -> file.mistake("line " + number, NUMBERS, line));
    }

    private static Optional<Pair> fromJson(String line) {
        try {
            JsonNode row = JSON.readTree(line);
            return pair(row.path(INPUT).asString(""), row.path(OUTPUT).asString(""));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private Optional<Pair> fromCells(String[] cells) {
        return cells.length > Math.max(inputColumn, outputColumn)
                ? pair(cells[inputColumn], cells[outputColumn])
                : Optional.empty();
    }

    private static Optional<Pair> pair(String input, String output) {
        return IntStream.of(tokens(input), tokens(output))
                .allMatch(tokens -> tokens >= 1 && tokens <= LengthRule.MOST_TOKENS)
                        ? Optional.of(new Pair(tokens(input), tokens(output)))
                        : Optional.empty();
    }

    /** A number of tokens, 0 when the text is none. */
    private static int tokens(String text) {
        return text.matches("\\d{1,8}") ? Integer.parseInt(text) : 0;
    }

    private static String[] cells(String line) {
        return Arrays.stream(line.split(",", -1)).map(cell -> cell.strip().replaceAll("^\"|\"$", ""))
                .toArray(String[]::new);
    }
}

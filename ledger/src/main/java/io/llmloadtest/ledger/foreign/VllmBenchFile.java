package io.llmloadtest.ledger.foreign;

import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.ledger.foreign.ToolReport.Counting;
import io.llmloadtest.ledger.foreign.ToolReport.Counts;
import io.llmloadtest.ledger.foreign.ToolReport.Figure;
import io.llmloadtest.ledger.foreign.ToolReport.Load;
import io.llmloadtest.ledger.foreign.ToolReport.Rates;
import io.llmloadtest.ledger.foreign.ToolRequest.Arrivals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What {@code vllm bench serve --save-result} writes (vLLM 0.32.0): totals and percentiles of one test, and with
 * {@code --save-detailed} one column for each fact of a request. A file that was appended to holds several tests; the last
 * counts. The columns of single numbers are kept; the gaps between chunks are read in a second pass.
 *
 * <p>
 * A request is a success there when any chunk with choices came in a 200 answer, whatever came after it. Its time ends with
 * the last such chunk, not with the last byte. The first chunk of a chat carries the role alone and counts as the first
 * token.
 */
final class VllmBenchFile implements ToolFile {

    static final String GAPS = "itls";

    private final Path file;
    private final VllmBenchTotals totals;
    private final int place;

    private VllmBenchFile(Path file, VllmBenchTotals totals, int place) {
        this.file = file;
        this.totals = totals;
        this.place = place;
    }

    static VllmBenchFile open(Path file) throws IOException {
        VllmBenchTotals[] last = new VllmBenchTotals[1];
        int[] count = new int[1];
        new JsonFile(file).read(parser -> {
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                VllmBenchTotals totals = new VllmBenchTotals();
                JsonFile.fields(parser, totals::take);
                last[0] = totals;
                count[0]++;
            }
        });
        if (count[0] == 0) {
            throw new IOException(file + ": is empty; run the test again with --save-result");
        }
        return new VllmBenchFile(file, last[0], count[0] - 1);
    }

    @Override
    public ToolReport report() {
        Map<Figure, ToolReport.Summary> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            figures.put(figure, totals.summary(figure == Figure.E2E ? "e2el" : figure.key()));
        }
        return new ToolReport(Tool.VLLM_BENCH, Optional.empty(), totals.endpoint(),
                new Counts(totals.amount("completed"), totals.failed(), totals.amount("total_input_tokens"),
                        totals.amount("total_output_tokens")),
                new Load(totals.whole("max_concurrency"), totals.number("request_rate"), totals.number("duration")),
                figures, new Rates(totals.number("request_throughput"), totals.number("output_throughput")),
                Counting.SERVER);
    }

    @Override
    public ToolClock clock() {
        return totals.starts.size() > 0 && totals.starts.size() == totals.firsts.size()
                ? ToolClock.MONOTONIC
                : ToolClock.NONE;
    }

    @Override
    public boolean keepsRequests() {
        return totals.firsts.size() > 0;
    }

    @Override
    public void each(Consumer<ToolRequest> sink) throws IOException {
        if (!keepsRequests()) {
            return;
        }
        int[] next = new int[1];
        new JsonFile(file).read(parser -> {
            for (int root = 0; parser.nextToken() == JsonToken.START_OBJECT; root++) {
                if (root != place) {
                    parser.skipChildren();
                    continue;
                }
                JsonFile.fields(parser, (name, value) -> {
                    if (name.equals(GAPS) && value.currentToken() == JsonToken.START_ARRAY) {
                        while (value.nextToken() != JsonToken.END_ARRAY) {
                            sink.accept(request(next[0]++, gaps(value)));
                        }
                    }
                });
            }
        });
        while (next[0] < totals.firsts.size()) {
            sink.accept(request(next[0]++, new double[0]));
        }
    }

    static double[] gaps(JsonParser value) throws IOException {
        Column gaps = new Column();
        if (value.currentToken() == JsonToken.START_ARRAY) {
            while (value.nextToken() != JsonToken.END_ARRAY) {
                gaps.add(value.currentToken().isNumeric() ? value.getDoubleValue() : 0);
            }
        }
        return gaps.toArray();
    }

    private ToolRequest request(int index, double[] gaps) {
        double first = totals.firsts.at(index);
        String error = totals.error(index);
        boolean begun = first > 0;
        Outcome outcome = error.isEmpty() && begun
                ? new Outcome.Completed()
                : ToolFailure.of(error, OptionalInt.empty(), begun);
        double start = totals.starts.at(index);
        return new ToolRequest(Optional.empty(), totals.endpoint(),
                Double.isNaN(start) ? OptionalDouble.empty() : OptionalDouble.of(start),
                begun ? arrivals(first, gaps) : Arrivals.NONE, OptionalDouble.empty(),
                ToolFailure.status(outcome, begun), usage(index), outcome);
    }

    private Arrivals arrivals(double first, double[] gaps) {
        double[] seconds = new double[gaps.length + 1];
        seconds[0] = first;
        for (int i = 0; i < gaps.length; i++) {
            seconds[i + 1] = seconds[i] + Math.max(0, gaps[i]);
        }
        return new Arrivals(seconds, gaps.length > 0 && totals.isRoleFirst(), false);
    }

    private Optional<TokenCounts> usage(int index) {
        double output = totals.outputs.at(index);
        double input = totals.inputs.at(index);
        return Double.isNaN(output) || Double.isNaN(input)
                ? Optional.empty()
                : Optional.of(new TokenCounts((int) input, (int) output, OptionalInt.empty()));
    }
}

package io.llmloadtest.collect.metrics;

import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Why;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The file {@code samples.csv}: a row a second. What is not known is an empty cell. */
public final class SampleSheet {

    static final String FILE = "samples.csv";

    /** The columns of {@link #readings}. */
    public static final String READINGS = "running,waiting,kv_usage,generation_tokens,prompt_tokens,request_success,"
            + "preemptions,prefix_queried,prefix_hit";

    private static final String HEADER = "tick_nanos,wall,replica," + READINGS;
    private static final int COLUMNS = 12;

    private SampleSheet() {
    }

    static void append(EvidenceFolder folder, MetricsSample sample) throws IOException {
        if (!folder.has(FILE)) {
            folder.appendLine(FILE, HEADER);
        }
        folder.appendLine(FILE,
                sample.at().nanos() + "," + sample.wall() + "," + sample.replica() + "," + readings(sample));
    }

    /** What a sample read, as cells of a row. */
    public static String readings(MetricsSample sample) {
        return Stream
                .of(sample.running(), sample.waiting(), sample.kvUsage(), sample.generationTokens(),
                        sample.promptTokens(), sample.requestSuccess(), sample.preemptions(), sample.prefixQueried(),
                        sample.prefixHit())
                .map(SampleSheet::cell).collect(Collectors.joining(","));
    }

    private static String cell(Reading reading) {
        return switch (reading) {
            case Reading.Value(double known) -> known == Math.rint(known) && Math.abs(known) < 1e15
                    ? Long.toString((long) known)
                    : Double.toString(known);
            case Reading.Absent _ -> "";
        };
    }

    /** The samples of a run folder, in order; a torn row is left out. None when there is no such file. */
    public static List<MetricsSample> read(EvidenceFolder folder) {
        List<MetricsSample> samples = new ArrayList<>();
        if (folder.has(FILE)) {
            try (Stream<String> rows = Files.lines(folder.file(FILE))) {
                rows.skip(1).forEach(row -> sample(row).ifPresent(samples::add));
            } catch (IOException | java.io.UncheckedIOException _) {
                // What was read is what there is.
            }
        }
        return List.copyOf(samples);
    }

    private static Optional<MetricsSample> sample(String row) {
        String[] cells = row.split(",", -1);
        if (cells.length != COLUMNS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MetricsSample(new Tick(Long.parseLong(cells[0])), Instant.parse(cells[1]),
                    Integer.parseInt(cells[2]), reading(cells[3]), reading(cells[4]), reading(cells[5]),
                    reading(cells[6]), reading(cells[7]), reading(cells[8]), reading(cells[9]), reading(cells[10]),
                    reading(cells[11])));
        } catch (DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Reading reading(String cell) {
        return cell.isEmpty() ? Reading.absent(Why.FAMILY_MISSING) : Reading.of(Double.parseDouble(cell));
    }
}

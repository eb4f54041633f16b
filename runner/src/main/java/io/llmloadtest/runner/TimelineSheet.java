package io.llmloadtest.runner;

import io.llmloadtest.collect.metrics.SampleSheet;
import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.ledger.Timeline;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The file {@code timeline.csv}: what the client had in flight beside what the server showed at the same moment. A row for
 * each sample of each metrics page, by seconds since the run began. Server counters are those since the server's start; what
 * is not known is an empty cell.
 */
final class TimelineSheet {

    private static final String HEADER = "seconds,wall,replica,client_in_flight,client_output_tokens,"
            + SampleSheet.READINGS;

    private TimelineSheet() {
    }

    /** Writes the sheet; nothing when there are no samples. */
    static void write(Path file, Timeline client, List<MetricsSample> samples) throws IOException {
        if (samples.isEmpty()) {
            return;
        }
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(HEADER);
            out.newLine();
            double tokens = 0;
            Tick until = Tick.ZERO;
            for (MetricsSample sample : samples) {
                tokens += client.outputTokens(new Window(until, until.max(sample.at())));
                until = until.max(sample.at());
                out.write(row(sample, client.inFlight(sample.at()), tokens));
                out.newLine();
            }
        }
    }

    private static String row(MetricsSample sample, int inFlight, double tokens) {
        return String.format(Locale.ROOT, "%.3f,%s,%d,%d,%.0f,", sample.at().nanos() / 1e9, sample.wall(),
                sample.replica(), inFlight, tokens)
                + SampleSheet.readings(sample);
    }
}

package io.llmloadtest.collect.metrics;

import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsAvailability.Problem;
import io.llmloadtest.evidence.metrics.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Writes what was seen of the metrics to a run folder as it comes. A disk that refuses does not end the run: it is said
 * once, and nothing more is written. Safe for use by several threads.
 */
final class MetricsRecorder {

    private static final System.Logger LOG = System.getLogger(MetricsRecorder.class.getName());

    private final String url;
    private final int replica;
    private Optional<EvidenceFolder> folder;

    MetricsRecorder(String url, int replica, Optional<EvidenceFolder> folder) {
        this.url = url;
        this.replica = replica;
        this.folder = folder;
    }

    synchronized void sampled(MetricsSample sample) {
        try {
            if (folder.isPresent()) {
                SampleSheet.append(folder.get(), sample);
            }
        } catch (IOException e) {
            giveUp(e);
        }
    }

    /** Writes the page first and its line after, so that a line never names a page that is not there. */
    synchronized void marked(BoundaryMetrics seen, Optional<byte[]> page) {
        if (folder.isEmpty()) {
            return;
        }
        int index = seen.boundary().index();
        Optional<String> file = page.map(_ -> file(index));
        try {
            if (page.isPresent() && file.isPresent()) {
                folder.get().replace(file.get(), zipped(page.get()));
            }
            folder.get().appendJson(SnapshotNote.FILE, note(seen, file));
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private String file(int boundary) {
        return replica == 0
                ? String.format(Locale.ROOT, "metrics-%03d.txt.gz", boundary)
                : String.format(Locale.ROOT, "metrics-%03d-%d.txt.gz", boundary, replica);
    }

    private SnapshotNote note(BoundaryMetrics seen, Optional<String> file) {
        Optional<Problem> problem = switch (seen.availability()) {
            case MetricsAvailability.Unavailable(String _, Problem known, String _) -> Optional.of(known);
            case MetricsAvailability.Available _,MetricsAvailability.NotAsked _ -> Optional.empty();
        };
        String detail = seen.availability() instanceof MetricsAvailability.Unavailable trouble ? trouble.detail() : "";
        return new SnapshotNote(seen.boundary().index(), replica, url, seen.boundary().at().nanos(),
                seen.boundary().wall(),
                file, seen.snapshot().map(Snapshot::wall),
                seen.snapshot().map(Snapshot::took).orElse(Duration.ZERO).toNanos(), seen.slowestScrape().toNanos(),
                seen.settling().toNanos(), seen.settled(), seen.stuckRunning(), seen.servers(), problem, detail);
    }

    private static byte[] zipped(byte[] page) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(page);
        }
        return bytes.toByteArray();
    }

    private void giveUp(IOException failure) {
        LOG.log(Level.WARNING, "Metrics are no longer kept in the run folder: {0}", failure.toString());
        folder = Optional.empty();
    }
}

package io.llmloadtest.collect.metrics;

import io.llmloadtest.collect.EvidenceFolder;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A metrics page as a run folder keeps it. */
final class RecordedPage {

    private RecordedPage() {
    }

    /** Its bytes up to where it is torn; empty when there are none. */
    static Optional<byte[]> bytes(EvidenceFolder folder, String file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream zip = new GZIPInputStream(
                new BufferedInputStream(Files.newInputStream(folder.file(file).normalize())))) {
            byte[] buffer = new byte[64 << 10];
            for (int read = zip.read(buffer); read >= 0 && bytes.size() < MetricsScraper.LONGEST_PAGE; read = zip
                    .read(buffer)) {
                bytes.write(buffer, 0, read);
            }
        } catch (IOException _) {
            // A parser says of a torn page that it is not whole.
        }
        return bytes.size() == 0 ? Optional.empty() : Optional.of(bytes.toByteArray());
    }
}

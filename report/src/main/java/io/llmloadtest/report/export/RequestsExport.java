package io.llmloadtest.report.export;

import io.llmloadtest.store.RequestView;
import io.llmloadtest.store.ResultCodec;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.WholeFile.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * JSON lines, one a request, as {@link RequestView} says.
 *
 * @param document whose requests they are
 * @param requests the requests
 */
record RequestsExport(ResultDocument document, RequestSource requests) implements Content {

    @Override
    public void writeTo(OutputStream out) throws IOException {
        String model = document.target().model();
        try {
            requests.each((request, sentAt) -> {
                try {
                    out.write(ResultCodec.encode(RequestView.of(request, sentAt, model)));
                } catch (IOException disk) {
                    throw new UncheckedIOException(disk);
                }
            });
        } catch (UncheckedIOException disk) {
            throw disk.getCause();
        }
    }
}

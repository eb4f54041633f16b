package io.llmloadtest.report.export;

import io.llmloadtest.store.WholeFile.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;

/** Where exports come from. */
public final class Exporters {

    private Exporters() {
    }

    /** The export, in one piece or several; written one after another into one stream they make sense too. */
    public static List<Piece> pieces(ExportFormat format, ExportInput input) {
        return switch (format) {
            case HTML -> whole(out -> out.write(input.page().get().getBytes(StandardCharsets.UTF_8)));
            case JUNIT -> whole(new JUnitExport(input));
            case CSV -> whole(new CsvExport(input.document()));
            case MARKDOWN -> whole(new MarkdownExport(input.document(), input.book()));
            case REQUESTS -> whole(new RequestsExport(input.document(), input.requests()));
            case VLLM_BENCH -> input.document().results().stream()
                    .map(level -> new Piece(LevelSuffix.of(level, input.document()),
                            plain(new VllmBenchExport(input.document(), level, input.requests()))))
                    .toList();
        };
    }

    private static List<Piece> whole(Content content) {
        return List.of(new Piece("", plain(content)));
    }

    /** What Jackson wraps because of its own signature is the disk's trouble and is told as such. */
    private static Content plain(Content content) {
        return out -> {
            try {
                content.writeTo(out);
            } catch (JacksonException wrapped) {
                throw wrapped.getCause() instanceof IOException disk ? disk : new IOException(wrapped);
            }
        };
    }
}

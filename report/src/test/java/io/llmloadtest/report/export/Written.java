package io.llmloadtest.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.text.PhraseBook;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** Exports as text, and the golden files to hold them against. */
final class Written {

    private Written() {
    }

    static String of(ExportFormat format, ResultDocument document) {
        return of(format, document, Locale.ENGLISH, RequestSource.none("no ledger"),
                ExportInput.Strictness.LENIENT);
    }

    static String of(ExportFormat format, ResultDocument document, Locale language, RequestSource requests,
            ExportInput.Strictness strictness) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            for (Piece piece : Exporters.pieces(format,
                    new ExportInput(document, PhraseBook.of(language), requests, () -> "<p/>", strictness))) {
                piece.content().writeTo(out);
            }
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Word for word; written anew with {@code -Dgolden.write=true}. */
    static void isAsGolden(String text, String file) throws IOException {
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(Path.of("src/test/resources/io/llmloadtest/report/export", file), text);
            return;
        }
        try (InputStream in = Objects.requireNonNull(Written.class.getResourceAsStream(file), file)) {
            assertThat(text).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}

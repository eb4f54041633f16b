package io.llmloadtest.report.export;

import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.WholeFile.Content;
import io.llmloadtest.text.PhraseBook;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A page that fits a comment on a pull request (GitHub takes 65,536 characters) or a job summary. When a result has too much
 * for it, fewer levels and findings are told, and the page says how many are left out.
 *
 * @param document the result
 * @param book the language
 */
record MarkdownExport(ResultDocument document, PhraseBook book) implements Content {

    static final int MOST_BYTES = 60_000;

    private static final int MOST_OF_EACH = 64;

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(page());
    }

    private byte[] page() {
        byte[] page = page(MOST_OF_EACH);
        for (int most = MOST_OF_EACH / 2; page.length > MOST_BYTES && most > 0; most /= 2) {
            page = page(most);
        }
        return page;
    }

    private byte[] page(int mostOfEach) {
        return new MarkdownSummary(document, book, mostOfEach).render().getBytes(StandardCharsets.UTF_8);
    }
}

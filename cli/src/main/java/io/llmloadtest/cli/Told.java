package io.llmloadtest.cli;

import io.llmloadtest.report.html.HtmlReport;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.RunDocument.EnvironmentView;
import io.llmloadtest.store.chronicle.Chronicle;
import io.llmloadtest.text.PhraseBook;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A result with all it takes to show it in any form.
 *
 * @param document the result
 * @param environment where its client ran; empty when that is not known
 * @param chronicle makes the run over time, when the form wants it; may fail with an {@link java.io.UncheckedIOException}
 */
record Told(ResultDocument document, Optional<EnvironmentView> environment, Supplier<Chronicle> chronicle) {

    /** A result of which no more is known. */
    static Told of(ResultDocument document) {
        return new Told(document, Optional.empty(), () -> Chronicle.NONE);
    }

    /** The page for a browser. */
    String html(Locale language) {
        return HtmlReport.render(document, environment, chronicle.get(), PhraseBook.of(language));
    }
}

package io.llmloadtest.report.export;

import java.util.function.Supplier;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.text.PhraseBook;

/**
 * What an export is made of.
 *
 * @param document the result
 * @param book the language of sentences and headings; names of columns and fields are the same in every language
 * @param requests the single requests
 * @param page makes the page for a browser, when it is wanted; may fail with an {@link java.io.UncheckedIOException}
 * @param strictness how JUnit is told what is not known
 */
public record ExportInput(ResultDocument document, PhraseBook book, RequestSource requests, Supplier<String> page,
        Strictness strictness) {

    /**
     * What fails a build, as {@code --fail-on} and {@code --max-error-rate} say.
     *
     * @param unverified whether a verdict of UNVERIFIED does
     * @param slo whether an objective that is not known to be met does
     * @param maxErrorRate the share of a level's requests that may fail
     */
    public record Strictness(boolean unverified, boolean slo, double maxErrorRate) {

        /** Nothing that is not known fails a build; it is not passed either. No request may fail. */
        public static final Strictness LENIENT = new Strictness(false, false, 0);
    }
}

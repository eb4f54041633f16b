package io.llmloadtest.cli;

import io.llmloadtest.runner.SavedRun;
import io.llmloadtest.store.ResultDocument;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What is told of a saved run. */
final class SavedRuns {

    private SavedRuns() {
    }

    static Told told(SavedRun run, ResultDocument document) {
        return new Told(document, run.environment(), () -> {
            try {
                return run.chronicle(document);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("the run folder cannot be read: " + unreadable.getMessage(), unreadable);
            }
        });
    }
}

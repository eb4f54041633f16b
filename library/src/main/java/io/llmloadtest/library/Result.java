package io.llmloadtest.library;

import io.llmloadtest.store.FindingView;
import io.llmloadtest.store.ResultCodec;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.RunStatus;
import io.llmloadtest.store.ValidationView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a load test gave. Immutable. */
public final class Result {

    private final Path folder;
    private final ResultDocument document;

    Result(Path folder, ResultDocument document) {
        this.folder = folder.toAbsolutePath();
        this.document = document;
    }

    /**
     * The result of a run that was saved before, as it stands in its folder.
     *
     * @throws RunNotRecordedException when there is none; the message says what is missing
     */
    public static Result read(Path folder) {
        try {
            return new Result(folder, ResultCodec.readResult(folder.resolve("result.json")));
        } catch (IOException unreadable) {
            throw new RunNotRecordedException("no result can be read from " + folder + ": "
                    + LoadTestException.messageOf(unreadable), unreadable);
        }
    }

    /** The verdict on the run as a whole. */
    public Verdict verdict() {
        return verdict(document.validation());
    }

    static Verdict verdict(Optional<ValidationView> validation) {
        return validation.map(view -> Verdict.valueOf(view.overall())).orElse(Verdict.UNVERIFIED);
    }

    /** Every finding, of all levels and of the run. */
    public List<Finding> findings() {
        return document.validation().stream().flatMap(view -> view.findings().stream()).map(Result::finding).toList();
    }

    private static Finding finding(FindingView view) {
        return new Finding(view.id(), Finding.Severity.valueOf(view.severity().toUpperCase(Locale.ROOT)),
                view.message(), view.advice(), Map.copyOf(view.values()));
    }

    /** What a person should see of the verdict, in English: every warning, rows that differ, and evidence that is missing. */
    public List<String> reasons() {
        return document.validation().map(Reasons::of)
                .orElse(List.of("The server's own record was not asked for."));
    }

    /** Level by level, in the order they were run. */
    public List<Level> levels() {
        return document.results().stream().map(Level::new).toList();
    }

    /** Whether it was ended early: what is here was measured until then. */
    public boolean isInterrupted() {
        return document.status().equals(RunStatus.INTERRUPTED.key());
    }

    /** The whole result by the published schema: the content of {@code result.json}. */
    public String json() {
        return new String(ResultCodec.encode(document), StandardCharsets.UTF_8);
    }

    /** The run folder, as an absolute path. {@code llm-loadtest report FOLDER} shows it. */
    public Path folder() {
        return folder;
    }

    /** Such as {@code PASSED, run folder /home/me/runs/2026-11-25T10-15-30Z-7f3a}. */
    @Override
    public String toString() {
        return verdict() + ", run folder " + folder;
    }
}

package io.llmloadtest.cli;

import io.llmloadtest.cli.options.JudgingOptions;
import io.llmloadtest.cli.options.JudgingOptions.FailOn;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.ValidationView;
import java.util.Optional;
import java.util.Set;

/** From a result to the exit code. Failed requests weigh heaviest: a verdict on nothing is worth nothing. */
final class Outcomes {

    private Outcomes() {
    }

    static ExitCode exitCode(ResultDocument document, JudgingOptions judging) {
        long sent = document.results().stream().mapToLong(LevelView::totalRequests).sum();
        long failed = document.results().stream().mapToLong(LevelView::failedRequests).sum();
        boolean tooMany = judging.maxErrorRate().map(most -> failed > most * sent).orElse(false);
        if (sent == 0 || failed == sent || tooMany) {
            return ExitCode.ERRORS;
        }
        Set<FailOn> failOn = judging.failOn();
        // The word beside accepted findings: the verdict itself stays a warning for them.
        Optional<String> overall = document.validation().map(ValidationView::beyondAccepted);
        if (overall.equals(Optional.of("WARNING")) && failOn.contains(FailOn.WARNING)) {
            return ExitCode.WARNING;
        }
        boolean unverified = overall.isEmpty() || overall.equals(Optional.of("UNVERIFIED"));
        if (unverified && failOn.contains(FailOn.UNVERIFIED)) {
            return ExitCode.UNVERIFIED;
        }
        return failOn.contains(FailOn.SLO) && !meetsSlo(document) ? ExitCode.SLO : ExitCode.DONE;
    }

    /** Of a search one setting that met the objectives is enough; of listed levels all have to. */
    private static boolean meetsSlo(ResultDocument document) {
        if (document.results().stream().allMatch(level -> level.slo().isEmpty())) {
            throw new UserMistake(ExitCode.USAGE, "--fail-on slo: there are no objectives; give them with --slo");
        }
        return document.search().map(search -> search.met().isPresent())
                .orElseGet(() -> document.results().stream().allMatch(
                        level -> level.slo().filter(slo -> slo.outcome().equals("met")).isPresent()));
    }
}

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
        Optional<String> overall = document.validation().map(ValidationView::overall);
        if (overall.equals(Optional.of("WARNING")) && failOn.contains(FailOn.WARNING)) {
            return ExitCode.WARNING;
        }
        boolean unverified = overall.isEmpty() || overall.equals(Optional.of("UNVERIFIED"));
        return unverified && failOn.contains(FailOn.UNVERIFIED) ? ExitCode.UNVERIFIED : ExitCode.DONE;
    }
}

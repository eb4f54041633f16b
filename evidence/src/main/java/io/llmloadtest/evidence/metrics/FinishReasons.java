package io.llmloadtest.evidence.metrics;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which series of the success counter count for what. Despite its name it also has reasons that are no success:
 * {@code abort}, and {@code error} since vLLM 0.13.0. {@code repetition} (0.17.0) and reasons not known yet are successes.
 */
final class FinishReasons {

    private FinishReasons() {
    }

    /** Which series of its family belong to a counter. */
    static Predicate<Labels> of(Counter counter) {
        return switch (counter) {
            case SUCCEEDED_CHOICES -> labels -> !is(labels, "abort") && !is(labels, "error");
            case ABORTED_CHOICES -> labels -> is(labels, "abort");
            case FAILED_CHOICES -> labels -> is(labels, "error");
            case GENERATION_TOKENS, PROMPT_TOKENS, PREEMPTIONS, PREFIX_QUERIED_TOKENS, PREFIX_HIT_TOKENS,
                    DRAFTED_TOKENS, ACCEPTED_TOKENS ->
                _ -> true;
        };
    }

    private static boolean is(Labels labels, String reason) {
        Optional<String> written = labels.value("finished_reason").or(() -> labels.value("finish_reason"));
        return written.filter(reason::equals).isPresent();
    }
}

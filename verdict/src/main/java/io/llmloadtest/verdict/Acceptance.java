package io.llmloadtest.verdict;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A finding that is known and lived with.
 *
 * @param finding which
 * @param until the last day on which it is; empty without an end
 * @param reason why, in the user's words
 * @param expired whether that day was over when the run was judged: then it has no effect
 */
public record Acceptance(FindingId finding, Optional<LocalDate> until, Optional<String> reason, boolean expired) {

    /** Accepted without an end and without a word. */
    public static Acceptance of(FindingId finding) {
        return new Acceptance(finding, Optional.empty(), Optional.empty(), false);
    }

    /** The same, as it stands on a day. */
    public Acceptance on(LocalDate day) {
        return new Acceptance(finding, until, reason, until.filter(day::isAfter).isPresent());
    }
}

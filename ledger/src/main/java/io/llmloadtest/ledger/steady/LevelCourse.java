package io.llmloadtest.ledger.steady;

import io.llmloadtest.ledger.Account;
import io.llmloadtest.ledger.Course;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.Tally;
import java.util.Optional;

/**
 * How exactly a level's figures are known, and what it was like while steady.
 *
 * @param whole the figures of the whole level; empty without a request
 * @param steady those of its steady part
 * @param interrupted whether the level was cut short
 */
public record LevelCourse(Optional<Figures> whole, SteadyState steady, boolean interrupted) {

    /** Of a level that is over. */
    public static LevelCourse of(Account account, PhaseNote phase, Cuts cuts) {
        Course course = account.course(phase.scope());
        Optional<Figures> whole = course.size() > 0 && phase.active().nanos() > 0
                ? Optional.of(whole(course, account, phase))
                : Optional.empty();
        return new LevelCourse(whole, new SteadySearch(course, account.timeline(), phase).find(cuts),
                phase.interrupted());
    }

    private static Figures whole(Course course, Account account, PhaseNote phase) {
        Tally tally = account.tally(phase.scope());
        Figures figures = Figures.of(course, course, account.timeline(), phase.active())
                .withThroughput(tally.outputTokens() / phase.active().seconds());
        return course.isWhole() ? figures : figures.holding(tally);
    }
}

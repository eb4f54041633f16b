package io.llmloadtest.runner;

import io.llmloadtest.load.plan.LevelPlan;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Says which level is run next. Asked anew when the one before is over and its boundary is marked. */
interface Levels {

    /** The next level; empty when there is none. */
    Optional<LevelPlan> next();

    /** Whether the level given last is known to be the last. */
    boolean wasLast();

    /** Levels that were listed. */
    static Levels listed(List<LevelPlan> levels) {
        Iterator<LevelPlan> rest = levels.iterator();
        return new Levels() {
            @Override
            public Optional<LevelPlan> next() {
                return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
            }

            @Override
            public boolean wasLast() {
                return !rest.hasNext();
            }
        };
    }
}

package io.llmloadtest.report.export;

import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import java.math.BigDecimal;

/** What tells a level's file from those of the others: {@code -c8}, {@code -r2.5}, {@code -rinf}, {@code -c8-repeat2}. */
final class LevelSuffix {

    private LevelSuffix() {
    }

    /** Empty in a run of one level. Two levels that ran the same have their place in the run too: {@code -c8-level3}. */
    static String of(LevelView level, ResultDocument run) {
        if (run.results().size() == 1) {
            return "";
        }
        String suffix = setting(level) + repeat(level, run);
        boolean taken = run.results().stream().anyMatch(other -> other.level() != level.level()
                && (setting(other) + repeat(other, run)).equals(suffix));
        return taken || suffix.isEmpty() ? suffix + "-level" + level.level() : suffix;
    }

    private static String setting(LevelView level) {
        if (level.requestRate().isPresent()) {
            return "-r" + BigDecimal.valueOf(level.requestRate().getAsDouble()).stripTrailingZeros().toPlainString();
        }
        if (level.arrivals().isPresent()) {
            return level.arrivals().get().process().equals("at-once") ? "-rinf" : "";
        }
        return level.concurrency().isPresent() ? "-c" + level.concurrency().getAsInt() : "";
    }

    private static String repeat(LevelView level, ResultDocument run) {
        return run.repeats().isEmpty()
                ? ""
                : level.statistics().map(known -> "-repeat" + known.repeat()).orElse("");
    }
}

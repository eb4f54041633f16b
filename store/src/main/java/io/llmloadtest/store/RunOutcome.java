package io.llmloadtest.store;

import io.llmloadtest.verdict.Tolerances;
import io.llmloadtest.verdict.slo.SearchPlan;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a finished run hands over to become a result.
 *
 * @param runId the run's name, normally that of its folder
 * @param status how it ended
 * @param startedAt wall-clock start
 * @param completedAt wall-clock end
 * @param target what was tested
 * @param plan the plan as the result shows it, secrets out; values are what JSON knows: maps, lists, texts, numbers,
 *     booleans
 * @param tolerances what was judged by
 * @param levels level by level, in order
 * @param judgement of the run as a whole; empty with {@code --skip-validation}
 * @param repetition how levels follow from settings
 * @param search what the levels were a search for; empty when they were listed
 * @param audit the tool that drove the load in our place; empty when we did
 */
public record RunOutcome(String runId, RunStatus status, Instant startedAt, Instant completedAt, TargetFacts target,
        Map<String, Object> plan, Tolerances tolerances, List<LevelOutcome> levels, Optional<Judgement> judgement,
        Repetition repetition, Optional<SearchPlan> search, Optional<AuditFacts> audit) {

    /** The outcome of our own load. */
    public RunOutcome(String runId, RunStatus status, Instant startedAt, Instant completedAt, TargetFacts target,
            Map<String, Object> plan, Tolerances tolerances, List<LevelOutcome> levels, Optional<Judgement> judgement,
            Repetition repetition, Optional<SearchPlan> search) {
        this(runId, status, startedAt, completedAt, target, plan, tolerances, levels, judgement, repetition, search,
                Optional.empty());
    }

    public RunOutcome {
        levels = List.copyOf(levels);
        plan = Collections.unmodifiableMap(new LinkedHashMap<>(plan));
    }
}

package io.llmloadtest.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The published result of a run, field by field as in {@code result.json}. The JSON Schema beside this class says what each
 * field means. The records named {@code ...View} exist for this document only, so that the domain can change without
 * it. An empty optional is {@code null} in JSON.
 *
 * @param schemaVersion the version of the schema
 * @param runId the run's name
 * @param status how it ended: a key of {@link RunStatus}
 * @param startedAt wall-clock start
 * @param completedAt wall-clock end
 * @param durationSeconds from start to end
 * @param target what was tested
 * @param plan the plan
 * @param results level by level
 * @param repeats setting by setting, over its repeats; empty when nothing was repeated
 * @param validation of the run as a whole; empty when validation was skipped
 * @param search what the levels were a search for; empty when they were listed
 * @param audit the tool that drove the load in our place; empty when we did
 */
public record ResultDocument(String schemaVersion, String runId, String status, Instant startedAt, Instant completedAt,
        double durationSeconds, TargetView target, Map<String, Object> plan, List<LevelView> results,
        List<RepeatedView> repeats, Optional<ValidationView> validation, Optional<SearchView> search,
        Optional<AuditView> audit) {

    /** The version of the schema that is written. */
    public static final String SCHEMA_VERSION = "1";

    /** The result of our own load. */
    public ResultDocument(String schemaVersion, String runId, String status, Instant startedAt, Instant completedAt,
            double durationSeconds, TargetView target, Map<String, Object> plan, List<LevelView> results,
            List<RepeatedView> repeats, Optional<ValidationView> validation, Optional<SearchView> search) {
        this(schemaVersion, runId, status, startedAt, completedAt, durationSeconds, target, plan, results, repeats,
                validation, search, Optional.empty());
    }

    /** Results from before there were repeats have none. */
    public ResultDocument {
        repeats = Objects.requireNonNullElse(repeats, List.of());
    }
}

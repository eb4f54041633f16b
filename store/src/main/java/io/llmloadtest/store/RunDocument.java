package io.llmloadtest.store;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run folder says of itself in {@code run.json}: written before the first request, so that a run that was killed
 * explains itself too. Maps hold what JSON knows: maps, lists, texts, numbers, booleans. Secrets stay outside.
 *
 * @param schemaVersion the version of this form
 * @param runId the run's name
 * @param startedAt wall-clock start
 * @param target what is tested: URL, model, version, configuration as far as the server tells it
 * @param plan the plan, secrets out
 * @param environment where the client runs
 * @param defaults settings in force that nobody asked for
 */
public record RunDocument(String schemaVersion, String runId, Instant startedAt, Map<String, Object> target,
        Map<String, Object> plan, EnvironmentView environment, Map<String, Object> defaults) {

    /** The version that is written. */
    public static final String SCHEMA_VERSION = "1";

    public RunDocument {
        target = Collections.unmodifiableMap(new LinkedHashMap<>(target));
        plan = Collections.unmodifiableMap(new LinkedHashMap<>(plan));
        defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
    }

    /**
     * Where the client runs.
     *
     * @param productVersion of llm-loadtest
     * @param javaVersion of the runtime
     * @param os name, version and architecture
     * @param cpus processors that the runtime may use
     * @param maxHeapBytes the largest heap
     */
    public record EnvironmentView(String productVersion, String javaVersion, String os, int cpus, long maxHeapBytes) {

        /** The system in short: what else has to be alike where times are compared. */
        public String system() {
            return os + ", " + cpus + (cpus == 1 ? " processor" : " processors");
        }

        /** This process's. */
        public static EnvironmentView current(String productVersion) {
            return new EnvironmentView(productVersion, System.getProperty("java.runtime.version", "unknown"),
                    System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                            + System.getProperty("os.arch"),
                    Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory());
        }
    }
}

package io.llmloadtest.load.generator;

import io.llmloadtest.load.workload.PreparedRequest;
import io.llmloadtest.load.workload.Workload;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Bodies made ahead of the load, in the order of their index. */
interface Supply {

    /** Completes when the first wave is there, exceptionally when bodies cannot be made. */
    CompletableFuture<Void> firstWave();

    /** The next body; empty when none is ready. */
    Optional<PreparedRequest> poll();

    /** Makes no more. */
    void close();

    /** Starts supplies. */
    @FunctionalInterface
    interface Factory {

        /**
         * Starts a supply for {@code phase}.
         *
         * @param more called after each body that became ready, on any thread
         */
        Supply start(Phase phase, Workload workload, Runnable more);
    }
}

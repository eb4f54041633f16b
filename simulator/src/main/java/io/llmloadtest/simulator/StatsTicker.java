package io.llmloadtest.simulator;

import java.util.function.LongSupplier;

/**
 * Decides at each tick whether a stats line is due. Windows do not overlap and end with the tick, printed or not. V1 (since 0.8.5, vllm-project/vllm#16735)
 * says nothing at the second of two idle ticks in a row, so that after the last activity one line of zeros follows; V0 says nothing at any idle tick.
 */
final class StatsTicker {
    private final SimulatorConfig config;
    private final EngineMetrics metrics;
    private final ServerLog log;
    private final LongSupplier clock;
    private long windowStart;
    private boolean previousIdle = true;

    StatsTicker(SimulatorConfig config, EngineMetrics metrics, ServerLog log, LongSupplier clock) {
        this.config = config;
        this.metrics = metrics;
        this.log = log;
        this.clock = clock;
        windowStart = clock.getAsLong();
    }

    void tick() {
        long now = clock.getAsLong();
        EngineMetrics.Window window = metrics.takeWindow();
        double seconds = Math.max(1, now - windowStart) / 1e9;
        windowStart = now;
        boolean idle = window.promptTokens() == 0 && window.generatedTokens() == 0;
        boolean silent = idle && (previousIdle || config.version().form().engineV0());
        previousIdle = idle;
        if (!silent && config.logStats() && !config.faults().on(Fault.NO_STATS_LOG)
                && !config.faults().on(Fault.SEVERAL_API_SERVERS)) {
            log.stats(window, seconds);
        }
    }
}

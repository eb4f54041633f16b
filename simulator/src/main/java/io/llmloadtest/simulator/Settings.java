package io.llmloadtest.simulator;

import java.util.stream.Stream;

/** Faults that are only settings of a healthy server. */
final class Settings {
    /** The adapter that {@link Fault#LORA} serves. */
    static final String LORA_NAME = "demo-lora";

    private static final int SHORT_MODEL = 512;

    private Settings() {
    }

    /** The configuration as its faults change it. */
    static SimulatorConfig applied(SimulatorConfig config) {
        Faults faults = config.faults();
        SimulatorConfig.Builder builder = config.toBuilder();
        if (faults.on(Fault.LOG_STATS_DISABLED)) {
            builder.logStats(false);
        }
        if (faults.on(Fault.REQUEST_LOG)) {
            builder.logRequests(true);
        }
        if (faults.on(Fault.RUST_FRONTEND)) {
            builder.accessLog(false);
        }
        if (faults.on(Fault.LORA)) {
            builder.otherModels(Stream.concat(config.otherModels().stream(), Stream.of(LORA_NAME)).distinct().toList());
        }
        if (faults.on(Fault.SMALL_KV_CACHE)) {
            int modelLen = Math.min(SHORT_MODEL, config.maxModelLen());
            int least = Math.ceilDiv(modelLen, config.blockSize()) + 1;
            builder.maxModelLen(modelLen)
                    .kvBlocks(Math.clamp(faults.number(Fault.SMALL_KV_CACHE, "blocks"), least, 1 << 20));
        }
        return builder.build();
    }
}

package io.llmloadtest.simulator;

import java.util.Locale;

/** Why the engine ended a sequence by itself. */
enum FinishReason {
    STOP, LENGTH;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

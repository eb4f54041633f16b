package io.llmloadtest.load.workload;

import io.llmloadtest.model.Scope;

/**
 * Where a prompt stands in a run.
 *
 * @param phase 0 for the readiness request, then two for each level: its warm-up and its load
 * @param index the place in the phase, from 0
 */
record Place(int phase, int index) {

    private static final int INDEX_BITS = 31;
    private static final int PREFIXES = 1 << 30;
    private static final int PHASES = 1 << 11;

    static Place of(Scope scope, int index) {
        return new Place(switch (scope) {
            case Scope.Run() -> 0;
            case Scope.WarmUp(int level) -> warmUp(level);
            case Scope.Level(int level) -> level(level);
        }, index);
    }

    static int warmUp(int level) {
        return 1 + 2 * level;
    }

    static int level(int level) {
        return 2 + 2 * level;
    }

    /** The number of phases in a run. */
    static int phases(int levels) {
        return warmUp(levels);
    }

    /** The place of a shared prefix, which is in no phase; no readiness request goes so far. */
    static Place ofPrefix(int number) {
        return new Place(0, PREFIXES + number);
    }

    /** The place of a further turn's text. No phase has it; its mark stands inside a prompt, not at a head. */
    Place ofTurn(int turn) {
        return new Place(phase + turn * PHASES, index);
    }

    /** A number of its own for each place in a phase, below 2^42 for the thousand levels a plan may have. */
    long number() {
        return ((long) phase << INDEX_BITS) | index;
    }
}

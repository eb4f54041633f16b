package io.llmloadtest.model;

/** What a number speaks of: the whole run, the warm-up of a level, or a level's measured load. */
public sealed interface Scope {

    /** Everything from the first snapshot to the last. */
    record Run() implements Scope {}

    /**
     * The warm-up wave of a level.
     *
     * @param level the level's index, from 0
     */
    record WarmUp(int level) implements Scope {}

    /**
     * The measured load of a level.
     *
     * @param index the level's index, from 0
     */
    record Level(int index) implements Scope {}
}

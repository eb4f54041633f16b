package io.llmloadtest.load.workload;

/** Makes prompts of one length. */
sealed interface PromptSource permits WordPrompts, TokenIdPrompts {

    /** The prompt at {@code place} as a JSON value. */
    String json(Place place);

    /** The same without the mark that keeps prompts apart: what the seed alone decides. */
    String withoutMark(Place place);

    /** The most tokens that two prompts can have in common at their start. */
    int sharedTokens();

    /** How many prompts of a phase differ at their head. */
    long distinct();
}

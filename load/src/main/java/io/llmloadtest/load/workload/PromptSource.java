package io.llmloadtest.load.workload;

/** Makes prompts of any length. */
sealed interface PromptSource permits WordPrompts, TokenIdPrompts {

    /** The prompt as a JSON value. */
    String json(Wanted wanted);

    /** The same without the marks that keep prompts apart: what the seed alone decides. */
    String withoutMark(Wanted wanted);

    /** Tokens of the shortest prompt. */
    int least();

    /** Tokens of the shortest prompt that is like no other. */
    int leastFresh();

    /** Tokens before the first that differs from prompt to prompt. */
    int head();

    /** The most tokens that two prompts can have in common at their start, shared prefixes left out. */
    int sharedTokens();

    /** How many prompts of this length differ at their head. */
    long distinct(int tokens);
}

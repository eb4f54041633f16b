package io.llmloadtest.evidence.metrics;

/** The counters a server may keep, by meaning. Which family holds one is the dialect's business. */
public enum Counter {
    /** Choices that ended well: stop, length, repetition, and reasons not known yet; never error or abort. */
    SUCCEEDED_CHOICES,
    /** Choices that the engine ended as aborted. */
    ABORTED_CHOICES,
    /** Choices that the engine ended with an error. */
    FAILED_CHOICES,
    /** Tokens generated, those of later aborted requests included. */
    GENERATION_TOKENS,
    /** Prompt tokens taken in. */
    PROMPT_TOKENS,
    /** Sequences that lost their cache blocks and had to start over. */
    PREEMPTIONS,
    /** Prompt tokens looked up in the prefix cache. */
    PREFIX_QUERIED_TOKENS,
    /** Prompt tokens found in the prefix cache. */
    PREFIX_HIT_TOKENS,
    /** Tokens that a draft proposed; there only when the engine decodes speculatively. */
    DRAFTED_TOKENS,
    /** Those of them that the model accepted. */
    ACCEPTED_TOKENS
}

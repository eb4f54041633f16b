package io.llmloadtest.load.workload;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where requests come from. Safe for concurrent use; the same arguments give the same request. */
sealed interface Drafts permits MadeUpDrafts, DatasetDrafts {

    /** The request at {@code place}. */
    Draft at(Place place, TokenLengths wish);

    /**
     * A further turn of the conversation that begins at {@code place}; empty when it has no such turn.
     *
     * @param turn the turn, from 2
     */
    Optional<FurtherDraft> further(Place place, int turn);

    /** What is the same in every run with this plan and seed: the text of a request without its marks, and its lengths. */
    String constant(Place place);

    /** The same of a further turn that there is. */
    String constant(Place place, int turn);

    /** Whether the server counts every prompt as the plan says; else lengths are estimates. */
    boolean exact();

    /** Whether every prompt is new to the server's cache, but for what all share. */
    boolean fresh();

    /** The mean number of tokens at the start of a prompt that the server may have seen before, at most. */
    int sharedTokens();

    /** What a result shows of them beside the plan: names and what JSON knows as values. */
    Map<String, Object> facts();

    /** What a report must say about the prompts. */
    Set<WorkloadNote> notes();
}

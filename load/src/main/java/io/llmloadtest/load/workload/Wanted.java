package io.llmloadtest.load.workload;

import java.util.OptionalInt;

/**
 * The prompt that is wanted.
 *
 * @param place where it stands in the run
 * @param tokens its length as the server counts it
 * @param prefix which of the shared prefixes it begins with
 */
record Wanted(Place place, int tokens, OptionalInt prefix) {}

package io.llmloadtest.evidence.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which series of a page are ours when several models share it. A single {@code model_name} is ours whatever it says.
 *
 * @param names names under which our work may be counted, the likeliest first; empty takes every model
 */
public record ModelFilter(List<String> names) {

    /** Every model's series. */
    public static final ModelFilter ANY = new ModelFilter(List.of());

    public ModelFilter {
        names = List.copyOf(names);
    }

    /**
     * Our model, then the ids of {@code /v1/models} in their order: vLLM lists the base model's names first, and counts
     * aliases and LoRA adapters under the first of them.
     */
    public static ModelFilter of(String model, Collection<String> modelIds) {
        List<String> names = new ArrayList<>();
        names.add(model);
        names.addAll(modelIds);
        return new ModelFilter(names);
    }
}

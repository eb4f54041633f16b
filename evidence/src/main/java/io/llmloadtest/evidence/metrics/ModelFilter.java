package io.llmloadtest.evidence.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which series of a page are ours when several models share it. A single {@code model_name} is ours whatever it says: vLLM
 * writes the first served name there, not the one the client sent.
 *
 * @param names names under which our work may be counted, the likeliest first; empty takes every model
 */
public record ModelFilter(List<String> names) {

    /** Every model's series. */
    public static final ModelFilter ANY = new ModelFilter(List.of());

    private static final String LABEL = "model_name";

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

    /** The series that are ours among those of two pages of one server whose names begin with {@code prefix}. */
    Predicate<Labels> ours(Exposition before, Exposition after, String prefix) {
        Set<String> models = new HashSet<>(models(before, prefix));
        models.addAll(models(after, prefix));
        if (names.isEmpty() || models.size() < 2) {
            return _ -> true;
        }
        String ours = oneOf(models).orElse("");
        return labels -> labels.value(LABEL).map(ours::equals).orElse(true);
    }

    /** The likeliest of several models to be ours; empty when there are not several, or none of them is. */
    Optional<String> oneOf(Collection<String> models) {
        return models.size() < 2 ? Optional.empty() : names.stream().filter(models::contains).findFirst();
    }

    /** The models that a page counts under, in alphabetical order. */
    static List<String> models(Exposition page, String prefix) {
        Set<String> models = new TreeSet<>();
        for (String name : page.names()) {
            if (!prefix.isEmpty() && name.startsWith(prefix)) {
                page.samples(name).forEach(sample -> sample.labels().value(LABEL).ifPresent(models::add));
            }
        }
        return List.copyOf(models);
    }
}

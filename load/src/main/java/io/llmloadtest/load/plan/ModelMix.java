package io.llmloadtest.load.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The models that requests ask for, such as a base model and its LoRA adapters, and how often.
 *
 * @param weights for each model its weight among the others, in the order given
 */
public record ModelMix(Map<String, Double> weights) {

    private static final String OPTION = "--model";
    private static final Pattern WEIGHTED = Pattern.compile("(.*\\S)\\s*:\\s*(\\d{1,9}(?:\\.\\d{1,9})?)");

    /** Refuses a mix without models, or with a weight that no request could be chosen by. */
    public ModelMix {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        if (weights.isEmpty()) {
            throw new IllegalPlanException(OPTION, "", "give at least one name");
        }
        weights.forEach((name, weight) -> {
            Allowed.text(OPTION, name, 500);
            if (!(weight > 0) || weight.isInfinite()) {
                throw new IllegalPlanException(OPTION, name + ":" + weight, "give a weight above 0");
            }
        });
    }

    /**
     * Reads {@code name}, or {@code name:3,other:1}. A name without a weight in a list has the weight 1. Only in a list is
     * what follows the last colon a weight: names such as {@code llama3:8} are taken as they are.
     *
     * @throws IllegalPlanException when a name is missing or comes twice
     */
    public static ModelMix parse(String text) {
        if (!text.contains(",")) {
            return new ModelMix(Map.of(text, 1.0));
        }
        Map<String, Double> weights = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            Matcher weighted = WEIGHTED.matcher(part.strip());
            boolean matches = weighted.matches();
            String name = matches ? weighted.group(1) : part.strip();
            if (weights.put(name, matches ? Double.parseDouble(weighted.group(2)) : 1.0) != null) {
                throw new IllegalPlanException(OPTION, text, "give " + name + " once");
            }
        }
        return new ModelMix(weights);
    }

    /** The models, in the order given. */
    public List<String> names() {
        return new ArrayList<>(weights.keySet());
    }

    /** The model whose facts and tokenizer stand for all. */
    public String first() {
        return names().getFirst();
    }

    /** Whether there is more than one model. */
    public boolean isMixed() {
        return weights.size() > 1;
    }
}

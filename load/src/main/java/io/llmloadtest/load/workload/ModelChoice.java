package io.llmloadtest.load.workload;

import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.LevelPlan;
import io.llmloadtest.load.plan.ModelMix;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.target.ServedModel;
import io.llmloadtest.load.target.TargetFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** Which model each request asks for. The choice hangs on the seed and the place in the level alone. */
final class ModelChoice {

    private static final long SALT = 0x6d6f64656cL;
    private static final int MOST_COUNTED = 1_000_000;

    private final List<ServedModel> models;
    private final double[] upTo;
    private final long seed;

    private ModelChoice(List<ServedModel> models, double[] upTo, long seed) {
        this.models = List.copyOf(models);
        this.upTo = upTo;
        this.seed = Mix.pair(seed, SALT);
    }

    /**
     * The models of a plan.
     *
     * @throws IllegalPlanException when the target does not serve one of them
     */
    static ModelChoice of(Plan plan, TargetFacts target) {
        if (plan.workload().mix().isEmpty()) {
            return new ModelChoice(List.of(target.model()), new double[]{1}, plan.seed());
        }
        ModelMix mix = plan.workload().mix().get();
        List<ServedModel> models = new ArrayList<>();
        double[] upTo = new double[mix.weights().size()];
        double sum = 0;
        for (Map.Entry<String, Double> weighted : mix.weights().entrySet()) {
            sum += weighted.getValue();
            upTo[models.size()] = sum;
            models.add(served(weighted.getKey(), target));
        }
        return new ModelChoice(models, upTo, plan.seed());
    }

    private static ServedModel served(String name, TargetFacts target) {
        return target.models().stream().filter(model -> model.id().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalPlanException("--model", name, "give names that the server lists: "
                        + String.join(", ", target.models().stream().map(ServedModel::id).toList())));
    }

    /** Which of {@link #names()} the request at {@code index} of a level asks. */
    int at(int index) {
        double drawn = new SplittableRandom(Mix.pair(seed, index)).nextDouble() * upTo[upTo.length - 1];
        int model = 0;
        while (model < upTo.length - 1 && drawn >= upTo[model]) {
            model++;
        }
        return model;
    }

    /** The name of one of {@link #names()}. */
    String name(int model) {
        return models.get(model).id();
    }

    /** All of them. */
    List<String> names() {
        return models.stream().map(ServedModel::id).toList();
    }

    /** Whether there are several. */
    boolean isMixed() {
        return models.size() > 1;
    }

    /** Whether all are one base model and adapters of it, which count tokens alike. */
    boolean countAlike() {
        return models.stream().map(model -> model.parent().orElse(model.id())).distinct().count() == 1;
    }

    /** Tokens of prompt and answer together that every one of them takes, as far as the server says. */
    OptionalInt context() {
        return models.stream().map(ServedModel::maxModelLen).flatMapToInt(OptionalInt::stream).min();
    }

    /** How many requests of a level go to which model; without those of levels that only time ends. */
    List<Map<String, Integer>> requests(Plan plan) {
        List<Map<String, Integer>> levels = new ArrayList<>();
        for (LevelPlan level : plan.levels()) {
            if (level.requests().orElse(Long.MAX_VALUE) <= MOST_COUNTED && models.size() > 1) {
                Map<String, Integer> counts = new LinkedHashMap<>();
                names().forEach(name -> counts.put(name, 0));
                for (int i = 0; i < level.requests().getAsLong(); i++) {
                    counts.merge(models.get(at(i)).id(), 1, Integer::sum);
                }
                levels.add(counts);
            }
        }
        return levels;
    }
}

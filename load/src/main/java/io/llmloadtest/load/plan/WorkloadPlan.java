package io.llmloadtest.load.plan;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What requests ask for.
 *
 * @param prompts where their prompts come from
 * @param mix the models they ask for; empty for the plan's own one
 * @param conversations how they make conversations; empty when each stands alone
 */
public record WorkloadPlan(PromptPlan prompts, Optional<ModelMix> mix, Optional<ConversationPlan> conversations) {

    /** Refuses conversations that the prompts cannot make. */
    public WorkloadPlan {
        conversations.ifPresent(plan -> plan.check(prompts));
    }

    /** Length of prompts when nobody says another. */
    public static final LengthRule DEFAULT_INPUT = new LengthRule.Fixed(256);

    /** Length of answers when nobody says another. */
    public static final LengthRule DEFAULT_OUTPUT = new LengthRule.Fixed(128);

    /** Made-up prompts of 256 tokens with answers of 128. */
    public static final WorkloadPlan DEFAULT = of(new LengthPlan.Drawn(DEFAULT_INPUT, DEFAULT_OUTPUT));

    /** Made-up prompts with lengths of this plan. */
    public static WorkloadPlan of(LengthPlan lengths) {
        return of(new PromptPlan.MadeUp(lengths, Optional.empty(), Optional.empty()));
    }

    /** Prompts of this plan. */
    public static WorkloadPlan of(PromptPlan prompts) {
        return new WorkloadPlan(prompts, Optional.empty(), Optional.empty());
    }

    /** The same for several models. */
    public WorkloadPlan with(ModelMix models) {
        return new WorkloadPlan(prompts, models.isMixed() ? Optional.of(models) : Optional.empty(), conversations);
    }

    /** The same as turns of conversations. */
    public WorkloadPlan with(ConversationPlan plan) {
        return new WorkloadPlan(prompts, mix, Optional.of(plan));
    }

    /**
     * The same with the lengths that each arrival brings; what an arrival does not say is as planned.
     *
     * @throws IllegalPlanException when lengths come from elsewhere already
     */
    public WorkloadPlan byArrival() {
        return switch (prompts) {
            case PromptPlan.MadeUp(LengthPlan.Drawn drawn, Optional<PrefixPool> prefixes, Optional<ImageSize> image) ->
                new WorkloadPlan(new PromptPlan.MadeUp(new LengthPlan.ByArrival(drawn), prefixes, image), mix,
                        conversations);
            case PromptPlan.MadeUp _ -> throw new IllegalPlanException("--trace with --lengths-file", "",
                    "give one of them: a trace has lengths of its own");
            case PromptPlan.Dataset dataset -> throw new IllegalPlanException("--trace with --dataset",
                    dataset.file().toString(), "give one of them: prompts of a trace's lengths are made up");
        };
    }

    /** The plan as a result shows it: names and what JSON knows as values. */
    public Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        switch (prompts) {
            case PromptPlan.MadeUp(LengthPlan lengths, Optional<PrefixPool> prefixes, Optional<ImageSize> image) -> {
                shown.putAll(lengths.shown());
                prefixes.ifPresent(pool -> {
                    shown.put("prefix_len", pool.tokens());
                    shown.put("prefix_pool", pool.prefixes());
                    shown.put("prefix_hit_rate", pool.share());
                });
                image.ifPresent(size -> shown.put("images", size.toString()));
            }
            case PromptPlan.Dataset(Path file, DatasetFormat format, Optional<LengthRule> output) -> {
                shown.put("dataset", file.toString());
                shown.put("dataset_format", format.name().toLowerCase(Locale.ROOT));
                output.ifPresent(rule -> shown.put("output_len", rule.toString()));
            }
        }
        mix.ifPresent(models -> shown.put("model_mix", models.weights()));
        conversations.ifPresent(plan -> shown.putAll(plan.shown()));
        return shown;
    }
}

package io.llmloadtest.load.workload;

import io.llmloadtest.load.dataset.Dataset;
import io.llmloadtest.load.dataset.DatasetEntry;
import io.llmloadtest.load.dataset.FurtherTurn;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.LengthRange;
import io.llmloadtest.load.plan.LengthRule;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.plan.PromptPlan;
import io.llmloadtest.load.target.Tokenizer;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Requests with prompts of a dataset. Each phase goes on where the one before it ends, so that no prompt is sent twice
 * before all have been sent.
 */
final class DatasetDrafts implements Drafts {

    private static final int MOST_ENTRIES = 100_000;
    /** Prompts are measured by their characters; this much longer than estimated they still fit. */
    private static final double MARGIN = 1.25;

    private final Plan plan;
    private final PromptPlan.Dataset dataset;
    private final List<DatasetEntry> entries;
    private final PhaseStarts starts;
    private final TextDensity density;
    private final Map<String, Object> facts;
    private final int context;
    private final Optional<TurnChoice> turns;

    private DatasetDrafts(Plan plan, PromptPlan.Dataset dataset, List<DatasetEntry> entries, PhaseStarts starts,
            TextDensity density, int context, Map<String, Object> facts) {
        this.plan = plan;
        this.dataset = dataset;
        this.entries = entries;
        this.starts = starts;
        this.density = density;
        this.context = context;
        this.turns = TurnChoice.of(plan);
        this.facts = facts;
    }

    /** Reads the dataset, and leaves out what would not fit the model. */
    static DatasetDrafts read(Plan plan, PromptPlan.Dataset dataset, ModelChoice models, Tokenizer tokenizer) {
        PhaseStarts starts = PhaseStarts.of(plan, MOST_ENTRIES);
        Dataset all = Dataset.read(dataset.file(), dataset.format(), plan.endpoint(), plan.seed(),
                (int) Math.min(MOST_ENTRIES, starts.total()), plan.workload().conversations());
        TextDensity density = TextDensity.measure(all.entries().stream().map(DatasetEntry::text).toList(),
                plan.endpoint(), tokenizer);
        int context = models.context().orElse(2 * LengthRule.MOST_TOKENS);
        DatasetDrafts everything = new DatasetDrafts(plan, dataset, all.entries(), starts, density, context, Map.of());
        List<DatasetEntry> fitting = all.entries().stream().filter(everything::fits).toList();
        if (fitting.isEmpty()) {
            throw new IllegalPlanException("--dataset", dataset.file().toString(),
                    "give prompts that fit the model, which takes at most " + context
                            + " tokens of prompt and answer together");
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("dataset_entries", all.seen());
        facts.put("dataset_passed_over", all.passedOver());
        facts.put("dataset_sampled", fitting.size());
        facts.put("dataset_too_long", all.entries().size() - fitting.size());
        return new DatasetDrafts(plan, dataset, fitting, starts, density, context, facts);
    }

    private boolean fits(DatasetEntry entry) {
        int answer = dataset.output().map(rule -> rule.promised().map(LengthRange::most).orElse(1))
                .orElseGet(() -> ownOutput(entry));
        return plan.decidedAnswerTokens().orElse(answer) <= room(entry);
    }

    /** Tokens that are surely left for the answer. */
    private long room(DatasetEntry entry) {
        return context - density.overhead() - (long) Math.ceil(MARGIN * density.tokens(entry.text().length()));
    }

    @Override
    public Draft at(Place place, TokenLengths wish) {
        DatasetEntry entry = entry(place);
        OptionalInt users = plan.decidedAnswerTokens();
        OptionalInt fixed = users.isPresent() ? users : wish.output();
        int output = fixed.isPresent() ? fixed.getAsInt() : output(entry, place.index());
        return new Draft(entry.prompt(), OptionalInt.empty(), output, place.number());
    }

    private DatasetEntry entry(Place place) {
        return entries.get((int) ((starts.of(place.phase()) + place.index()) % entries.size()));
    }

    private int output(DatasetEntry entry, int index) {
        if (dataset.output().isEmpty()) {
            return ownOutput(entry);
        }
        return drawn(dataset.output().get(), index, (int) room(entry));
    }

    private int drawn(LengthRule rule, long number, int most) {
        return rule.draw(new SplittableRandom(Mix.pair(plan.seed(), number)), new LengthRange(1, most));
    }

    private int ownOutput(DatasetEntry entry) {
        return entry.outputTokens().orElseGet(() -> answer(entry.answer()));
    }

    private int answer(OptionalInt characters) {
        return characters.isPresent() ? density.tokens(characters.getAsInt()) : PromptPlan.Dataset.DEFAULT_OUTPUT;
    }

    @Override
    public Optional<FurtherDraft> further(Place place, int turn) {
        List<FurtherTurn> further = entry(place).further();
        if (turn - 2 >= further.size() || turns.filter(choice -> turn <= choice.turns(place.index())).isEmpty()) {
            return Optional.empty();
        }
        FurtherTurn next = further.get(turn - 2);
        return Optional.of(new FurtherDraft(next.question(), (int) Math.ceil(MARGIN * density.tokens(next.text())),
                plan.decidedAnswerTokens().orElseGet(() -> output(entry(place), next, Mix.pair(place.index(), turn))),
                Optional.of(next.before()).filter(answer -> !answer.isEmpty())));
    }

    private int output(DatasetEntry entry, FurtherTurn turn, long number) {
        return dataset.output().map(rule -> drawn(rule, number, context)).orElseGet(
                () -> entry.outputTokens().orElseGet(() -> answer(turn.answer())));
    }

    @Override
    public String constant(Place place, int turn) {
        return further(place, turn).map(FurtherDraft::toString).orElse("");
    }

    @Override
    public String constant(Place place) {
        DatasetEntry entry = entry(place);
        return entry.prompt() + output(entry, place.index());
    }

    @Override
    public boolean exact() {
        return false;
    }

    @Override
    public boolean fresh() {
        return false;
    }

    @Override
    public int sharedTokens() {
        return 0;
    }

    @Override
    public Map<String, Object> facts() {
        return facts;
    }

    /** All there are to ask. */
    private long questions() {
        return entries.stream().mapToLong(entry -> 1 + entry.further().size()).sum();
    }

    @Override
    public Set<WorkloadNote> notes() {
        return starts.total() > questions()
                ? EnumSet.of(WorkloadNote.DATASET, WorkloadNote.DATASET_REPEATS)
                : EnumSet.of(WorkloadNote.DATASET);
    }
}

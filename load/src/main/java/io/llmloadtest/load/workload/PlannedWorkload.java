package io.llmloadtest.load.workload;

import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.Turn;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.plan.PromptPlan;
import io.llmloadtest.load.target.ServerKind;
import io.llmloadtest.load.target.TargetFacts;
import io.llmloadtest.load.target.Tokenizer;
import io.llmloadtest.model.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The requests of a plan. The same seed, target and plan give the same ones, but for the mark at the head of made-up
 * prompts, which differs from run to run unless prompts are replayed.
 */
public final class PlannedWorkload implements Workload {

    private static final int FINGERPRINTED = 16;

    private final Plan plan;
    private final TargetFacts target;
    private final ModelChoice models;
    private final Drafts drafts;
    private final Optional<TurnChoice> turns;
    private volatile Current current;
    private volatile boolean proven;

    /**
     * What bodies are made of now.
     *
     * @param revision how many fields have been dropped so far
     * @param templates one for each model
     */
    private record Current(int revision, Extras extras, List<BodyTemplate> templates, List<Extra> dropped) {}

    private PlannedWorkload(Plan plan, TargetFacts target, ModelChoice models, Drafts drafts) {
        this.plan = plan;
        this.target = target;
        this.models = models;
        this.drafts = drafts;
        this.turns = TurnChoice.of(plan);
        Extras extras = Extras.initial(plan, target.kind());
        this.current = new Current(0, extras, templates(extras), List.of());
    }

    private List<BodyTemplate> templates(Extras extras) {
        return models.names().stream().map(model -> BodyTemplate.of(plan, model, extras)).toList();
    }

    /**
     * Prepares the requests of a run. Asks the tokenizer some twenty questions, and no completion endpoint.
     *
     * @param tokenizer the server's, or {@link Tokenizer#none()}
     * @throws IllegalPlanException when the lengths do not fit the model or its chat template
     */
    public static PlannedWorkload prepare(Plan plan, TargetFacts target, Tokenizer tokenizer) {
        ModelChoice models = ModelChoice.of(plan, target);
        TurnChoice.of(plan).ifPresent(choice -> choice.refuseTooLong(plan, models.context()));
        Drafts drafts = switch (plan.workload().prompts()) {
            case PromptPlan.MadeUp asked ->
                new MadeUpDrafts(plan, asked, new PromptMaking(plan, asked, target, models, tokenizer).make());
            case PromptPlan.Dataset dataset -> DatasetDrafts.read(plan, dataset, models, tokenizer);
        };
        return new PlannedWorkload(plan, target, models, drafts);
    }

    @Override
    public String path() {
        return target.base().path(plan.endpoint().route());
    }

    @Override
    public String route() {
        return plan.endpoint().route();
    }

    @Override
    public boolean streamed() {
        return plan.streamed();
    }

    @Override
    public PreparedRequest prepare(Scope scope, int index) {
        return prepare(scope, index, TokenLengths.AS_PLANNED);
    }

    @Override
    public PreparedRequest prepare(Scope scope, int index, TokenLengths lengths) {
        Place place = Place.of(scope, index);
        return request(place, 1, drafts.at(place, lengths));
    }

    /** The request of turn {@code turn} of the conversation at {@code place}, or the one at {@code place} that stands alone. */
    PreparedRequest request(Place place, int turn, Draft draft) {
        Current now = current;
        int model = models.at(place.index());
        return new PreparedRequest(now.templates().get(model).body(draft, draft.outputTokens()),
                asked(draft, models.isMixed() ? Optional.of(models.name(model)) : Optional.empty(),
                        turns.map(_ -> new Turn(place.index(), turn))),
                now.revision(), turns.flatMap(choice -> next(choice, place, turn + 1, draft)));
    }

    private Optional<NextTurn> next(TurnChoice choice, Place place, int turn, Draft before) {
        return drafts.further(place, turn).map(further -> new Conversation(this, place, turn, before, further,
                choice.thinkTime(place.index(), turn)));
    }

    /** Whether prompt and answer of so many tokens together fit the model, as far as is known. */
    boolean hasRoom(int tokens) {
        return models.context().isEmpty() || tokens <= models.context().getAsInt();
    }

    private Asked asked(Draft draft, Optional<String> model, Optional<Turn> turn) {
        OptionalInt output = plan.extraBody().freesTheEnd() || !plan.endpoint().generates()
                ? OptionalInt.empty()
                : OptionalInt.of(draft.outputTokens());
        return new Asked(draft.inputTokens(), output, plan.extraBody().choices(), model, turn);
    }

    /** The body of the request that shows whether the server can serve: one token, not streamed. */
    PreparedRequest readiness(int attempt) {
        Current now = current;
        Draft draft = drafts.at(new Place(0, attempt), TokenLengths.AS_PLANNED);
        BodyTemplate template = BodyTemplate.ofReadiness(plan, target.model().id(), now.extras());
        return new PreparedRequest(template.body(draft, 1), asked(draft, Optional.empty(), Optional.empty()),
                now.revision());
    }

    @Override
    public boolean isStale(PreparedRequest prepared) {
        return prepared.revision() != current.revision();
    }

    @Override
    public boolean isProven() {
        return proven;
    }

    @Override
    public void proven() {
        proven = true;
    }

    @Override
    public synchronized boolean refused(PreparedRequest prepared, String message) {
        if (isStale(prepared)) {
            return true;
        }
        Optional<Extra> named = current.extras().namedIn(message, plan.endpoint())
                .filter(extra -> !plan.extraBody().fields().has(extra.field()));
        named.ifPresent(extra -> {
            Extras rest = current.extras().without(extra);
            List<Extra> dropped = new ArrayList<>(current.dropped());
            dropped.add(extra);
            current = new Current(current.revision() + 1, rest, templates(rest), List.copyOf(dropped));
        });
        return named.isPresent();
    }

    /** Whether the server counts every prompt as the plan says; else lengths are estimates. */
    public boolean exact() {
        return drafts.exact();
    }

    /**
     * The most tokens that a prompt has in common with others at its start, in the mean: the chat template's head, the
     * opening word, the mark but for its last token, and with a pool of prefixes the prefix, where there is one. A server
     * that caches blocks of 16 can at most hit the whole blocks in these.
     */
    public int sharedTokens() {
        return drafts.sharedTokens();
    }

    /** Whether every prompt of the run is new to the server's cache; a later turn's begins with what it knows. */
    public boolean freshPrompts() {
        return drafts.fresh() && turns.isEmpty();
    }

    /** The extra fields that the server refused, in that order. */
    public List<Extra> dropped() {
        return current.dropped();
    }

    /** What a result shows of the requests beside the plan: names and what JSON knows as values. */
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>(drafts.facts());
        List<Map<String, Integer>> requests = models.requests(plan);
        if (!requests.isEmpty() && turns.isEmpty()) {
            facts.put("model_requests", requests);
        }
        return facts;
    }

    /** What a report must say about the prompts. */
    public Set<WorkloadNote> notes() {
        EnumSet<WorkloadNote> notes = EnumSet.noneOf(WorkloadNote.class);
        notes.addAll(drafts.notes());
        if (target.kind() == ServerKind.OTHER) {
            notes.add(WorkloadNote.PLAIN_FIELDS_ONLY);
        }
        if (!current.dropped().isEmpty()) {
            notes.add(WorkloadNote.FIELDS_DROPPED);
        }
        return Set.copyOf(notes);
    }

    /** The fields that all bodies share, as JSON: everything but prompt, cache salt, and lengths that differ. */
    public String bodyFields() {
        return current.templates().getFirst().fields(plan.answerTokens());
    }

    /**
     * A hash of the first requests, or of all that is asked in the first conversations with the pauses between, lengths
     * included, marks left out: runs with equal ones sent the same, but for the server's own words.
     */
    public String fingerprint() {
        MessageDigest digest = Mix.sha256();
        for (int i = 0; i < FINGERPRINTED; i++) {
            Place place = Place.of(new Scope.Level(0), i);
            String request = drafts.constant(place) + models.at(i)
                    + turns.map(choice -> later(choice, place)).orElse("");
            digest.update(request.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private String later(TurnChoice choice, Place place) {
        StringBuilder all = new StringBuilder();
        for (int turn = 2; drafts.further(place, turn).isPresent(); turn++) {
            all.append(drafts.constant(place, turn)).append(choice.thinkTime(place.index(), turn));
        }
        return all.toString();
    }
}

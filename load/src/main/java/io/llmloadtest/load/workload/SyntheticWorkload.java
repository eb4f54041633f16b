package io.llmloadtest.load.workload;

import io.llmloadtest.ledger.Asked;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.target.TargetFacts;
import io.llmloadtest.load.target.Tokenizer;
import io.llmloadtest.model.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Made-up prompts of one length with answers of one length. The same seed, target and lengths give the same prompts, but
 * for the mark at their head, which differs from run to run unless prompts are replayed.
 */
public final class SyntheticWorkload implements Workload {

    private static final int FINGERPRINTED = 16;

    private final Plan plan;
    private final TargetFacts target;
    private final PromptMaking.Made prompts;
    private final Asked asked;
    private volatile Current current;
    private volatile boolean proven;

    /**
     * What bodies are made of now.
     *
     * @param revision how many fields have been dropped so far
     */
    private record Current(int revision, Extras extras, BodyTemplate template, List<Extra> dropped) {}

    private SyntheticWorkload(Plan plan, TargetFacts target, PromptMaking.Made prompts) {
        this.plan = plan;
        this.target = target;
        this.prompts = prompts;
        boolean endsFreely = plan.extraBody().freesTheEnd();
        this.asked = new Asked(prompts.exact() ? OptionalInt.of(plan.inputTokens()) : OptionalInt.empty(),
                endsFreely ? OptionalInt.empty() : OptionalInt.of(plan.answerTokens()), plan.extraBody().choices());
        Extras extras = Extras.initial(plan, target.kind());
        this.current = new Current(0, extras, BodyTemplate.of(plan, target.model().id(), extras), List.of());
    }

    /**
     * Prepares the prompts of a run. Asks the tokenizer some twenty questions, and no completion endpoint.
     *
     * @param tokenizer the server's, or {@link Tokenizer#none()}
     * @throws IllegalPlanException when the lengths do not fit the model or its chat template
     */
    public static SyntheticWorkload prepare(Plan plan, TargetFacts target, Tokenizer tokenizer) {
        long whole = (long) plan.inputTokens() + plan.answerTokens();
        target.model().maxModelLen().ifPresent(most -> {
            if (whole > most) {
                throw new IllegalPlanException("--input-len " + plan.inputTokens() + " with --output-len",
                        Integer.toString(plan.answerTokens()),
                        "the model takes at most " + most + " tokens of prompt and answer together");
            }
        });
        return new SyntheticWorkload(plan, target, new PromptMaking(plan, target, tokenizer).make());
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
        Current now = current;
        Place place = Place.of(scope, index);
        return new PreparedRequest(now.template().body(prompts.source().json(place), salt(place)), asked,
                now.revision());
    }

    /** The body of the request that shows whether the server can serve: one token, not streamed. */
    PreparedRequest readiness(int attempt) {
        Current now = current;
        Place place = new Place(0, attempt);
        BodyTemplate template = BodyTemplate.ofReadiness(plan, target.model().id(), now.extras());
        return new PreparedRequest(template.body(prompts.source().json(place), salt(place)), asked, now.revision());
    }

    private String salt(Place place) {
        return HexFormat.of().toHexDigits(Mix.text(plan.runId()))
                + HexFormat.of().toHexDigits(place.number(), 12);
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
            current = new Current(current.revision() + 1, rest, BodyTemplate.of(plan, target.model().id(), rest),
                    List.copyOf(dropped));
        });
        return named.isPresent();
    }

    /** Whether the server counts every prompt as the plan says; else lengths are estimates. */
    public boolean exact() {
        return prompts.exact();
    }

    /**
     * The most tokens that two prompts have in common at their start: the chat template's head, the opening word, and the
     * mark but for its last token. A server that caches blocks of 16 can at most hit the whole blocks in these.
     */
    public int sharedTokens() {
        return prompts.source().sharedTokens();
    }

    /** Whether every prompt of the run is new to the server's cache. */
    public boolean freshPrompts() {
        return !plan.replayPrompts() && prompts.source().distinct() == 1L << Nonce.BITS;
    }

    /** The extra fields that the server refused, in that order. */
    public List<Extra> dropped() {
        return current.dropped();
    }

    /** What a report must say about the prompts. */
    public Set<WorkloadNote> notes() {
        EnumSet<WorkloadNote> notes = EnumSet.noneOf(WorkloadNote.class);
        notes.addAll(prompts.notes());
        if (!current.dropped().isEmpty()) {
            notes.add(WorkloadNote.FIELDS_DROPPED);
        }
        return Set.copyOf(notes);
    }

    /** The fields that all bodies share, as JSON: everything but prompt and cache salt. */
    public String bodyFields() {
        return current.template().fields();
    }

    /** A hash of the prompts without their marks: runs with equal ones sent the same text. */
    public String fingerprint() {
        MessageDigest digest = Mix.sha256();
        for (int i = 0; i < FINGERPRINTED; i++) {
            digest.update(
                    prompts.source().withoutMark(Place.of(new Scope.Level(0), i)).getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }
}

package io.llmloadtest.load.workload;

import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.target.ServerKind;
import io.llmloadtest.load.target.TargetFacts;
import io.llmloadtest.load.target.Tokenization;
import io.llmloadtest.load.target.Tokenizer;
import io.llmloadtest.model.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides how prompts are made for a plan and a target, the exact ways first. */
final class PromptMaking {

    private static final int SAMPLES = 4;
    private static final int WORDS_PER_CALL = 2000;

    private final Plan plan;
    private final TargetFacts target;
    private final Tokenizer tokenizer;
    private final long key;

    PromptMaking(Plan plan, TargetFacts target, Tokenizer tokenizer) {
        this.plan = plan;
        this.target = target;
        this.tokenizer = tokenizer;
        this.key = plan.replayPrompts() ? Mix.pair(plan.seed(), 0) : Mix.text(plan.runId());
    }

    /**
     * The way prompts are made.
     *
     * @param source makes them
     * @param exact whether the server counts them as the plan says
     * @param notes what a report must say
     */
    record Made(PromptSource source, boolean exact, Set<WorkloadNote> notes) {}

    Made make() {
        boolean canAsk = tokenizer.tokenize(plan.endpoint(), WordPrompts.OPENING).isPresent();
        Optional<Calibration.Calibrated> measured = canAsk
                ? new Calibration(tokenizer, plan.endpoint(), wordsPerCall()).measure()
                : Optional.empty();
        if (measured.isPresent()) {
            WordPrompts words = words(measured.get().vocabulary(), measured.get().base(), measured.get().head());
            return proven(words).map(exact -> made(exact, true))
                    .orElseGet(() -> made(words, false, WorkloadNote.LENGTHS_NOT_ADDITIVE));
        }
        if (plan.endpoint() == Endpoint.COMPLETIONS && target.kind() == ServerKind.VLLM) {
            Nonce nonce = nonce(TokenIdPrompts.RADIX, 0);
            return made(new TokenIdPrompts(plan.inputTokens(), plan.seed(), nonce), true, WorkloadNote.TOKEN_IDS);
        }
        int overhead = plan.endpoint() == Endpoint.CHAT_COMPLETIONS ? 10 : 1;
        return made(words(Vocabulary.unproven(), overhead, overhead), false,
                canAsk ? WorkloadNote.LENGTHS_NOT_ADDITIVE : WorkloadNote.LENGTHS_ESTIMATED);
    }

    private Made made(PromptSource source, boolean exact, WorkloadNote... further) {
        EnumSet<WorkloadNote> notes = EnumSet.noneOf(WorkloadNote.class);
        notes.addAll(List.of(further));
        if (source.distinct() < 1L << Nonce.BITS) {
            notes.add(WorkloadNote.SHORT_MARK);
        }
        if (target.kind() == ServerKind.OTHER) {
            notes.add(WorkloadNote.PLAIN_FIELDS_ONLY);
        }
        return new Made(source, exact, Set.copyOf(notes));
    }

    private int wordsPerCall() {
        int room = target.model().maxModelLen().orElse(4 * WORDS_PER_CALL) / 2;
        return Math.clamp(room, Vocabulary.LEAST, WORDS_PER_CALL);
    }

    private WordPrompts words(Vocabulary vocabulary, int base, int head) {
        Nonce nonce = nonce(vocabulary.size(), base);
        int fillers = plan.inputTokens() - base - nonce.length();
        return new WordPrompts(vocabulary, fillers, head, plan.seed(), nonce);
    }

    /** A full mark where it fits, else a shorter one; at least two tokens, or prompts could not be kept apart. */
    private Nonce nonce(int radix, int base) {
        int room = plan.inputTokens() - base;
        int least = 2;
        if (room < least) {
            throw new IllegalPlanException("--input-len", Integer.toString(plan.inputTokens()), "give at least "
                    + (base + least) + "; " + base + " tokens are taken by "
                    + (plan.endpoint() == Endpoint.CHAT_COMPLETIONS ? "the server's chat template" : "the opening")
                    + " and " + least + " by the mark that keeps prompts apart");
        }
        return new Nonce(key, radix, Math.min(room, Nonce.fullLength(radix)));
    }

    /** The prompts after samples of them were counted by the server; empty when they are not all of the planned length. */
    private Optional<WordPrompts> proven(WordPrompts words) {
        Optional<List<Integer>> first = surplus(words);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        int off = first.get().getFirst();
        boolean even = first.get().stream().allMatch(surplus -> surplus == off);
        if (!even || off > words.fillers()) {
            return Optional.empty();
        }
        if (off == 0) {
            return Optional.of(words);
        }
        WordPrompts corrected = words.shortenedBy(off);
        return surplus(corrected).filter(each -> each.stream().allMatch(surplus -> surplus == 0)).map(_ -> corrected);
    }

    /** By how many tokens each sample is too long. */
    private Optional<List<Integer>> surplus(WordPrompts words) {
        List<Integer> each = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            Place place = Place.of(new Scope.Level(i % plan.levels().size()), i);
            Optional<Tokenization> counted = tokenizer.tokenize(plan.endpoint(), words.text(place));
            counted.ifPresent(tokens -> each.add(tokens.count() - plan.inputTokens()));
        }
        return each.size() == SAMPLES ? Optional.of(each) : Optional.empty();
    }
}

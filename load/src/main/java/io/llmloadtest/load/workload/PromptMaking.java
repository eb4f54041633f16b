package io.llmloadtest.load.workload;

import io.llmloadtest.load.dataset.LengthFile;
import io.llmloadtest.load.dataset.LengthPairs;
import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.LengthPlan;
import io.llmloadtest.load.plan.LengthRange;
import io.llmloadtest.load.plan.LengthRule;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.plan.PromptPlan;
import io.llmloadtest.load.target.ServerKind;
import io.llmloadtest.load.target.TargetFacts;
import io.llmloadtest.load.target.Tokenization;
import io.llmloadtest.load.target.Tokenizer;
import io.llmloadtest.model.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Decides how prompts are made for a plan and a target, the exact ways first. The server is asked about words, not about
 * lengths, so any number of lengths takes no more questions than one.
 */
final class PromptMaking {

    private static final int LOOKED_AT = 1000;
    private static final int WORDS_PER_CALL = 2000;

    private final Plan plan;
    private final LengthPlan lengths;
    private final PrefixChoice prefixes;
    private final LengthPairs listed;
    private final TargetFacts target;
    private final ModelChoice models;
    private final Tokenizer tokenizer;
    private final long key;

    PromptMaking(Plan plan, PromptPlan.MadeUp asked, TargetFacts target, ModelChoice models,
            Tokenizer tokenizer) {
        this.plan = plan;
        this.lengths = asked.lengths();
        this.prefixes = new PrefixChoice(asked.prefixes(), plan.seed());
        this.listed = asked.lengths() instanceof LengthPlan.Listed(Path file)
                ? LengthFile.read(file)
                : LengthPairs.NONE;
        this.target = target;
        this.models = models;
        this.tokenizer = tokenizer;
        this.key = plan.replayPrompts() ? Mix.pair(plan.seed(), 0) : Mix.text(plan.runId());
    }

    /**
     * The way prompts are made.
     *
     * @param source makes them
     * @param sizes their lengths
     * @param prefixes which of them begin with what others begin with
     * @param fresh whether no two of them are alike at their heads
     * @param exact whether the server counts them as the plan says
     * @param notes what a report must say
     */
    record Made(PromptSource source, Sizes sizes, PrefixChoice prefixes, boolean fresh, boolean exact,
            Set<WorkloadNote> notes) {}

    Made make() {
        boolean canAsk = tokenizer.tokenize(plan.endpoint(), WordPrompts.OPENING).isPresent();
        Optional<Calibration.Calibrated> measured = canAsk
                ? new Calibration(tokenizer, plan.endpoint(), wordsPerCall()).measure()
                : Optional.empty();
        if (measured.isPresent()) {
            WordPrompts words = words(measured.get().vocabulary(), measured.get().base(), measured.get().head());
            return proven(words, sizes(words)).map(exact -> made(exact, true))
                    .orElseGet(() -> made(words, false, WorkloadNote.LENGTHS_NOT_ADDITIVE));
        }
        if (plan.endpoint() != Endpoint.CHAT_COMPLETIONS && target.kind() == ServerKind.VLLM) {
            return made(new TokenIdPrompts(pieces(TokenIdPrompts.RADIX)), true, WorkloadNote.TOKEN_IDS);
        }
        int overhead = plan.endpoint() == Endpoint.CHAT_COMPLETIONS ? 10 : 1;
        return made(words(Vocabulary.unproven(), overhead, overhead), false,
                canAsk ? WorkloadNote.LENGTHS_NOT_ADDITIVE : WorkloadNote.LENGTHS_ESTIMATED);
    }

    private Made made(PromptSource source, boolean exact, WorkloadNote... further) {
        EnumSet<WorkloadNote> notes = EnumSet.noneOf(WorkloadNote.class);
        notes.addAll(List.of(further));
        Sizes sizes = sizes(source);
        boolean fresh = source.distinct(inputs(sizes).getMin()) == 1L << Nonce.BITS;
        if (!fresh) {
            notes.add(WorkloadNote.SHORT_MARK);
        }
        if (!models.countAlike()) {
            notes.add(WorkloadNote.TOKENIZERS_DIFFER);
        }
        return new Made(source, sizes, prefixes, fresh, exact && models.countAlike(), Set.copyOf(notes));
    }

    private int wordsPerCall() {
        int room = models.context().orElse(4 * WORDS_PER_CALL) / 2;
        return Math.clamp(room, Vocabulary.LEAST, WORDS_PER_CALL);
    }

    private WordPrompts words(Vocabulary vocabulary, int base, int head) {
        return new WordPrompts(vocabulary, pieces(vocabulary.size()), base, head);
    }

    private PieceSequence pieces(int radix) {
        return new PieceSequence(radix, key, plan.seed(), prefixes.tokens());
    }

    private Sizes sizes(PromptSource source) {
        if (lengths instanceof LengthPlan.Drawn(LengthRule input, LengthRule output)) {
            refuseTooShort(input, source);
            refuseTooLong(input, output);
        }
        return new Sizes(lengths, listed, plan.decidedAnswerTokens(), plan.seed(), source,
                models.context());
    }

    private void refuseTooShort(LengthRule input, PromptSource source) {
        int taken = source.least() - PieceSequence.LEAST_MARK - prefixes.tokens();
        String whatFor = taken + " tokens are taken by "
                + (plan.endpoint() == Endpoint.CHAT_COMPLETIONS ? "the server's chat template" : "the opening")
                + (prefixes.tokens() == 0 ? "" : ", " + prefixes.tokens() + " by the shared prefix");
        if (input.promised().isPresent() && input.promised().get().least() < source.least()) {
            throw new IllegalPlanException("--input-len", input.toString(), "give at least " + source.least() + "; "
                    + whatFor + " and " + PieceSequence.LEAST_MARK + " by the mark that keeps prompts apart");
        }
        if (input.promised().isEmpty() && input.mean() < source.leastFresh()) {
            throw new IllegalPlanException("--input-len", input.toString(), "give a mean of at least "
                    + source.leastFresh() + ", or a range; " + whatFor + " and "
                    + (source.leastFresh() - taken - prefixes.tokens()) + " by the mark that keeps prompts apart");
        }
    }

    private void refuseTooLong(LengthRule input, LengthRule output) {
        OptionalInt users = plan.decidedAnswerTokens();
        Optional<LengthRange> answers = users.isPresent()
                ? Optional.of(new LengthRange(users.getAsInt(), users.getAsInt()))
                : output.promised();
        long whole = input.promised().map(LengthRange::most).orElse(1).longValue()
                + answers.map(LengthRange::most).orElse(1);
        models.context().ifPresent(most -> {
            if (whole > most) {
                throw new IllegalPlanException("--input-len " + input + " with --output-len",
                        users.isPresent() ? Integer.toString(users.getAsInt()) : output.toString(),
                        "the model takes at most " + most + " tokens of prompt and answer together");
            }
        });
    }

    private static IntSummaryStatistics inputs(Sizes sizes) {
        return IntStream.range(0, LOOKED_AT).map(index -> sizes.at(index, TokenLengths.AS_PLANNED).input())
                .summaryStatistics();
    }

    /** The prompts after samples of them were counted by the server; empty when they are not all as long as they should be. */
    private Optional<WordPrompts> proven(WordPrompts words, Sizes sizes) {
        List<Wanted> samples = samples(sizes);
        Optional<List<Integer>> first = surplus(words, samples);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        int off = first.get().getFirst();
        boolean even = first.get().stream().allMatch(surplus -> surplus == off);
        if (!even || words.least() + off > inputs(sizes).getMin()) {
            return Optional.empty();
        }
        if (off == 0) {
            return Optional.of(words);
        }
        WordPrompts corrected = words.shortenedBy(off);
        return surplus(corrected, samples).filter(each -> each.stream().allMatch(surplus -> surplus == 0))
                .map(_ -> corrected);
    }

    /** Four prompts: the shortest and the longest there are to be, and two of the usual. */
    private List<Wanted> samples(Sizes sizes) {
        IntSummaryStatistics all = inputs(sizes);
        List<Integer> tokens = List.of(all.getMin(), all.getMax(), sizes.at(0, TokenLengths.AS_PLANNED).input(),
                sizes.at(1, TokenLengths.AS_PLANNED).input());
        List<Wanted> samples = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Place place = Place.of(new Scope.Level(i % plan.levels().size()), i);
            samples.add(new Wanted(place, tokens.get(i), prefixes.of(i)));
        }
        return samples;
    }

    /** By how many tokens each sample is too long. */
    private Optional<List<Integer>> surplus(WordPrompts words, List<Wanted> samples) {
        List<Integer> each = new ArrayList<>();
        for (Wanted sample : samples) {
            Optional<Tokenization> counted = tokenizer.tokenize(plan.endpoint(), words.text(sample));
            counted.ifPresent(tokens -> each.add(tokens.count() - sample.tokens()));
        }
        return each.size() == samples.size() ? Optional.of(each) : Optional.empty();
    }
}

package io.llmloadtest.load.plan;

import io.llmloadtest.ledger.GoodputLimits;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Everything of a run that shapes its load. Immutable, checked, and without secrets: it may be stored and printed.
 *
 * @param runId names the run; part of every request id and, unless prompts are replayed, of every prompt
 * @param model the model asked for; empty to take the server's only one
 * @param endpoint what is put under load
 * @param streamed whether answers are streamed; never where there are no tokens
 * @param levels the load settings, in the order they are run
 * @param warmUp requests before each level; empty for one full wave, 0 for none
 * @param workload what requests ask for
 * @param timeout the most one request may take, from the send to the last byte
 * @param seed governs the text of the prompts
 * @param replayPrompts whether another run with this seed shall send the very same prompts
 * @param tokensPerChunk what streams are asked to tell of the tokens in each chunk
 * @param extraBody fields added to every body
 * @param goodput what a request must meet to count as good
 */
public record Plan(String runId, Optional<String> model, Endpoint endpoint, boolean streamed, List<LevelPlan> levels,
        OptionalInt warmUp, WorkloadPlan workload, Duration timeout, long seed, boolean replayPrompts,
        TokensPerChunk tokensPerChunk, ExtraBody extraBody, GoodputLimits goodput) {

    /** The most often that a sequence of levels is run. */
    static final int MOST_REPEATS = 100;

    private static final int MOST_LEVELS = 1000;

    /** Refuses what no run can be made of. */
    public Plan {
        levels = List.copyOf(levels);
        if (!runId.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalPlanException("the run id", "", "use 1 to 64 letters, digits, dots, dashes, underscores");
        }
        model.ifPresent(name -> Allowed.text("--model", name, 500));
        Allowed.range("the number of levels", levels.size(), 1, MOST_LEVELS);
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i).index() != i) {
                throw new IllegalArgumentException("levels must be numbered in order, from 0");
            }
        }
        warmUp.ifPresent(count -> Allowed.range("--warmup", count, 0, 1_000_000));
        if (streamed && !endpoint.generates()) {
            throw new IllegalArgumentException("what has no tokens cannot be streamed");
        }
        if (!streamed && tokensPerChunk != TokensPerChunk.OFF) {
            throw new IllegalPlanException("--tokens-per-chunk", tokensPerChunk.key(),
                    "give it with streamed chat or completions: only streams have chunks");
        }
        if (workload.prompts() instanceof PromptPlan.MadeUp(_, _, Optional<ImageSize> image) && image.isPresent()
                && endpoint != Endpoint.CHAT_COMPLETIONS) {
            throw new IllegalPlanException("--images", image.get().toString(), "give it with --endpoint chat");
        }
        if (workload.conversations().isPresent()) {
            checkConversations(workload.conversations().get(), endpoint, levels, extraBody);
        }
        Allowed.length("--timeout", timeout, Duration.ofHours(24));
        goodput.ttftMillis().ifPresent(most -> Allowed.positive("--goodput ttft", most));
        goodput.tpotMillis().ifPresent(most -> Allowed.positive("--goodput tpot", most));
        goodput.e2eMillis().ifPresent(most -> Allowed.positive("--goodput e2e", most));
    }

    private static void checkConversations(ConversationPlan conversations, Endpoint endpoint, List<LevelPlan> levels,
            ExtraBody extraBody) {
        String turns = TurnRule.OPTION + " " + conversations.turns();
        if (endpoint != Endpoint.CHAT_COMPLETIONS) {
            throw new IllegalPlanException(turns, "", "give it with --endpoint chat");
        }
        if (extraBody.choices() != 1) {
            throw new IllegalPlanException(turns + " with --extra-body n", "",
                    "ask for one choice: a conversation goes on with one answer");
        }
        if (!levels.stream().allMatch(level -> level.shape().leavesRoomForTurns())) {
            throw new IllegalPlanException(turns + " with --trace, --request-rate inf or a ramp over -n", "",
                    "give --concurrency, a number for --request-rate, --stages, or a ramp with -d: here all that is sent"
                            + " has its moment beforehand, and a later turn has none before its answer");
        }
    }

    /** A short name for a run, another one each time: it makes request ids and prompts of two runs differ. */
    public static String newRunId(RandomGenerator random) {
        return HexFormat.of().toHexDigits(random.nextInt());
    }

    /** Starts a plan with the product's defaults. */
    public static PlanBuilder builder() {
        return new PlanBuilder();
    }

    /** The same plan for the model that the target turned out to serve. */
    public Plan withModel(String name) {
        return new Plan(runId, Optional.of(name), endpoint, streamed, levels, warmUp, workload, timeout,
                seed, replayPrompts, tokensPerChunk, extraBody, goodput);
    }

    /** The settings: each level once, however often it is repeated. */
    public List<LevelPlan> settings() {
        return levels.stream().filter(level -> level.repeat() == 1).toList();
    }

    /** How often each setting is run. */
    public int repeats() {
        return levels.getLast().repeat();
    }

    /** The same plan with other levels. */
    public Plan withLevels(List<LevelPlan> others) {
        return new Plan(runId, model, endpoint, streamed, others, warmUp, workload, timeout, seed, replayPrompts,
                tokensPerChunk, extraBody, goodput);
    }

    /** Requests of the warm-up before {@code level}: as asked for, or one full wave. */
    public int warmUpOf(LevelPlan level) {
        return warmUp.orElse(level.shape().wave());
    }

    /** Length of all prompts as the server counts them, chat template included; empty when they differ, as in conversations. */
    public OptionalInt inputTokens() {
        return workload.conversations().isPresent() ? OptionalInt.empty() : workload.prompts().fixedInput();
    }

    /** Answer tokens per choice that the server is asked for; empty when they differ from request to request, or there are none. */
    public OptionalInt answerTokens() {
        if (!endpoint.generates()) {
            return OptionalInt.empty();
        }
        OptionalInt decided = decidedAnswerTokens();
        return decided.isPresent() ? decided : workload.prompts().fixedOutput();
    }

    /** What goes before the workload's lengths: a user's {@code max_tokens}, or 0 where no answer has tokens. */
    public OptionalInt decidedAnswerTokens() {
        if (!endpoint.generates()) {
            return OptionalInt.of(0);
        }
        OptionalInt users = extraBody.number("max_completion_tokens");
        return users.isPresent() ? users : extraBody.number("max_tokens");
    }
}

package io.llmloadtest.load.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llmloadtest.ledger.Turn;
import io.llmloadtest.load.plan.ConversationPlan;
import io.llmloadtest.load.plan.DatasetFormat;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.LengthPlan;
import io.llmloadtest.load.plan.LengthRule;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.plan.PlanBuilder;
import io.llmloadtest.load.plan.PrefixPool;
import io.llmloadtest.load.plan.PromptPlan;
import io.llmloadtest.load.plan.ThinkTime;
import io.llmloadtest.load.plan.TurnRule;
import io.llmloadtest.load.plan.WorkloadPlan;
import io.llmloadtest.load.target.ServerKind;
import io.llmloadtest.model.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ConversationTest {

    private static final Scope LEVEL = new Scope.Level(0);

    @TempDir
    private Path folder;

    private static PlanBuilder madeUp(String turns, String input) {
        return Plan.builder().runId("r1").requests(100).workload(WorkloadPlan.of(new LengthPlan.Drawn(
                LengthRule.parse("--input-len", input), new LengthRule.Fixed(16)))
                .with(new ConversationPlan(TurnRule.parse(turns), Optional.of(ThinkTime.parse("uniform:1s-9s")),
                        false)));
    }

    private PlanBuilder dataset(String lines, String turns, boolean recorded) throws IOException {
        Path file = Files.writeString(folder.resolve("d.json"), lines);
        return Plan.builder().runId("r1").requests(4).warmUp(0).workload(WorkloadPlan
                .of(new PromptPlan.Dataset(file, DatasetFormat.AUTO, Optional.empty()))
                .with(new ConversationPlan(TurnRule.parse(turns), Optional.empty(), recorded)));
    }

    private static PlannedWorkload workload(PlanBuilder plan) {
        return PlannedWorkload.prepare(plan.build(), Targets.of(ServerKind.VLLM), new MergingTokenizer(true));
    }

    /** All turns of a conversation to which the server always answers alike. */
    private static List<PreparedRequest> turns(PlannedWorkload workload, int index, String answer) {
        List<PreparedRequest> turns = new ArrayList<>();
        Optional<PreparedRequest> next = Optional.of(workload.prepare(LEVEL, index));
        while (next.isPresent()) {
            turns.add(next.get());
            next = next.get().next().flatMap(turn -> turn.after(answer, OptionalInt.empty()));
        }
        return turns;
    }

    private static List<String> said(PreparedRequest request) {
        List<String> said = new ArrayList<>();
        Bodies.json(request).get("messages")
                .forEach(
                        message -> said.add(message.get("role").asString() + ": " + message.get("content").asString()));
        return said;
    }

    @Test
    void eachTurnCarriesAllThatWasSaidBeforeIt() {
        List<PreparedRequest> turns = turns(workload(madeUp("3", "40")), 5, "yes, \\\"sir\\\"\\n\u00e9");

        assertThat(turns).hasSize(3);
        assertThat(said(turns.get(2))).hasSize(5).startsWith(said(turns.get(1)).toArray(String[]::new));
        assertThat(said(turns.get(1))).startsWith(said(turns.get(0)).toArray(String[]::new));
        assertThat(said(turns.get(1)).get(1)).isEqualTo("assistant: yes, \"sir\"\n\u00e9");
        assertThat(turns).extracting(turn -> turn.asked().turn().orElseThrow())
                .containsExactly(new Turn(5, 1), new Turn(5, 2), new Turn(5, 3));
    }

    @Test
    void onlyTheFirstPromptHasALengthThatIsKnownBefore() {
        List<PreparedRequest> turns = turns(workload(madeUp("2", "40")), 0, "x");

        assertThat(turns.get(0).asked().inputTokens()).hasValue(40);
        assertThat(turns.get(1).asked().inputTokens()).isEmpty();
        assertThat(turns.get(1).asked().outputTokens()).hasValue(16);
    }

    @Test
    void theCacheMayKnowAConversationAndNoOther() {
        LengthPlan lengths = new LengthPlan.Drawn(new LengthRule.Fixed(200), new LengthRule.Fixed(16));
        PlannedWorkload plain = workload(madeUp("2", "40"));
        PlannedWorkload sharing = workload(Plan.builder().runId("r1").workload(WorkloadPlan
                .of(new PromptPlan.MadeUp(lengths, Optional.of(new PrefixPool(50, 1, 1)), Optional.empty()))
                .with(new ConversationPlan(TurnRule.parse("2"), Optional.empty(), false))));

        for (PlannedWorkload workload : List.of(plain, sharing)) {
            assertThat(turns(workload, 3, "x")).extracting(turn -> Bodies.json(turn).get("cache_salt").asString())
                    .hasSize(2).containsOnly(Bodies.json(workload.prepare(LEVEL, 3)).get("cache_salt").asString());
            assertThat(workload.freshPrompts()).isFalse();
        }
        assertThat(said(plain.prepare(LEVEL, 3))).isNotEqualTo(said(plain.prepare(LEVEL, 4)));
    }

    @Test
    void theSeedGovernsTurnsTextAndPauses() {
        PlannedWorkload first = workload(madeUp("uniform:1-6", "40"));
        PlannedWorkload again = workload(madeUp("uniform:1-6", "40").runId("r2"));

        assertThat(IntStream.range(0, 30).map(i -> turns(first, i, "x").size()).boxed().distinct().count())
                .isEqualTo(6);
        assertThat(first.fingerprint()).isEqualTo(again.fingerprint())
                .isNotEqualTo(workload(madeUp("uniform:1-6", "40").seed(1)).fingerprint())
                .isNotEqualTo(workload(madeUp("uniform:1-5", "40")).fingerprint());
        for (int i = 0; i < 30; i++) {
            assertThat(turns(again, i, "x")).hasSameSizeAs(turns(first, i, "x"));
            assertThat(again.prepare(LEVEL, i).next().map(NextTurn::thinkTime))
                    .isEqualTo(first.prepare(LEVEL, i).next().map(NextTurn::thinkTime));
        }
        Duration pause = workload(madeUp("2", "40")).prepare(LEVEL, 0).next().orElseThrow().thinkTime();
        assertThat(pause).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(9));
    }

    @Test
    void aConversationThatWouldOutgrowTheModelIsRefusedOrEnds() {
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> workload(madeUp("10", "400")))
                .withMessageContaining("--turns 10").withMessageContaining("4160").withMessageContaining("4096");
        NextTurn next = workload(madeUp("10", "normal:400,10")).prepare(LEVEL, 0).next().orElseThrow();
        assertThat(next.after("x", OptionalInt.of(416))).isPresent();
        assertThat(next.after("x", OptionalInt.of(4000))).isEmpty();
    }

    @Test
    void aTurnIsMadeAnewWithoutAFieldThatWasRefused() {
        PlannedWorkload workload = workload(madeUp("2", "40"));
        NextTurn next = workload.prepare(LEVEL, 0).next().orElseThrow();
        PreparedRequest stale = next.after("x", OptionalInt.empty()).orElseThrow();
        assertThat(workload.refused(stale, "unknown field cache_salt")).isTrue();

        assertThat(workload.isStale(stale)).isTrue();
        assertThat(Bodies.json(next.after("x", OptionalInt.empty()).orElseThrow()).has("cache_salt")).isFalse();
    }

    @Test
    void aShareGptConversationIsPlayedTurnByTurn() throws IOException {
        String lines = """
                [{"conversations": [{"from": "human", "value": "Q1"}, {"from": "gpt", "value": "A1"},
                  {"from": "human", "value": "Q2"}, {"from": "gpt", "value": "A2"},
                  {"from": "human", "value": "Q3"}, {"from": "gpt", "value": "A3"}]}]
                """;
        assertThat(said(turns(workload(dataset(lines, "all", false)), 0, "mine").getLast()))
                .containsExactly("user: Q1", "assistant: mine", "user: Q2", "assistant: mine", "user: Q3");
        assertThat(said(turns(workload(dataset(lines, "2", true)), 0, "mine").getLast()))
                .containsExactly("user: Q1", "assistant: A1", "user: Q2");
    }

    @Test
    void messagesArePlayedTurnByTurn() throws IOException {
        String line = """
                {"messages": [{"role": "system", "content": "S"}, {"role": "user", "content": "Q1"}, {"role": "user", \
                "content": "more"}, {"role": "assistant", "content": "A1"}, {"role": "user", "content": "Q2"}], \
                "output_tokens": 7}
                """;
        List<PreparedRequest> turns = turns(workload(dataset(line, "all", false)), 0, "mine");

        assertThat(said(turns.getFirst())).containsExactly("system: S", "user: Q1", "user: more");
        assertThat(said(turns.getLast())).containsExactly("system: S", "user: Q1", "user: more", "assistant: mine",
                "user: Q2");
        assertThat(turns).extracting(turn -> turn.asked().outputTokens()).containsOnly(OptionalInt.of(7));
    }

    @Test
    void aDatasetWithoutTurnsIsSentAsBefore() throws IOException {
        String line = "{\"messages\": [{\"role\": \"user\", \"content\": \"Q1\"}, {\"role\": \"assistant\", "
                + "\"content\": \"A1\"}, {\"role\": \"user\", \"content\": \"Q2\"}]}";
        PlanBuilder plan = dataset(line, "all", false);
        PromptPlan prompts = plan.build().workload().prompts();
        PreparedRequest request = workload(plan.workload(WorkloadPlan.of(prompts))).prepare(LEVEL, 0);
        JsonNode messages = Bodies.json(request).get("messages");

        assertThat(messages).hasSize(3);
        assertThat(request.next()).isEmpty();
        assertThat(request.asked().turn()).isEmpty();
    }
}

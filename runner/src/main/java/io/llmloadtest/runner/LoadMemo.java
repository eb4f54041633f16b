package io.llmloadtest.runner;

import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.load.plan.LevelPlan;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.workload.Extra;
import io.llmloadtest.load.workload.WorkloadNote;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import io.llmloadtest.store.Repetition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How a plan keeps the load: what was sent, how much, and what that promises for all levels. */
final class LoadMemo {

    private static final String REPEAT = "repeat";
    private static final String SETTINGS = "settings";

    private LoadMemo() {
    }

    static Map<String, Object> plain(Prepared prepared) {
        Plan asked = prepared.plan();
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("endpoint", asked.endpoint().route());
        plan.put("stream", asked.streamed());
        List<OptionalInt> concurrency = asked.settings().stream().map(level -> level.shape().concurrency()).toList();
        if (concurrency.stream().allMatch(OptionalInt::isPresent)) {
            plan.put("concurrency", concurrency.stream().map(OptionalInt::getAsInt).toList());
        }
        List<ArrivalProcess> arrivals = asked.settings().stream().flatMap(level -> level.shape().arrivals().stream())
                .toList();
        if (!arrivals.isEmpty()) {
            plan.put("request_rate", arrivals.stream().map(LoadMemo::rate).toList());
        }
        LevelPlan any = asked.levels().getFirst();
        any.requests().ifPresent(requests -> plan.put("num_prompts", requests));
        any.duration().ifPresent(time -> plan.put("duration_seconds", seconds(time)));
        plan.put("warmup", asked.settings().stream().map(asked::warmUpOf).toList());
        plan.put(REPEAT, asked.repeats());
        plan.put(SETTINGS, asked.settings().size());
        plan.putAll(asked.workload().shown());
        plan.putAll(prepared.workload().facts());
        if (!asked.endpoint().generates()) {
            plan.remove("output_len");
        }
        asked.answerTokens().ifPresent(tokens -> plan.put("output_len", tokens));
        plan.put("timeout_seconds", seconds(asked.timeout()));
        plan.put("seed", asked.seed());
        plan.put("replay_prompts", asked.replayPrompts());
        plan.put("tokens_per_chunk", asked.tokensPerChunk().key());
        plan.put("goodput", goodput(asked.goodput()));
        LevelFacts facts = prepared.levelFacts();
        plan.put("exact_input_len", prepared.workload().exact());
        plan.put("exact_output_len", !asked.extraBody().freesTheEnd());
        plan.put("fresh_prompts", facts.freshPrompts());
        plan.put("shared_prompt_tokens", facts.sharedTokens());
        facts.roundTripMillis().known().ifPresent(millis -> plan.put("round_trip_ms", millis));
        plan.put("prompt_fingerprint", prepared.workload().fingerprint());
        plan.put("body_fields", prepared.workload().bodyFields());
        plan.put("dropped_fields", prepared.workload().dropped().stream().map(Extra::field).toList());
        plan.put("notes", prepared.workload().notes().stream().map(LoadMemo::key).sorted().toList());
        return plan;
    }

    private static Object rate(ArrivalProcess process) {
        return process.rate().isPresent() ? (Object) process.rate().getAsDouble() : process.text();
    }

    /** What the plan promised for all levels. */
    static LevelFacts facts(Fields fields) {
        OptionalDouble roundTrip = fields.number("round_trip_ms");
        return new LevelFacts(fields.flag("exact_input_len"),
                fields.flag("exact_input_len") && fields.text("turns").isEmpty()
                        ? fields.whole("input_len")
                        : OptionalInt.empty(),
                fields.flag("exact_output_len") ? fields.whole("output_len") : OptionalInt.empty(),
                fields.flag("stream"), fields.flag("fresh_prompts"), fields.whole("shared_prompt_tokens").orElse(0),
                fields.text("think_time").isEmpty(),
                roundTrip.isPresent() ? Reading.of(roundTrip.getAsDouble()) : Reading.absent(Why.NO_SAMPLES));
    }

    static Map<String, Object> goodput(GoodputLimits limits) {
        Map<String, Object> map = new LinkedHashMap<>();
        limits.ttftMillis().ifPresent(most -> map.put("ttft_ms", most));
        limits.tpotMillis().ifPresent(most -> map.put("tpot_ms", most));
        limits.e2eMillis().ifPresent(most -> map.put("e2e_ms", most));
        return map;
    }

    /** What counts as good. */
    static GoodputLimits limits(Fields fields) {
        return new GoodputLimits(fields.number("ttft_ms"), fields.number("tpot_ms"), fields.number("e2e_ms"));
    }

    /** How levels follow from settings; without a word on it each level is a setting of its own. */
    static Repetition repetition(Fields fields) {
        OptionalInt settings = fields.whole(SETTINGS);
        return settings.orElse(0) > 0
                ? new Repetition(settings.getAsInt(), Math.max(1, fields.whole(REPEAT).orElse(1)))
                : Repetition.NONE;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static String key(WorkloadNote note) {
        return note.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

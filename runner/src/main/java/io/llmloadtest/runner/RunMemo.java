package io.llmloadtest.runner;

import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.steady.Cut;
import io.llmloadtest.ledger.steady.Cuts;
import io.llmloadtest.load.plan.LevelPlan;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.target.BaseUrl;
import io.llmloadtest.load.target.ServedModel;
import io.llmloadtest.load.workload.Extra;
import io.llmloadtest.load.workload.WorkloadNote;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import io.llmloadtest.store.AuditFacts;
import io.llmloadtest.store.Repetition;
import io.llmloadtest.store.RunDocument;
import io.llmloadtest.store.TargetFacts;
import io.llmloadtest.verdict.AuditedTool;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Tolerances;
import io.llmloadtest.verdict.slo.SearchPlan;
import io.llmloadtest.verdict.slo.Slo;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What a run folder must know of a run besides its ledger and evidence, so that it can be judged again with nothing else at
 * hand. Kept in {@code run.json}, whose plan is also shown in the result. Holds no secret.
 *
 * @param target what was tested
 * @param models every model the target lists
 * @param plan the plan, as it is shown and stored
 */
record RunMemo(TargetFacts target, List<String> models, Map<String, Object> plan) {

    private static final String OTLP = "otlp_listen";
    private static final String OTLP_GRPC = "otlp_grpc_listen";
    private static final String REPEAT = "repeat";
    private static final String SETTINGS = "settings";
    private static final String CUT_WARM_UP = "cut_warmup";
    private static final String CUT_COOL_DOWN = "cut_cooldown";
    static final String ANY_MODEL = "any_model";

    static RunMemo of(Prepared prepared, RunRequest request) {
        var target = prepared.target();
        List<String> models = target.models().stream().map(ServedModel::id).toList();
        Map<String, Object> plan = load(prepared);
        plan.put("client_clock", request.clock().of(request.target()).key());
        request.clock().whyNotKernel(request.target()).ifPresent(why -> plan.put("no_kernel_clock", why));
        plan.put("client_priority", request.urgency().key());
        plan.put("connections", request.connections().text());
        plan.put("validated", request.evidence().isPresent());
        request.evidence().ifPresent(evidence -> plan.put("evidence", evidence(evidence, request.base())));
        plan.put("tolerances", tolerances(request.tolerances()));
        request.cuts().warmUp().ifPresent(cut -> plan.put(CUT_WARM_UP, cut.text()));
        request.cuts().coolDown().ifPresent(cut -> plan.put(CUT_COOL_DOWN, cut.text()));
        request.slo().ifPresent(slo -> SloMemo.put(slo, plan));
        return new RunMemo(new TargetFacts(target.base().toString(), target.model().id(),
                Optional.of(target.kind().key()), target.version()), models, plan);
    }

    private static Map<String, Object> load(Prepared prepared) {
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
            plan.put("request_rate", arrivals.stream().map(RunMemo::rate).toList());
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
        plan.put("notes", prepared.workload().notes().stream().map(RunMemo::key).sorted().toList());
        return plan;
    }

    private static Object rate(ArrivalProcess process) {
        return process.rate().isPresent() ? (Object) process.rate().getAsDouble() : process.text();
    }

    static Map<String, Object> evidence(EvidenceRequest evidence, BaseUrl base) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("metrics_urls", evidence.pages(base.resolve("/metrics")).stream().map(URI::getPath).toList());
        switch (evidence.log()) {
            case LogRequest.Docker(Optional<String> container) -> {
                map.put("log", "docker");
                container.ifPresent(name -> map.put("container_name", name));
            }
            case LogRequest.File(var file) -> {
                map.put("log", "file");
                map.put("log_file", file.toString());
            }
            case LogRequest.Command command -> {
                map.put("log", "command");
                map.put("log_command", command.name());
            }
        }
        map.put("log_snapshot", evidence.snapshot().name().toLowerCase(Locale.ROOT));
        evidence.traces().flatMap(TraceRequest::http).ifPresent(address -> map.put(OTLP, address));
        evidence.traces().flatMap(TraceRequest::grpc).ifPresent(address -> map.put(OTLP_GRPC, address));
        return map;
    }

    private static Map<String, Object> goodput(GoodputLimits limits) {
        Map<String, Object> map = new LinkedHashMap<>();
        limits.ttftMillis().ifPresent(most -> map.put("ttft_ms", most));
        limits.tpotMillis().ifPresent(most -> map.put("tpot_ms", most));
        limits.e2eMillis().ifPresent(most -> map.put("e2e_ms", most));
        return map;
    }

    private static Map<String, Object> tolerances(Tolerances given) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("counts", given.counts());
        map.put("ttft", given.ttft());
        map.put("throughput", given.throughput());
        map.put("ttft_allowance_ms", given.ttftAllowance().toNanos() / 1e6);
        map.put("e2e", given.e2e());
        map.put("e2e_allowance_ms", given.e2eAllowance().toNanos() / 1e6);
        map.put("shared", given.shared());
        map.put("accepted", given.accepted().stream().map(FindingId::key).sorted().toList());
        return map;
    }

    /** The page that {@code run.json} holds. */
    RunDocument document(String runId, Instant startedAt, String productVersion) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("server_url", target.serverUrl());
        shown.put("model", target.model());
        target.serverKind().ifPresent(kind -> shown.put("server_kind", kind));
        target.serverVersion().ifPresent(version -> shown.put("server_version", version));
        shown.put("models", models);
        return new RunDocument(RunDocument.SCHEMA_VERSION, runId, startedAt, shown, plan,
                RunDocument.EnvironmentView.current(productVersion), Map.of());
    }

    /** What {@code run.json} holds. */
    static RunMemo read(RunDocument document) {
        Fields shown = new Fields(document.target());
        return new RunMemo(new TargetFacts(shown.text("server_url").orElse(""), shown.text("model").orElse(""),
                shown.text("server_kind"), shown.text("server_version")), shown.texts("models"),
                document.plan());
    }

    /** The same run judged with other tolerances. */
    RunMemo withTolerances(Tolerances given) {
        Map<String, Object> changed = new LinkedHashMap<>(plan);
        changed.put("tolerances", tolerances(given));
        return new RunMemo(target, models, changed);
    }

    /** The same run held against other objectives; its requests keep limits of their own. */
    RunMemo withSlo(Slo other) {
        Map<String, Object> changed = new LinkedHashMap<>(plan);
        changed.put(SloMemo.SLO, other.text());
        changed.put("goodput", goodput(other.perRequest(limits())));
        return new RunMemo(target, models, changed);
    }

    /** Whose series on a page of metrics are ours: the one model's, or all when requests asked for several. */
    ModelFilter filter() {
        return plan.containsKey("model_mix") || plan.containsKey(ANY_MODEL)
                ? ModelFilter.ANY
                : ModelFilter.of(target.model(), models);
    }

    /** The same run with what is known of the tool that drove it. */
    RunMemo withAudit(Map<String, Object> audit) {
        Map<String, Object> changed = new LinkedHashMap<>(plan);
        changed.put(AuditMemo.AUDIT, audit);
        return new RunMemo(target, models, changed);
    }

    /** The same run, of which so many reads were not stamped by the clock that was to stamp them. */
    RunMemo withUnstampedReads(long reads) {
        Map<String, Object> changed = new LinkedHashMap<>(plan);
        if (reads > 0) {
            changed.put("unstamped_reads", reads);
        }
        return new RunMemo(target, models, changed);
    }

    /** What the plan promised for all levels. */
    LevelFacts facts() {
        Fields fields = new Fields(plan);
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

    /** Whether the run asked for traces. */
    boolean traced() {
        Fields evidence = new Fields(plan).map("evidence");
        return evidence.text(OTLP).or(() -> evidence.text(OTLP_GRPC)).isPresent();
    }

    /** Whether the run asked for validation. */
    boolean validated() {
        return new Fields(plan).flag("validated");
    }

    /** What counts as good. */
    GoodputLimits limits() {
        Fields fields = new Fields(plan).map("goodput");
        return new GoodputLimits(fields.number("ttft_ms"), fields.number("tpot_ms"), fields.number("e2e_ms"));
    }

    /** The audit as the result tells of it; empty when the load was our own. */
    Optional<AuditFacts> audit() {
        Fields audit = new Fields(plan).map(AuditMemo.AUDIT);
        return tool().map(known -> new AuditFacts(known, audit.texts("command"), audit.text("result_file")));
    }

    /** Who drove the load in our place; empty when we did. */
    Optional<AuditedTool> tool() {
        return AuditMemo.read(new Fields(plan));
    }

    /** What its levels are held against. */
    Optional<Slo> slo() {
        return SloMemo.slo(new Fields(plan));
    }

    /** What its levels were a search for. */
    Optional<SearchPlan> search() {
        return SloMemo.search(new Fields(plan));
    }

    /** What is cut off each level before its steady figures are taken. */
    Cuts cuts() {
        Fields fields = new Fields(plan);
        return new Cuts(fields.text(CUT_WARM_UP).flatMap(Cut::parse), fields.text(CUT_COOL_DOWN).flatMap(Cut::parse));
    }

    /** How levels follow from settings; without a word on it each level is a setting of its own. */
    Repetition repetition() {
        Fields fields = new Fields(plan);
        OptionalInt settings = fields.whole(SETTINGS);
        return settings.orElse(0) > 0
                ? new Repetition(settings.getAsInt(), Math.max(1, fields.whole(REPEAT).orElse(1)))
                : Repetition.NONE;
    }

    /** How strictly it is judged. */
    Tolerances tolerances() {
        Fields fields = new Fields(plan).map("tolerances");
        Tolerances usual = Tolerances.DEFAULT;
        return new Tolerances(fields.number("counts").orElse(usual.counts()),
                fields.number("ttft").orElse(usual.ttft()),
                fields.number("throughput").orElse(usual.throughput()),
                fields.millis("ttft_allowance_ms", usual.ttftAllowance()), fields.number("e2e").orElse(usual.e2e()),
                fields.millis("e2e_allowance_ms", usual.e2eAllowance()),
                fields.texts("accepted").stream().map(FindingId::named).flatMap(Optional::stream)
                        .collect(Collectors.toSet()),
                fields.flag("shared"));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static String key(WorkloadNote note) {
        return note.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * A map of plain values, asked for one at a time.
     *
     * @param values what JSON knows
     */
    record Fields(Map<String, Object> values) {

        Optional<String> text(String name) {
            return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
        }

        private List<String> texts(String name) {
            return values.get(name) instanceof List<?> list
                    ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
                    : List.of();
        }

        boolean flag(String name) {
            return Boolean.TRUE.equals(values.get(name));
        }

        OptionalDouble number(String name) {
            return values.get(name) instanceof Number number
                    ? OptionalDouble.of(number.doubleValue())
                    : OptionalDouble.empty();
        }

        OptionalInt whole(String name) {
            return values.get(name) instanceof Number number ? OptionalInt.of(number.intValue()) : OptionalInt.empty();
        }

        private Duration millis(String name, Duration usual) {
            OptionalDouble millis = number(name);
            return millis.isPresent() ? Duration.ofNanos(Math.round(millis.getAsDouble() * 1e6)) : usual;
        }

        Fields map(String name) {
            Map<String, Object> inner = new LinkedHashMap<>();
            if (values.get(name) instanceof Map<?, ?> map) {
                map.forEach((key, value) -> {
                    if (key instanceof String known && value != null) {
                        inner.put(known, value);
                    }
                });
            }
            return new Fields(inner);
        }
    }
}

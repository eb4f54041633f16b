package io.llmloadtest.runner;

import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.steady.Cut;
import io.llmloadtest.ledger.steady.Cuts;
import io.llmloadtest.load.target.ServedModel;
import io.llmloadtest.store.AuditFacts;
import io.llmloadtest.store.Repetition;
import io.llmloadtest.store.RunDocument;
import io.llmloadtest.store.ServerSetup;
import io.llmloadtest.store.TargetFacts;
import io.llmloadtest.verdict.AuditedTool;
import io.llmloadtest.verdict.Tolerances;
import io.llmloadtest.verdict.slo.SearchPlan;
import io.llmloadtest.verdict.slo.Slo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run folder must know of a run besides its ledger and evidence, so that it can be judged again with nothing else at
 * hand. Kept in {@code run.json}, whose plan is also shown in the result. Holds no secret.
 *
 * @param target what was tested
 * @param models every model the target lists
 * @param plan the plan, as it is shown and stored
 */
record RunMemo(TargetFacts target, List<String> models, Map<String, Object> plan) {

    private static final String CUT_WARM_UP = "cut_warmup";
    private static final String CUT_COOL_DOWN = "cut_cooldown";
    static final String ANY_MODEL = "any_model";

    static RunMemo of(Prepared prepared, RunRequest request) {
        var target = prepared.target();
        List<String> models = target.models().stream().map(ServedModel::id).toList();
        Map<String, Object> plan = LoadMemo.plain(prepared);
        plan.put("client_clock", request.clock().of(request.target()).key());
        request.clock().whyNotKernel(request.target()).ifPresent(why -> plan.put("no_kernel_clock", why));
        plan.put("client_priority", request.urgency().key());
        plan.put("client_version", request.productVersion());
        plan.put("client_system", RunDocument.EnvironmentView.current(request.productVersion()).system());
        plan.put("connections", request.connections().text());
        plan.put("validated", request.evidence().isPresent());
        request.evidence().ifPresent(evidence -> plan.put("evidence", EvidenceMemo.plain(evidence, request.base())));
        plan.put("tolerances", ToleranceMemo.plain(request.tolerances()));
        request.cuts().warmUp().ifPresent(cut -> plan.put(CUT_WARM_UP, cut.text()));
        request.cuts().coolDown().ifPresent(cut -> plan.put(CUT_COOL_DOWN, cut.text()));
        request.slo().ifPresent(slo -> SloMemo.put(slo, plan));
        if (!request.sources().isEmpty()) {
            plan.put("sources", request.sources());
        }
        return new RunMemo(new TargetFacts(target.base().toString(), target.model().id(),
                Optional.of(target.kind().key()), target.version()), models, plan);
    }

    /** The page that {@code run.json} holds. */
    RunDocument document(String runId, Instant startedAt, String productVersion) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("server_url", target.serverUrl());
        shown.put("model", target.model());
        target.serverKind().ifPresent(kind -> shown.put("server_kind", kind));
        target.serverVersion().ifPresent(version -> shown.put("server_version", version));
        shown.put("models", models);
        shown.put("configuration", target.setup().configuration());
        shown.put("flags", target.setup().flags());
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

    /** The same run, of whose server so much is known. */
    RunMemo with(ServerSetup setup) {
        return new RunMemo(target.with(setup), models, plan);
    }

    /** The same run judged with other tolerances. */
    RunMemo withTolerances(Tolerances given) {
        Map<String, Object> changed = new LinkedHashMap<>(plan);
        changed.put("tolerances", ToleranceMemo.plain(given));
        return new RunMemo(target, models, changed);
    }

    /** The same run held against other objectives; its requests keep limits of their own. */
    RunMemo withSlo(Slo other) {
        Map<String, Object> changed = new LinkedHashMap<>(plan);
        changed.put(SloMemo.SLO, other.text());
        changed.put("goodput", LoadMemo.goodput(other.perRequest(limits())));
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
        return LoadMemo.facts(new Fields(plan));
    }

    /** Whether the run asked for traces. */
    boolean traced() {
        return EvidenceMemo.traced(new Fields(plan).map("evidence"));
    }

    /** Whether the run asked for validation. */
    boolean validated() {
        return new Fields(plan).flag("validated");
    }

    /** What counts as good. */
    GoodputLimits limits() {
        return LoadMemo.limits(new Fields(plan).map("goodput"));
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
        return LoadMemo.repetition(new Fields(plan));
    }

    /** How strictly it is judged. */
    Tolerances tolerances() {
        return ToleranceMemo.read(new Fields(plan).map("tolerances"));
    }
}

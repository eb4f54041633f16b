package io.llmloadtest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogSource;
import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Why;
import io.llmloadtest.verdict.Acceptance;
import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.Fact;
import io.llmloadtest.verdict.Finding;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Overall;
import io.llmloadtest.verdict.Reason;
import io.llmloadtest.verdict.Severity;
import io.llmloadtest.verdict.Source;
import io.llmloadtest.verdict.Tolerances;
import io.llmloadtest.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document against its published schema, and the rules of its fields. */
class ResultDocumentTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** A name that is there twice would silently replace the first. */
    private static final JsonMapper STRICT = JsonMapper
            .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build()).build();

    @Test
    void aPassedRunConformsToTheSchemaAndComesBackTheSame() throws IOException {
        ResultDocument document = ResultAssembler.assemble(passedRun());
        byte[] json = ResultCodec.encode(document);
        assertThat(violations(closedSchema(), JSON.readTree(json))).isEmpty();
        assertThat(ResultCodec.encode(ResultCodec.decodeResult(json))).isEqualTo(json);
        assertThat(new String(json, StandardCharsets.UTF_8)).endsWith("}\n");
    }

    @Test
    void aRunWithoutValidationSaysNull() {
        JsonNode json = json(Runs.of(Optional.empty(), Runs.level(0, clean(), Optional.empty())));
        assertThat(violations(closedSchema(), json)).isEmpty();
        assertThat(json.get("validation").isNull()).isTrue();
        assertThat(json.at("/results/0/validation").isNull()).isTrue();
        assertThat(json.at("/results/0/ttft_ms/mark").asString()).isEqualTo("client_only");
    }

    @Test
    void aRunInWhichNothingSucceededHasNoNumbersForUnknown() {
        Tally failed = Runs.tally(GoodputLimits.NONE,
                Runs.failed(0, 0, new Outcome.NotConnected(false, "connection refused")));
        JsonNode json = json(Runs.of(Optional.empty(), Runs.level(0, failed, Optional.empty())));
        assertThat(violations(closedSchema(), json)).isEmpty();
        assertThat(json.at("/results/0/ttft_ms/mean").isNull()).isTrue();
        assertThat(json.at("/results/0/errors/connect").asInt()).isEqualTo(1);
        assertThat(json.at("/results/0/errors").propertyNames()).containsExactly("connect", "tls", "timeout",
                "http_status", "stream_error", "truncated", "protocol", "cancelled");
        assertThat(json.at("/results/0/error_messages/0/message").asString()).isEqualTo("connect: connection refused");
    }

    @Test
    void theSchemaCatchesEveryRenamedField() {
        JsonNode good = json(passedRun());
        renameEach(good, "", good);
    }

    @Test
    void aRepeatedRunConformsToTheSchemaAndComesBackTheSame() throws IOException {
        ResultDocument document = ResultAssembler.assemble(Runs.repeated());
        JsonNode json = json(Runs.repeated());
        assertThat(violations(closedSchema(), json)).isEmpty();
        renameEach(json, "", json);
        assertThat(ResultCodec.decodeResult(ResultCodec.encode(document))).isEqualTo(document);
    }

    @Test
    void repeatsGiveTheMeanOfEachSettingOverTheWholeOnesOfThem() {
        JsonNode json = json(Runs.repeated());
        // Levels 0 to 5 are two settings, three times over; the last level was cut short. Level i sent 60 + i requests in 20 s.
        JsonNode first = json.at("/repeats/0");
        assertThat(first.get("levels").toString()).isEqualTo("[0,2,4]");
        assertThat(first.get("left_out")).isEmpty();
        JsonNode rate = first.at("/measures/request_rate_per_sec");
        // 3.0, 3.1, 3.2: mean 3.1, s = 0.1, 4.3027 * 0.1 / sqrt(3) = 0.24842
        assertThat(rate.get("count").asInt()).isEqualTo(3);
        assertThat(rate.get("mean").asDouble()).isCloseTo(3.1, within(1e-9));
        assertThat(rate.get("std").asDouble()).isCloseTo(0.1, within(1e-9));
        assertThat(rate.get("low").asDouble()).isCloseTo(3.1 - 0.24842, within(1e-5));
        assertThat(rate.get("high").asDouble()).isCloseTo(3.1 + 0.24842, within(1e-5));
        assertThat(rate.get("min").asDouble()).isEqualTo(3);
        assertThat(rate.get("max").asDouble()).isEqualTo(3.2);
        assertThat(first.get("measures").propertyNames()).contains("ttft_ms_p50").doesNotContain("ttft_ms_p99");
        assertThat(json.at("/repeats/1/levels").toString()).isEqualTo("[1,3,5]");
        assertThat(json.at("/repeats/1/left_out").toString()).isEqualTo("[5]");
        assertThat(json.at("/repeats/1/measures/request_rate_per_sec/count").asInt()).isEqualTo(2);
        assertThat(json.at("/results/3/statistics/setting").asInt()).isEqualTo(1);
        assertThat(json.at("/results/3/statistics/repeat").asInt()).isEqualTo(2);
    }

    @Test
    void aSingleRunInventsNoIntervalBetweenRuns() {
        JsonNode json = json(passedRun());
        assertThat(json.get("repeats")).isEmpty();
    }

    @Test
    void aPercentileThatTooFewValuesTellIsNullAndSaysHowManyItTakes() {
        JsonNode ttft = json(Runs.repeated()).at("/results/0/ttft_ms");
        assertThat(ttft.get("p50").isNull()).isFalse();
        assertThat(ttft.get("p95").isNull()).isTrue();
        assertThat(ttft.get("withheld").toString()).isEqualTo("{\"p95\":72,\"p99\":368,\"p99_9\":3688}");
    }

    @Test
    void aLevelOfSoManyRequestsThatNotAllAreKeptSaysHowFarOffItMayBe() throws IOException {
        RunOutcome run = Runs.of(Optional.empty(), Runs.estimated(0, 65_536), Runs.estimated(1, 65_537));
        JsonNode json = json(run);
        assertThat(violations(closedSchema(), json)).isEmpty();
        assertThat(json.at("/results/0/ttft_ms/percentiles_within").isNull()).isTrue();
        assertThat(json.at("/results/0/statistics/within_run/one_in").isNull()).isTrue();
        assertThat(json.at("/results/0/itl_ms/percentiles_within").asDouble()).isEqualTo(0.001);
        assertThat(json.at("/results/1/ttft_ms/percentiles_within").asDouble()).isEqualTo(0.001);
        assertThat(json.at("/results/1/ttft_ms/p99").asDouble()).isCloseTo(20, within(0.02));
        assertThat(json.at("/results/1/ttft_ms/count").asInt()).isEqualTo(65_537);
        assertThat(json.at("/results/1/statistics/within_run/one_in").asInt()).isEqualTo(2);
        assertThat(json.at("/results/1/statistics/within_run/requests").asInt()).isEqualTo(65_537);
        ResultDocument document = ResultAssembler.assemble(run);
        assertThat(ResultCodec.decodeResult(ResultCodec.encode(document))).isEqualTo(document);
    }

    @Test
    void aResultOfBeforeHadEachRequestLookedAt() throws IOException {
        String before = new String(ResultCodec.encode(ResultAssembler.assemble(Runs.repeated())),
                StandardCharsets.UTF_8).replaceAll(",\\s*\"one_in\" : \\w+", "")
                .replaceAll("\\s*\"percentiles_within\" : [^,]*,", "");
        assertThat(before).doesNotContain("one_in").doesNotContain("percentiles_within");
        LevelView level = ResultCodec.decodeResult(before.getBytes(StandardCharsets.UTF_8)).results().getFirst();
        assertThat(level.statistics().orElseThrow().withinRun().orElseThrow().oneIn()).isEmpty();
        assertThat(level.ttftMs().percentilesWithin()).isEmpty();
    }

    @Test
    void everyFieldOfTheSchemaIsDescribed() {
        describedEverywhere(schemaTree(), "");
    }

    @Test
    void toldTokensAndReasoningHaveTheirOwnLatencies() throws IOException {
        Tally tally = Runs.tally(GoodputLimits.NONE, Runs.thinking(0, 0));
        ResultDocument document = ResultAssembler
                .assemble(Runs.of(Optional.empty(), Runs.level(0, tally, Optional.empty())));
        byte[] bytes = ResultCodec.encode(document);
        JsonNode json = JSON.readTree(bytes);

        assertThat(violations(closedSchema(), json)).isEmpty();
        assertThat(ResultCodec.decodeResult(bytes)).isEqualTo(document);
        assertThat(json.at("/results/0/ttft_ms/mean").asDouble()).isEqualTo(20);
        assertThat(json.at("/results/0/ttfo_ms/mean").asDouble()).isEqualTo(30);
        assertThat(json.at("/results/0/itl_unit").asString()).isEqualTo("token");
        assertThat(json.at("/results/0/itl_ms/count").asInt()).isEqualTo(3);
        assertThat(json.at("/results/0/icl_ms/count").asInt()).isEqualTo(2);
        assertThat(json.at("/results/0/icl_ms/mark").asString()).isEqualTo("client_only");
    }

    @Test
    void withoutThemTheseAreNull() {
        JsonNode level = json(passedRun()).at("/results/0");
        assertThat(level.get("ttfo_ms").isNull()).isTrue();
        assertThat(level.get("icl_ms").isNull()).isTrue();
        assertThat(level.get("itl_unit").asString()).isEqualTo("chunk");
    }

    @Test
    void timeOutsAreLowerBoundsOfPercentilesAndNothingElse() {
        Tally tally = clean();
        for (int i = 0; i < 60; i++) {
            tally.add(Runs.failed(0, 1000 + i, new Outcome.TimedOut("first_token")));
        }
        JsonNode json = json(Runs.of(Optional.empty(), Runs.level(0, tally, Optional.empty())));
        assertThat(violations(closedSchema(), json)).isEmpty();
        JsonNode e2e = json.at("/results/0/e2e_latency_ms");
        assertThat(e2e.get("p99").isNull()).isTrue();
        assertThat(e2e.get("max").asDouble()).isEqualTo(40);
        assertThat(e2e.at("/censored/count").asInt()).isEqualTo(60);
        assertThat(e2e.at("/censored/at_least/p99").asDouble()).isEqualTo(60_000);
        assertThat(e2e.at("/censored/at_least").propertyNames()).doesNotContain("p50");
    }

    @Test
    void theValidationOfAPassedRunCarriesTheNamesScriptsRelyOn() {
        JsonNode validation = json(passedRun()).get("validation");
        assertThat(validation.get("overall").asString()).isEqualTo("PASSED");
        assertThat(validation.get("overall_passed").asBoolean()).isTrue();
        assertThat(validation.get("checks_made").asInt()).isEqualTo(4);
        assertThat(validation.get("checks_possible").asInt()).isEqualTo(5);
        assertThat(validation.at("/comparisons/0/metric_name").asString()).isEqualTo("Request Count");
        assertThat(validation.at("/comparisons/0/client_value").toString()).isEqualTo("1000");
        assertThat(validation.at("/docker_log_validation/throughput_match").isNull()).isTrue();
        assertThat(validation.at("/docker_log_validation/http_request_match").asBoolean()).isTrue();
        assertThat(validation.at("/comparisons/3/client_value").asDouble()).isEqualTo(917.3);
        assertThat(validation.at("/comparisons/3/server_value").isNull()).isTrue();
        assertThat(validation.at("/comparisons/3/reason").asString()).isNotBlank();
        assertThat(validation.at("/comparisons/3/reason_detail/code").asString()).isEqualTo("no-whole-window");
        assertThat(validation.at("/server_metrics/before/time_to_first_token_seconds/buckets/+Inf").asInt())
                .isEqualTo(1000);
        assertThat(validation.at("/timings_ms/metrics_before").asInt()).isEqualTo(4);
        assertThat(validation.at("/timings_ms/metrics_after").isNull()).isTrue();
    }

    @Test
    void enginesAreSummedAndOnlyTheEndpointsInUseAreCounted() {
        JsonNode metrics = json(passedRun()).at("/validation/docker_log_validation/docker_metrics");
        assertThat(metrics.get("http_200_count").asInt()).isEqualTo(1000);
        assertThat(metrics.get("http_error_count").asInt()).isEqualTo(2);
        assertThat(metrics.get("avg_generation_throughput").asDouble()).isEqualTo(700);
        assertThat(metrics.get("avg_waiting_reqs").isNull()).isTrue();
        assertThat(metrics.get("prefix_cache_hit_rate").asDouble()).isEqualTo(70.3);
        assertThat(metrics.at("/warning_messages/0").asString()).isEqualTo("slow (3 times)");
    }

    @Test
    void aServerErrorDoesNotFailTheLogsRowsButIsSaid() {
        List<Comparison> rows = List.of(
                Runs.row(Quantity.HTTP_200_COUNT, Source.LOG_FILE, Reading.of(3), Reading.of(3)),
                Runs.row(Quantity.SERVER_ERRORS, Source.LOG_FILE, Reading.absent(Why.NO_CLIENT_VALUE), Reading.of(2)));
        Verdict verdict = new Verdict(new Scope.Run(), Overall.WARNING, rows, List.of(), Verdict.Counts.EXACT,
                Verdict.Timings.NOT_CHECKED, List.of(FindingId.HTTP_ERRORS, FindingId.PREFIX_CACHE_WARM), Map.of(),
                true);
        JsonNode json = json(Runs.of(Optional.of(Runs.judgement(clean(), MetricsTestimony.notAsked(),
                Runs.log(LogSource.LOG_FILE), verdict)), Runs.level(0, clean(), Optional.empty())));
        assertThat(violations(closedSchema(), json)).isEmpty();
        JsonNode validation = json.get("validation");
        assertThat(validation.get("prometheus_validation").isNull()).isTrue();
        assertThat(validation.get("docker_available").asBoolean()).isFalse();
        assertThat(validation.get("docker_log_valid").asBoolean()).isTrue();
        assertThat(validation.at("/docker_log_validation/has_errors").asBoolean()).isTrue();
        assertThat(validation.get("overall_passed").asBoolean()).isFalse();
        assertThat(validation.get("load").asString()).isEqualTo("errors, cache");
    }

    @Test
    void anAcceptedFindingIsMarkedAndTheVerdictStaysAWarning() throws IOException {
        Acceptance known = new Acceptance(FindingId.FOREIGN_TRAFFIC, Optional.of(LocalDate.of(2026, 12, 31)),
                Optional.of("the backup"), false);
        Finding finding = Finding.of(FindingId.FOREIGN_TRAFFIC, new Scope.Run(), Severity.WARNING, Map.of());
        Verdict verdict = new Verdict(new Scope.Run(), Overall.WARNING, List.of(), List.of(finding),
                Verdict.Counts.EXACT, Verdict.Timings.NOT_CHECKED, List.of(), Map.of(), false, List.of(),
                Overall.UNVERIFIED);
        RunOutcome plain = Runs.of(Optional.of(Runs.judgement(clean(), MetricsTestimony.notAsked(),
                Runs.log(LogSource.LOG_FILE), verdict)), Runs.level(0, clean(), Optional.empty()));
        Tolerances usual = plain.tolerances();
        ResultDocument document = ResultAssembler.assemble(new RunOutcome(plain.runId(), plain.status(),
                plain.startedAt(), plain.completedAt(), plain.target(),
                Map.of("sources", Map.of("accept", "plan.yaml:3")),
                new Tolerances(usual.counts(), usual.ttft(), usual.throughput(), usual.ttftAllowance(), usual.e2e(),
                        usual.e2eAllowance(), List.of(known), false),
                plain.levels(), plain.judgement(), plain.repetition(), plain.search()));
        byte[] bytes = ResultCodec.encode(document);
        JsonNode json = JSON.readTree(bytes);

        assertThat(violations(closedSchema(), json)).isEmpty();
        assertThat(json.at("/validation/overall").asString()).isEqualTo("WARNING");
        assertThat(json.at("/validation/beyond_accepted").asString()).isEqualTo("UNVERIFIED");
        assertThat(json.at("/validation/findings/0/accepted").toString())
                .isEqualTo("{\"until\":\"2026-12-31\",\"reason\":\"the backup\",\"expired\":false}");
        assertThat(ResultCodec.encode(ResultCodec.decodeResult(bytes))).isEqualTo(bytes);
    }

    @Test
    void evidenceThatCouldNotBeReadIsUnknownAndNotFalse() {
        MetricsTestimony metrics = MetricsTestimony.none(new MetricsAvailability.Unavailable("http://x/metrics",
                MetricsAvailability.Problem.NOT_FOUND, "404"), Why.NO_METRICS);
        LogTestimony log = new LogTestimony(LogSource.DOCKER_LOG,
                new LogAvailability.Illegible("vllm", LogAvailability.Problem.NO_DOCKER, ""), LogDigest.EMPTY, false,
                Duration.ZERO);
        Finding unavailable = Finding.of(FindingId.METRICS_UNAVAILABLE, new Scope.Run(), Severity.INFO,
                Map.of("url", Fact.of("http://x/metrics"), "problem", Fact.of("not_found")));
        Verdict verdict = Runs.verdict(new Scope.Run(), Overall.UNVERIFIED, List.of(Runs.row(Quantity.REQUEST_COUNT,
                Source.PROMETHEUS, Reading.of(3), Reading.absent(Why.NO_METRICS)),
                Runs.row(Quantity.HTTP_200_COUNT, Source.DOCKER_LOG, Reading.of(3), Reading.absent(Why.NO_LOG))),
                unavailable);
        JsonNode json = json(Runs.of(Optional.of(Runs.judgement(clean(), metrics, log, verdict)),
                Runs.level(0, clean(), Optional.empty())));
        assertThat(violations(closedSchema(), json)).isEmpty();
        JsonNode validation = json.get("validation");
        assertThat(validation.get("overall_passed").isNull()).isTrue();
        assertThat(validation.at("/prometheus_validation/passed").isNull()).isTrue();
        assertThat(validation.at("/docker_log_validation/has_errors").isNull()).isTrue();
        assertThat(validation.at("/docker_log_validation/docker_metrics").isNull()).isTrue();
        assertThat(validation.get("server_metrics").isNull()).isTrue();
        assertThat(validation.at("/warnings/0").asString()).contains("http://x/metrics");
    }

    @Test
    void theLevelsOfARunsFindingStandApartFromItsValues() {
        Finding foreign = Finding.of(FindingId.FOREIGN_TRAFFIC, new Scope.Run(), Severity.WARNING,
                Map.of("requests", Fact.of(37), "levels", Fact.of(List.of("1", "0"))));
        Finding restarted = Finding.of(FindingId.SERVER_RESTARTED, new Scope.Run(), Severity.WARNING, Map.of());
        Judgement run = Runs.judgement(clean(), Runs.metrics(), Runs.log(LogSource.DOCKER_LOG), Runs.verdict(
                new Scope.Run(), Overall.WARNING, Runs.agreeingRows(), foreign, restarted));
        ResultDocument document = ResultAssembler.assemble(Runs.of(Optional.of(run),
                Runs.level(0, clean(), Optional.empty())));
        List<FindingView> findings = document.validation().orElseThrow().findings();
        assertThat(findings).extracting(FindingView::id).containsExactly("foreign-traffic", "server-restarted");
        assertThat(findings.getFirst().values()).containsOnlyKeys("requests");
        assertThat(findings.getFirst().levels()).containsExactly(0, 1);
        assertThat(findings.get(1).levels()).isEmpty();
        assertThat(findings.getFirst().message()).contains("37 requests");
    }

    @Test
    void reasonsComeBackAsTheyWent() throws IOException {
        List<Reason> reasons = List.of(new Reason.NotCompared(Why.UNEQUAL_POPULATIONS, Map.of("client_count", "3")),
                new Reason.Explained(List.of(FindingId.WORK_ABORTED)),
                new Reason.Noted("choices-not-requests", Map.of("requests", "2")));
        List<Comparison> rows = reasons.stream().map(reason -> Runs.row(Quantity.REQUEST_COUNT, Source.PROMETHEUS,
                Reading.of(2), Reading.of(1), reason)).toList();
        RunOutcome run = Runs.of(Optional.of(Runs.judgement(clean(), Runs.metrics(), LogTestimony.notAsked(),
                Runs.verdict(new Scope.Run(), Overall.WARNING, rows))), Runs.level(0, clean(), Optional.empty()));
        ResultDocument back = ResultCodec.decodeResult(ResultCodec.encode(ResultAssembler.assemble(run)));
        assertThat(back.validation().orElseThrow().comparisons().stream()
                .map(row -> row.reasonDetail().orElseThrow().toReason()).toList()).isEqualTo(reasons);
    }

    @Test
    void factsStandInTheOrderOfTheirNames() {
        Reason reason = new Reason.Noted("choices-not-requests",
                Map.of("requests", "2", "choices", "4", "warm_up_requests", "1", "per_choice", "3"));
        assertThat(ComparisonView.ReasonView.of(reason).orElseThrow().facts().keySet())
                .containsExactly("choices", "per_choice", "requests", "warm_up_requests");
    }

    @Test
    void whatIsNoResultIsRefusedWithItsReason() {
        assertThatThrownBy(() -> ResultCodec.decodeResult("{\"a\": ".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DamagedDocumentException.class).hasMessageStartingWith("this is not a result: ");
        assertThatThrownBy(() -> ResultCodec.decodeResult("null".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DamagedDocumentException.class);
        assertThatThrownBy(() -> ResultCodec.decodeResult("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DamagedDocumentException.class);
    }

    private static Judgement level(int index, double requests, String text) {
        return Runs.judgement(clean(), Runs.metrics(), Runs.log(LogSource.DOCKER_LOG),
                Runs.verdict(new Scope.Level(index), Overall.WARNING, Runs.agreeingRows(),
                        Finding.of(FindingId.FOREIGN_TRAFFIC, new Scope.Level(index), Severity.WARNING,
                                Map.of("requests", Fact.of(requests), "running", Fact.of((double) index), "also_fits",
                                        Fact.of(List.of(text))))));
    }

    private static Judgement unexplained(int index, double requests) {
        return Runs.judgement(clean(), Runs.metrics(), Runs.log(LogSource.DOCKER_LOG),
                Runs.verdict(new Scope.Level(index), Overall.WARNING, Runs.agreeingRows(),
                        Finding.of(FindingId.UNEXPLAINED_DIFFERENCE, new Scope.Level(index), Severity.WARNING,
                                Map.of("requests", Fact.of(requests)))));
    }

    private static Tally clean() {
        Tally tally = new Tally(new GoodputLimits(OptionalDouble.of(500), OptionalDouble.empty(),
                OptionalDouble.empty()));
        for (int i = 0; i < 1000; i++) {
            tally.add(Runs.completed(0, i));
        }
        return tally;
    }

    private static RunOutcome passedRun() {
        Finding finding = Finding.of(FindingId.SERVER_WARNINGS, new Scope.Level(0), Severity.INFO,
                Map.of("events", Fact.of(3), "messages", Fact.of(List.of("3 x slow"))));
        Judgement level = Runs.judgement(clean(), Runs.metrics(), Runs.log(LogSource.DOCKER_LOG),
                Runs.verdict(new Scope.Level(0), Overall.PASSED, Runs.agreeingRows(), finding));
        Judgement run = Runs.judgement(clean(), Runs.metrics(), Runs.log(LogSource.DOCKER_LOG),
                Runs.verdict(new Scope.Run(), Overall.PASSED, Runs.agreeingRows(), finding));
        return Runs.of(Optional.of(run), Runs.level(0, clean(), Optional.of(level)));
    }

    private static JsonNode json(RunOutcome run) {
        return JSON.readTree(ResultCodec.encode(ResultAssembler.assemble(run)));
    }

    private static List<Error> violations(JsonNode schema, JsonNode document) {
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
        return compiled.validate(document);
    }

    private static JsonNode schemaTree() {
        try (InputStream in = ResultDocument.class.getResourceAsStream("result.schema.json")) {
            return STRICT.readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The schema with no room for fields that it does not name: what we write must all be described. */
    private static JsonNode closedSchema() {
        JsonNode schema = schemaTree();
        close(schema);
        return schema;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("properties") && object.get("properties").isObject()
                && object.has("required")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ResultDocumentTest::close);
    }

    /** Renames each field of known objects in turn; maps with free keys are left alone. */
    private static void renameEach(JsonNode node, String path, JsonNode whole) {
        for (String name : List.copyOf(node.propertyNames())) {
            String here = path + "/" + name;
            if (!hasFreeKeys(path)) {
                ObjectNode object = (ObjectNode) node;
                JsonNode kept = object.remove(name);
                object.set(name + "_renamed", kept);
                assertThat(violations(schemaTree(), whole)).as(here).isNotEmpty();
                object.remove(name + "_renamed");
                object.set(name, kept);
            }
            JsonNode child = node.get(name);
            JsonNode inner = child.isArray() && !child.isEmpty() ? child.get(0) : child;
            if (inner.isObject()) {
                renameEach(inner, here, whole);
            }
        }
    }

    private static boolean hasFreeKeys(String path) {
        return path.matches(
                ".*/(plan|thresholds|finish_reasons|at_least|withheld|measures|values|buckets|histograms|facts)");
    }

    private static void describedEverywhere(JsonNode node, String path) {
        if (node.has("properties") && node.get("properties").isObject() && node.has("required")) {
            JsonNode properties = node.get("properties");
            for (String name : properties.propertyNames()) {
                assertThat(properties.get(name).has("description")).as(path + "/" + name).isTrue();
            }
            assertThat(node.get("required").size()).as(path).isEqualTo(properties.size());
        }
        for (String name : node.propertyNames()) {
            describedEverywhere(node.get(name), path + "/" + name);
        }
    }
}
